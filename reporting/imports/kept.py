"""What of a read file is kept in `ImportFile`: verdicts of rows that need attention and controls, as plain JSON."""

from typing import Any

from reporting.imports.base import Judged, Problem, Verdict, shown
from reporting.imports.delivery import ReadFile
from reporting.imports.judging import Control

# A file may hold 200 000 rows; so many sentences help nobody. Rejected rows are kept first.
MOST_VERDICTS = 5000
_ORDER = {Verdict.REJECTED: 0, Verdict.WARNING: 1, Verdict.SKIPPED: 2}


def kept_verdicts(file: ReadFile) -> list[dict[str, Any]]:
    """Every row that was not plainly accepted, rejected ones first; only cells of columns we read are kept."""
    rows = [row for row in file.judgement.rows if row.verdict is not Verdict.ACCEPTED]
    rows.sort(key=lambda row: _ORDER[row.verdict])
    return [_verdict(row, file) for row in rows[:MOST_VERDICTS]]


def kept_controls(file: ReadFile) -> list[dict[str, Any]]:
    """The file's own totals (of a wide sheet those that hold only in the last column) and other reasons to stop."""
    shown_ones = [control for control in file.judgement.controls if not control.holds or _last(control, file)]
    return [*map(_control, shown_ones), *({"problem": plain_problem(problem)} for problem in file.blockers)]


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    values = {name: value if isinstance(value, int) else str(value) for name, value in problem.values.items()}
    return {"code": problem.code, "column": problem.column, "raw": problem.raw, "hard": problem.hard, "values": values}


def _verdict(row: Judged, file: ReadFile) -> dict[str, Any]:
    titles = file.headings[row.record.sheet]
    read = file.places[row.record.sheet]
    cells = {titles[place]: shown(row.cells[place]) for place in read if place < len(row.cells)}
    if not row.data:
        cells = {"": " · ".join(shown(cell) for cell in row.cells if cell is not None)}
    return {
        "sheet": row.record.sheet,
        "row": row.record.row,
        "verdict": row.verdict.value,
        "data": row.data,
        "problems": [plain_problem(problem) for problem in row.problems],
        "cells": cells,
    }


def _control(control: Control) -> dict[str, Any]:
    return {
        "sheet": control.sheet,
        "row": control.row,
        "column": control.column,
        "label": control.label,
        "expected": str(control.expected),
        "found": str(control.found),
        "difference": str(control.difference),
        "holds": control.holds,
    }


def _last(control: Control, file: ReadFile) -> bool:
    of_row = [one for one in file.judgement.controls if (one.sheet, one.row) == (control.sheet, control.row)]
    return control is of_row[-1]
