"""`manage.py import_delivery`: the JSON, run twice, dry run, one sentence and exit code 2 for bad input."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from accounts_app.models import RevenueRow
from reporting.models import ImportBatch
from teams.models import Person
from tests.unit.reporting.imports import workbooks as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    def fill(**replaced):
        for file in made.tiny_delivery(**replaced):
            (tmp_path / file.name).write_bytes(file.content)
        (tmp_path / "LUE.md").write_text("kuvaus")
        return tmp_path

    return fill


def run(directory, *options):
    out = io.StringIO()
    call_command("import_delivery", str(directory), *options, stdout=out)
    return out.getvalue()


def refused(directory, *options):
    with pytest.raises(CommandError) as caught:
        run(directory, *options)
    assert caught.value.returncode == 2
    assert not Person.objects.exists()
    return str(caught.value)


def test_json_names_and_numbers(folder):
    answer = json.loads(run(folder(), "--json"))
    assert set(answer) == {"files", "changes"}
    assert set(answer["changes"]) == {"created", "updated", "deleted", "unchanged"}
    assert len(answer["files"]) == 14
    for file in answer["files"]:
        assert list(file) == ["file", "kind", "rows", "accepted", "warnings", "rejected", "skipped", "result"]
        assert file["rows"] == sum(file[name] for name in ("accepted", "warnings", "rejected", "skipped"))
        assert file["result"] == "loaded"


def test_twice_is_once(folder):
    directory = folder()
    run(directory)
    again = json.loads(run(directory, "--json"))
    assert [again["changes"][name] for name in ("created", "updated", "deleted")] == [0, 0, 0]
    assert ImportBatch.objects.count() == 1


def test_a_dry_run_writes_nothing(folder):
    answer = json.loads(run(folder(), "--dry-run", "--json"))
    assert answer["changes"]["created"] > 100
    assert {file["result"] for file in answer["files"]} == {"ready"}
    assert not Person.objects.exists()


@pytest.mark.parametrize(("locale", "word"), [("fi_FI.UTF-8", "hyväksytty"), ("en_GB", "accepted"), ("sv", "godkända")])
def test_the_table_speaks_the_language_of_the_environment(folder, monkeypatch, locale, word):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    text = run(folder(), "--dry-run")
    assert word in text
    assert "LUE.md" in text


def test_a_broken_total_prints_the_files_and_one_sentence(folder, capsys):
    directory = folder(revenue=made.csv(made.revenue(made.invoice(1), total=9)))
    out = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_delivery", str(directory), "--json", stdout=out)
    assert caught.value.returncode == 2
    results = {file["kind"]: file["result"] for file in json.loads(out.getvalue())["files"]}
    assert (results["revenue"], results["people"]) == ("blocked", "not_loaded")
    assert "revenue.csv" in str(caught.value)
    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()


def test_rejected_rows_need_to_be_accepted(folder):
    directory = folder(revenue=made.csv(made.revenue(made.invoice(1), made.invoice(2, "004999"))))
    sentence = refused(directory)
    assert "revenue.csv" in sentence
    assert "004999" in sentence
    run(directory, "--accept-rejected")
    assert RevenueRow.objects.count() == 1


def test_bad_input_is_one_sentence(folder, tmp_path):
    assert "puuttuu" in refused(tmp_path / "puuttuu")
    assert str(tmp_path) in refused(tmp_path)
    assert "extra.csv" in refused(folder(extra=made.csv([["Aika", "Paikka"], [1, 2]])))
    (tmp_path / "extra.csv").unlink()
    damaged = made.book(Hinnasto=made.PRICES)[:-300]
    (tmp_path / "rikki.xlsx").write_bytes(damaged)
    assert "rikki.xlsx" in refused(tmp_path)
    (tmp_path / "rikki.xlsx").unlink()
    without = [row[:-1] for row in made.PRICES]
    (tmp_path / "prices.csv").write_bytes(made.csv(without))
    assert "Voimassa asti" in refused(tmp_path)


def test_the_day_of_the_delivery(folder, monkeypatch):
    directory = folder()
    assert "eilen" in refused(directory, "--as-of", "eilen")
    monkeypatch.setenv("KAM_TODAY", "nyt")
    assert "KAM_TODAY" in refused(directory)
    assert "8/2026" in refused(directory, "--as-of", "2026-08-30"), "the month is not closed on that day"
