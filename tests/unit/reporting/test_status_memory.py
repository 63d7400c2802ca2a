"""What changed between two judgements and why; facts and limits are never one change (domain.md 2.5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounts_app.models import StatusChange
from reporting.rules import Finding, Level, Limits
from reporting.status import judge
from reporting.status_memory import Cause, Change, Said, Scope, changes, first, said, since
from tests.unit.reporting.example import facts

TODAY = date(2026, 9, 11)


def finding(rule_id: str, level: str, variant: str = "value") -> dict[str, Any]:
    return Finding(rule_id=rule_id, level=Level(level), variant=variant).to_json()


def stored(
    shown: str, rules: dict[str, str], dimensions: dict[str, str], *, computed: str = "", carried: tuple[str, ...] = ()
) -> Said:
    return Said(
        shown=shown,
        computed=computed or shown,
        dimensions=dimensions,
        findings={
            rule_id: finding(rule_id, level, "carry" if rule_id in carried else "value")
            for rule_id, level in rules.items()
        },
    )


def moves(before: Said, now: Said, former: Said | None = None) -> list[tuple[str, str, str, str, str]]:
    return [
        (change.scope.value, change.key, change.old, change.new, change.cause.value)
        for change in changes(before, now, former)
    ]


GREEN = stored("GREEN", {"R07": "GREEN"}, {"LAA": "GREEN"})
AMBER = stored("AMBER", {"R07": "AMBER"}, {"LAA": "AMBER"})
RED = stored("RED", {"R07": "RED"}, {"LAA": "RED"})
SILENT = stored("GREY", {"R07": "UNKNOWN"}, {"LAA": "GREY"})
CARRIED = stored("RED", {"R07": "RED"}, {"LAA": "RED"}, carried=("R07",))


def test_the_words_are_those_of_the_database() -> None:
    assert {scope.value for scope in Scope} == set(StatusChange.Scope.values)
    assert {cause.value for cause in Cause} == set(StatusChange.Cause.values)


def test_the_same_again_is_no_change() -> None:
    assert changes(AMBER, AMBER) == []
    assert changes(AMBER, AMBER, AMBER) == []


def test_a_new_colour_is_a_change_of_rule_dimension_and_account() -> None:
    assert moves(GREEN, AMBER) == [
        ("rule", "R07", "GREEN", "AMBER", "facts"),
        ("dimension", "LAA", "GREEN", "AMBER", "facts"),
        ("account", "", "GREEN", "AMBER", "facts"),
    ]


def test_a_change_carries_the_findings_before_and_after() -> None:
    rule, dimension, account = changes(GREEN, AMBER)
    assert (rule.before, rule.reasons) == (GREEN.findings["R07"], [AMBER.findings["R07"]])
    assert (dimension.before, dimension.reasons) == (None, [AMBER.findings["R07"]])
    assert (account.before, account.reasons) == (None, [AMBER.findings["R07"]])


@pytest.mark.parametrize(("before", "now"), [(GREEN, SILENT), (SILENT, GREEN), (SILENT, RED), (CARRIED, GREEN)])
def test_data_that_goes_or_comes_back_is_silence_all_the_way_up(before: Said, now: Said) -> None:
    assert {move[-1] for move in moves(before, now)} == {"silence"}


def test_a_carried_level_is_no_change() -> None:
    assert changes(RED, CARRIED) == []


def test_real_change_beside_silence_is_real_change() -> None:
    before = stored("GREEN", {"R07": "GREEN", "R10": "GREEN"}, {"LAA": "GREEN"})
    now = stored("AMBER", {"R07": "UNKNOWN", "R10": "AMBER"}, {"LAA": "AMBER"})
    assert moves(before, now) == [
        ("rule", "R07", "GREEN", "UNKNOWN", "silence"),
        ("rule", "R10", "GREEN", "AMBER", "facts"),
        ("dimension", "LAA", "GREEN", "AMBER", "facts"),
        ("account", "", "GREEN", "AMBER", "facts"),
    ]


def test_grey_beside_a_rule_that_ended_is_silence() -> None:
    before = stored("GREEN", {"R07": "GREEN", "R10": "GREEN"}, {"LAA": "GREEN"})
    now = stored("GREY", {"R07": "UNKNOWN", "R10": "NA"}, {"LAA": "GREY"})
    assert moves(before, now)[-2:] == [
        ("dimension", "LAA", "GREEN", "GREY", "silence"),
        ("account", "", "GREEN", "GREY", "silence"),
    ]


def test_an_amber_that_ended_while_data_is_missing_ended_by_the_facts() -> None:
    before = stored("AMBER", {"R10": "AMBER"}, {"LAA": "AMBER"})
    now = stored("GREY", {"R10": "GREEN"}, {"LAA": "GREY"})
    assert {move[-1] for move in moves(before, now)} == {"facts"}


def test_missing_answers_turn_a_dimension_grey_without_a_rule() -> None:
    now = stored("GREY", {"R07": "GREEN"}, {"LAA": "GREY"})
    assert {move[-1] for move in moves(GREEN, now)} == {"silence"}


def test_another_care_model_can_move_a_dimension_without_a_rule() -> None:
    now = stored("GREEN", {"R07": "GREEN"}, {"LAA": "NA"})
    assert moves(GREEN, now) == [("dimension", "LAA", "GREEN", "NA", "facts")]


def test_a_fourth_amber_is_an_accumulation_by_the_facts() -> None:
    before = stored("AMBER", {"R07": "AMBER", "R31": "GREEN"}, {"LAA": "AMBER", "SOP": "GREEN"})
    now = stored("RED", {"R07": "AMBER", "R31": "AMBER"}, {"LAA": "AMBER", "SOP": "AMBER"})
    assert moves(before, now)[-1] == ("account", "", "AMBER", "RED", "facts")


def test_coverage_lost_without_a_dimension_is_silence() -> None:
    now = stored("GREY", {"R07": "AMBER"}, {"LAA": "AMBER"})
    assert moves(AMBER, now) == [("account", "", "AMBER", "GREY", "silence")]


def test_a_colour_shown_by_hand_is_an_override() -> None:
    by_hand = stored("GREEN", {"R07": "AMBER"}, {"LAA": "AMBER"}, computed="AMBER")
    assert moves(AMBER, by_hand) == [("account", "", "AMBER", "GREEN", "override")]
    assert moves(by_hand, AMBER) == [("account", "", "GREEN", "AMBER", "override")]
    assert moves(by_hand, RED)[-1] == ("account", "", "GREEN", "RED", "facts")


def test_other_limits_alone_are_a_change_by_limits() -> None:
    assert [move[-1] for move in moves(GREEN, AMBER, former=GREEN)] == ["limits"] * 3


def test_facts_and_limits_are_two_changes() -> None:
    assert [move for move in moves(GREEN, RED, former=AMBER) if move[0] != "dimension"] == [
        ("rule", "R07", "GREEN", "AMBER", "facts"),
        ("account", "", "GREEN", "AMBER", "facts"),
        ("rule", "R07", "AMBER", "RED", "limits"),
        ("account", "", "AMBER", "RED", "limits"),
    ]


def test_what_limits_take_back_is_still_told() -> None:
    assert [move[2:] for move in moves(AMBER, AMBER, former=GREEN) if move[0] == "account"] == [
        ("AMBER", "GREEN", "facts"),
        ("GREEN", "AMBER", "limits"),
    ]


def test_each_change_names_the_limits_it_was_judged_by() -> None:
    old, new = (said(judge(facts(sites_below=1), limits)) for limits in (Limits(), strict()))
    assert {(change.cause, change.limits_version) for change in changes(GREEN_CARD, new, old)} == {
        (Cause.FACTS, Limits().version),
        (Cause.LIMITS, strict().version),
    }


def strict() -> Limits:
    return Limits().changed({("R31", "amber"): Limits().need("R31", "amber") - 3})


GREEN_CARD = said(judge(facts(), Limits()))


def test_a_rule_that_was_not_carried_before_has_no_past() -> None:
    before = stored("GREEN", {}, {})
    assert moves(before, stored("GREEN", {"R07": "GREEN"}, {"LAA": "GREEN"})) == []


def test_the_first_judgement_is_one_row_of_the_account() -> None:
    grey = Said(shown="GREY", computed="GREY", dimensions={}, findings={}, missing=("revenue",), limits_version="v")
    assert first(AMBER) == Change(
        scope=Scope.ACCOUNT, key="", old="", new="AMBER", cause=Cause.FIRST, reasons=[AMBER.findings["R07"]]
    )
    assert Finding.from_json(first(grey).reasons[-1]).params["missing"] == ("revenue",)


def test_reasons_are_the_red_ones_first() -> None:
    both = stored("RED", {"R01": "AMBER", "R31": "RED", "R07": "GREEN"}, {})
    assert [reason["rule"] for reason in both.reasons] == ["R31", "R01"]


def test_what_is_missing_is_a_reason_of_a_grey_account_only() -> None:
    def reasons(shown: str, missing: tuple[str, ...]) -> list[str]:
        now = Said(shown=shown, computed=shown, dimensions={}, findings=AMBER.findings, missing=missing)
        return [reason["rule"] for reason in now.reasons]

    assert reasons("GREY", ("revenue",)) == ["R07", ""]
    assert reasons("AMBER", ("revenue",)) == reasons("GREY", ()) == ["R07"]


def test_each_dimension_has_its_own_cause_and_reasons() -> None:
    before = stored("GREEN", {"R07": "GREEN", "R31": "GREEN"}, {"LAA": "GREEN", "SOP": "GREEN"})
    plain = stored("GREY", {"R07": "UNKNOWN", "R31": "AMBER"}, {"LAA": "GREY", "SOP": "AMBER"})
    now = replace(plain, missing=("scores",))
    quality, contract = (change for change in changes(before, now) if change.scope is Scope.DIMENSION)
    assert (quality.cause, quality.reasons) == (Cause.SILENCE, [])
    assert (contract.cause, [reason["rule"] for reason in contract.reasons]) == (Cause.FACTS, ["R31"])


def test_what_the_facts_did_elsewhere_is_not_the_cause_of_a_dimension() -> None:
    before = stored("GREY", {"R07": "UNKNOWN", "R31": "GREEN"}, {"LAA": "GREY", "SOP": "GREEN"})
    now = stored("AMBER", {"R07": "AMBER", "R31": "AMBER"}, {"LAA": "AMBER", "SOP": "AMBER"})
    assert [move[1:] for move in moves(before, now) if move[0] == "dimension"] == [
        ("LAA", "GREY", "AMBER", "silence"),
        ("SOP", "GREEN", "AMBER", "facts"),
    ]


def test_an_improvement_is_decided_by_what_left_the_old_colour() -> None:
    before = stored("RED", {"R07": "RED", "R10": "UNKNOWN"}, {"LAA": "RED"})
    now = stored("AMBER", {"R07": "GREEN", "R10": "AMBER"}, {"LAA": "AMBER"})
    assert [move[-1] for move in moves(before, now)] == ["facts", "silence", "facts", "facts"]


def test_a_colour_that_silence_and_the_facts_decide_is_decided_by_the_facts() -> None:
    before = stored("GREY", {"R07": "UNKNOWN", "R10": "GREEN"}, {"LAA": "GREY"})
    now = stored("RED", {"R07": "RED", "R10": "RED"}, {"LAA": "RED"})
    assert [move[-1] for move in moves(before, now)] == ["silence", "facts", "facts", "facts"]


def test_since_moves_with_a_change_and_stays_without() -> None:
    known = {"R07": "2026-08-03", "LAA": "2026-08-03"}
    now = stored("AMBER", {"R07": "AMBER", "R10": "GREEN"}, {"LAA": "AMBER"})
    assert since(known, now, [], TODAY) == {"R07": "2026-08-03", "LAA": "2026-08-03", "R10": "2026-09-11"}
    assert since(known, now, changes(GREEN, AMBER), TODAY) == dict.fromkeys(("R07", "LAA", "R10"), "2026-09-11")


def test_a_judgement_becomes_its_stored_form() -> None:
    judgement = judge(facts(sites_below=1), Limits())
    stored_form = said(judgement)
    assert (stored_form.shown, stored_form.computed, stored_form.dimensions["LAA"]) == ("AMBER", "AMBER", "AMBER")
    assert [reason["rule"] for reason in stored_form.reasons] == [reason.rule_id for reason in judgement.reasons]
    assert stored_form.limits_version == judgement.limits_version
