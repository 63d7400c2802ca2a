"""The worked status cases through the command, as anybody would run them (domain.md 2.9)."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reporting.rules import RULES

FILE = Path(__file__).with_name("worked_cases.json")
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, Any]]:
    out = io.StringIO()
    call_command("evaluate_facts", str(FILE), stdout=out)
    return {case["id"]: case for case in json.loads(out.getvalue())["cases"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], results: dict[str, dict[str, Any]]) -> None:
    assert results[case["id"]] == {"id": case["id"], **case["expect"]}


def test_every_carried_rule_has_cases_of_each_colour_it_can_give() -> None:
    given = {reason for case in CASES for reason in case["expect"]["reasons"]}
    never_red = {"R09", "R22", "R23", "R28", "R32"}
    expected = {f"{rule}:{level}" for rule in RULES for level in ("AMBER", "RED")} - {f"{r}:RED" for r in never_red}
    assert expected <= given


def test_one_case_is_chosen_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("evaluate_facts", str(FILE), "--id", "R15-open")
    assert [case["id"] for case in json.loads(capsys.readouterr().out)["cases"]] == ["R15-open"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILE.read_bytes()), encoding="utf-8"))
    call_command("evaluate_facts", "-", "--id", "base")
    assert json.loads(capsys.readouterr().out)["cases"][0]["shown"] == "GREEN"


BASE = {"as_of": "2026-09-11", "month": 8, "model": "A", "fresh": {"revenue": True}}


def document(**case: Any) -> str:
    return json.dumps({"base_facts": BASE, "cases": [{"id": "X1", **case}]})


def changed(**changes: Any) -> str:
    return document(changes_to_base=changes)


BAD = {
    "not JSON at all": ("revenue;margin", "not JSON"),
    "NaN": (changed(rev_ytd=float("nan")), "case X1, field rev_ytd: expected a number, got nan"),
    "infinity": (changed(rev_ytd=float("inf")), "case X1, field rev_ytd: expected a number, got inf"),
    "a name twice": ('{"base_facts": {}, "base_facts": {}, "cases": []}', "given twice"),
    "too deep": ("[" * 100_000, "not JSON"),
    "no base": ('{"cases": []}', "base_facts"),
    "a list": ("[]", "base_facts"),
    "no cases": ('{"base_facts": {}}', "cases"),
    "a case without id": ('{"base_facts": {}, "cases": [{}]}', "case number 1"),
    "a case that is text": ('{"base_facts": {}, "cases": ["S01"]}', "case number 1"),
    "an id twice": (json.dumps({"base_facts": BASE, "cases": [{"id": "X1"}, {"id": "X1"}]}), "case X1: the id"),
    "unknown case field": (document(change={}), "case X1, field change: unknown"),
    "unknown fact": (changed(revenue=1), "case X1, field revenue: unknown"),
    "missing fact": (json.dumps({"base_facts": {"month": 8, "model": "A"}, "cases": [{"id": "X1"}]}), "field as_of"),
    "text for a number": (changed(rev_ytd="3 280 000"), "case X1, field rev_ytd: expected a number"),
    "truth for a number": (changed(rev_ytd=True), "field rev_ytd: expected a number"),
    "too large a number": (changed(rev_ytd=1e300), "field rev_ytd: expected a number below"),
    "too fine a number": (changed(rev_ytd=1e-30), "field rev_ytd: expected at most 12 decimals"),
    "half a site": (changed(sites_active=1.5), "field sites_active: expected a whole number"),
    "truth for a count": (changed(sites_active=True), "field sites_active: expected a whole number"),
    "fewer than none": (changed(sites_active=-1), "field sites_active: expected 0 or more"),
    "number for truth": (changed(notice=1), "field notice: expected true or false"),
    "a date the wrong way": (changed(as_of="11.9.2026"), "field as_of: expected a date"),
    "a number for a date": (changed(as_of=20260911), "field as_of: expected a date"),
    "month 13": (changed(month=13), "field month: expected a month"),
    "model E": (changed(model="E"), "field model: expected one of A, B, C, D"),
    "a list for a choice": (changed(phase=["uhattu"]), "field phase: expected one of"),
    "a number for text": (changed(risk_name=4), "field risk_name: expected text"),
    "a field of objects": (changed(contracts=[]), "field contracts: cannot be given"),
    "no fresh": (changed(fresh=None), "field fresh: expected an object"),
    "unknown source": (changed(fresh={"weather": True}), "field fresh.weather: unknown source"),
    "fresh is text": (changed(fresh={"revenue": "yes"}), "field fresh.revenue: expected true or false"),
    "tender as text": (changed(tender="soon"), "field tender: expected null or"),
    "tender without plan": (changed(tender={"wd": 3}), "field tender: expected null or"),
    "tender with a bad day": (changed(tender={"plan": True, "wd": "3"}), "field tender.wd: expected a whole"),
    "changes as a list": (document(changes_to_base=[1]), "field changes_to_base: expected an object"),
    "changes as zero": (document(changes_to_base=0), "field changes_to_base: expected an object"),
    "stale as text": (document(stale_or_missing_inputs="csat"), "field stale_or_missing_inputs: expected a list"),
    "unknown stale source": (document(stale_or_missing_inputs=["nps"]), "unknown source 'nps'"),
    "history as a list": (document(previous_closing=[]), "field previous_closing: expected an object"),
    "history of no rule": (document(previous_closing={"X": {"c": "RED"}}), "field previous_closing.X: expected"),
    "history of no colour": (document(previous_closing={"R07": {"c": "BLUE"}}), "field previous_closing.R07"),
    "history with a bad count": (document(previous_closing={"R07": {"c": "RED", "good": -1}}), "previous_closing.R07"),
    "history with more": (document(previous_closing={"R07": {"c": "RED", "bad": 1}}), "previous_closing.R07"),
    "override half": (document(override={"colour": "RED"}), "field override: expected approved, colour, expires"),
    "override colour": (
        document(override={"colour": "NA", "approved": True, "expires": "2026-10-09"}),
        "field override.colour: expected a colour",
    ),
    "override approval": (
        document(override={"colour": "RED", "approved": "yes", "expires": "2026-10-09"}),
        "field override.approved: expected true or false",
    ),
    "override without end": (
        document(override={"colour": "RED", "approved": True, "expires": None}),
        "field override.expires: expected a date",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, expected = BAD[name]
    file = tmp_path / "cases.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("evaluate_facts", str(file))
    assert caught.value.returncode == 2
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capsys.readouterr().out == ""


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.json"
    latin.write_bytes("päättyvä".encode("cp1252"))
    for file, expected in ((tmp_path / "none.json", "No such file"), (tmp_path, "directory"), (latin, "UTF-8")):
        with pytest.raises(CommandError, match=expected) as caught:
            call_command("evaluate_facts", str(file))
        assert caught.value.returncode == 2
    with pytest.raises(CommandError, match="not a file name"):
        call_command("evaluate_facts", "a\0b")


def test_an_unknown_id_is_bad_input() -> None:
    with pytest.raises(CommandError, match="no case has the id S99"):
        call_command("evaluate_facts", str(FILE), "--id", "S99")


def test_sources_without_a_word_are_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.json"
    base = {"as_of": "2026-09-11", "month": 8, "model": "D"}
    cases = [{"id": "X1", "stale_or_missing_inputs": ["csat"], "changes_to_base": None}]
    file.write_text(json.dumps({"base_facts": base, "cases": cases}), encoding="utf-8")
    call_command("evaluate_facts", str(file))
    result = json.loads(capsys.readouterr().out)["cases"][0]
    assert (result["shown"], result["coverage_pct"]) == ("GREY", 0.0)
