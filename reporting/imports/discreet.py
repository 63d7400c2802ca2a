"""Files of a batch as somebody else than its uploader may read them: without rows that name a hidden account."""

from collections.abc import Iterable
from typing import Any

from accounts_app.hidden_words import Mentions
from reporting.models import ImportFile

_COUNTED = {"rejected": "rejected", "warning": "warnings", "skipped": "skipped"}


def without_hidden(files: Iterable[ImportFile], mentions: Mentions) -> list[ImportFile]:
    """The files with such rows, totals and names taken out and not counted either; changed here, never saved."""
    return [_discreet(file, mentions) for file in files]


def _discreet(file: ImportFile, mentions: Mentions) -> ImportFile:
    kept: list[dict[str, Any]] = []
    for row in file.verdicts:
        if not mentions(_row_text(row)):
            kept.append(row)
        elif row["data"]:  # totals and notes are not counted as rows
            counted = _COUNTED[row["verdict"]]
            setattr(file, counted, max(0, getattr(file, counted) - 1))
            file.rows = max(0, file.rows - 1)
    file.verdicts = kept
    file.controls = [control for control in file.controls if not mentions(_plain(control))]
    if mentions(file.name):
        file.name = f"{file.kind}-{file.pk}"
    return file


def _row_text(row: dict[str, Any]) -> str:
    return _plain([row["sheet"], row["cells"], row["problems"]])


def _plain(value: Any) -> str:
    """Every word of a piece of JSON."""
    if isinstance(value, dict):
        return " ".join(_plain(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return " ".join(map(_plain, value))
    return str(value)
