"""What the page of a batch shows, as plain data: files, controls, rows with their sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting.imports.report import word
from reporting.imports.sentences import sentence
from reporting.models import ImportFile

SHOWN_VERDICTS = ("rejected", "warning", "skipped")
SHOWN_CELLS = 12


@dataclass(frozen=True)
class ControlLine:
    """A total of a file against its rows."""

    file: str
    sheet: str
    row: int
    column: str
    label: str
    expected: Decimal
    found: Decimal
    difference: Decimal
    holds: bool


@dataclass(frozen=True)
class RowLine:
    """A row that needs attention: where it is, what it said, what is wrong."""

    file: str
    sheet: str
    row: int
    verdict: str
    original: str
    sentences: list[str]


@dataclass(frozen=True)
class FileLine:
    """A file of a batch with its counts and the sheets whose rejected rows can be downloaded."""

    file: ImportFile
    kind: str
    result: str
    other_rows: int
    rejected_sheets: list[str]


def file_lines(files: Sequence[ImportFile], lang: str) -> list[FileLine]:
    """The files in loading order."""
    return [
        FileLine(
            file,
            word(f"kind.{file.kind}", lang),
            word(f"result.{file.result}", lang),
            sum(1 for verdict in file.verdicts if not verdict["data"]),
            list(dict.fromkeys(one["sheet"] for one in file.verdicts if one["verdict"] == "rejected")),
        )
        for file in files
    ]


def control_lines(files: Sequence[ImportFile]) -> list[ControlLine]:
    """All totals, broken ones first."""
    lines = [
        ControlLine(
            file.name,
            control["sheet"],
            control["row"],
            control["column"],
            control["label"],
            Decimal(control["expected"]),
            Decimal(control["found"]),
            Decimal(control["difference"]),
            control["holds"],
        )
        for file in files
        for control in file.controls
        if "problem" not in control
    ]
    return sorted(lines, key=lambda line: line.holds)


def kept_rows(files: Sequence[ImportFile], verdict: str) -> list[tuple[ImportFile, dict[str, Any]]]:
    """The kept rows of a verdict (all when empty), rejected before warnings before left-out ones."""
    rows = [(file, one) for file in files for one in file.verdicts if verdict in ("", one["verdict"])]
    return sorted(rows, key=lambda pair: SHOWN_VERDICTS.index(pair[1]["verdict"]))


def row_line(file: ImportFile, kept: dict[str, Any], lang: str) -> RowLine:
    """One kept row as shown."""
    cells = [f"{title}: {text}" if title else text for title, text in kept["cells"].items() if text]
    return RowLine(
        file.name,
        kept["sheet"],
        kept["row"],
        kept["verdict"],
        " · ".join(cells[:SHOWN_CELLS]),
        [kept_sentence(problem, lang) for problem in kept["problems"]],
    )


def kept_sentence(problem: dict[str, Any], lang: str) -> str:
    """The sentence of a kept problem."""
    return sentence(problem["code"], lang, **{"raw": problem["raw"], "column": problem["column"], **problem["values"]})


def verdict_counts(files: Sequence[ImportFile]) -> dict[str, int]:
    """How many kept rows each verdict has."""
    rows = [one["verdict"] for file in files for one in file.verdicts]
    return {verdict: rows.count(verdict) for verdict in SHOWN_VERDICTS}


def blocking_sentences(files: Sequence[ImportFile], lang: str) -> list[str]:
    """What beside broken totals stops a batch, such as vanished sites."""
    return [
        f"{file.name}: {kept_sentence(control['problem'], lang)}"
        for file in files
        for control in file.controls
        if "problem" in control
    ]


def rejected_table(file: ImportFile, sheet: str, lang: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the rejected rows of a sheet, with what is wrong in a last column."""
    rows = [one for one in file.verdicts if one["verdict"] == "rejected" and one["sheet"] == sheet]
    titles = list(dict.fromkeys(title for one in rows for title in one["cells"]))
    lines = [
        [*(one["cells"].get(title, "") for title in titles), " ".join(kept_sentence(p, lang) for p in one["problems"])]
        for one in rows
    ]
    return titles, lines
