"""Rows, totals and names that tell a hidden account leave no trace in a file."""

from reporting.imports.discreet import without_hidden
from reporting.models import ImportFile


def row(payer: str, verdict: str = "rejected", *, data: bool = True) -> dict[str, object]:
    return {"sheet": "myynti", "verdict": verdict, "data": data, "cells": {"Maksaja": payer}, "problems": []}


def test_what_is_hidden_is_not_counted_either() -> None:
    rows = [
        row("Salaisuus Oy"),
        row("Avoin Oy"),
        row("Salaisuus Oy", "warning"),
        row("Salaisuus", "skipped", data=False),
    ]
    totals = [{"label": "Salaisuus yht.", "holds": True}, {"label": "Yhteensä", "holds": True}]
    file = ImportFile(
        pk=7, name="salaisuus.csv", kind="revenue", rows=10, rejected=2, warnings=1, verdicts=rows, controls=totals
    )
    (shown,) = without_hidden([file], lambda text: "salaisuus" in text.lower())
    assert [one["cells"]["Maksaja"] for one in shown.verdicts] == ["Avoin Oy"]
    assert (shown.rows, shown.rejected, shown.warnings, shown.skipped) == (8, 1, 0, 0)
    assert [one["label"] for one in shown.controls] == ["Yhteensä"]
    assert shown.name == "revenue-7"


def test_other_files_stay_as_they_are() -> None:
    file = ImportFile(name="myynti.csv", kind="revenue", rows=3, rejected=1, verdicts=[row("Avoin Oy")], controls=[])
    (shown,) = without_hidden([file], lambda _text: False)
    assert (shown.name, shown.rows, shown.rejected, len(shown.verdicts)) == ("myynti.csv", 3, 1, 1)
