"""Opening a file: what it is, reading it in a limited process, and what came out."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from config.common.parsing import PercentNumber
from reporting.imports.workbook.csv_text import is_binary, is_html, read_csv
from reporting.imports.workbook.errors import WorkbookError
from reporting.imports.workbook.sheets import Note, Sheet, Workbook

MAX_BYTES = 50 * 1000 * 1000
MAX_ROWS = 200_000
MAX_WAIT_SECONDS = 300  # the reader counts its own seconds; this is for a machine that is too busy to let it

PROJECT = Path(__file__).resolve().parents[3]
READER = (sys.executable, "-E", "-s", "-W", "ignore", "-m", "reporting.imports.reader.process")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_NAMES = (".csv", ".txt", ".tsv")


def read_workbook(source: Path | str | bytes, filename: str | None = None) -> Workbook:
    """Read an .xlsx or .csv file, told apart by content. `filename` is what messages call it.

    Percent-formatted numbers come as PercentNumber, dates as date, datetime or time, errors as text (`#N/A`), empty
    cells as None. Raises WorkbookError with a sentence for people (domain.md 7.4).
    """
    name = filename or (Path(source).name if not isinstance(source, bytes) else "")
    data = source if isinstance(source, bytes) else _load(Path(source), name)
    if len(data) > MAX_BYTES:
        raise WorkbookError("too_large", name, what="bytes")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise WorkbookError("empty", name)
    if data.startswith(_ZIP):
        return _read_xlsx(data, name)
    _refuse_others(data, name)
    return _read_csv(data, name)


def _load(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise WorkbookError("too_large", name, what="bytes")
        return path.read_bytes()
    except OSError:
        raise WorkbookError("not_found", name) from None


def _refuse_others(data: bytes, name: str) -> None:
    """Name the real type of what is neither a workbook nor text."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise WorkbookError("password_protected", name)
        raise WorkbookError("unknown_format", name, what="xls")
    if data.startswith(b"%PDF"):
        raise WorkbookError("unknown_format", name, what="pdf")
    if is_html(data):
        raise WorkbookError("unknown_format", name, what="html")
    text_name = name.lower().endswith(_TEXT_NAMES)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise WorkbookError("damaged", name)
    if is_binary(data) or not text_name:
        raise WorkbookError("unknown_format", name, what="binary" if is_binary(data) else "text")


def _read_csv(data: bytes, name: str) -> Workbook:
    table = read_csv(data, name, MAX_ROWS)
    if not table.rows:
        raise WorkbookError("empty", name)
    sheet = Sheet(Path(name).stem, table.rows)
    return Workbook(name, "csv", _fingerprint(data), [sheet], table.notes, table.encoding, table.delimiter)


def _read_xlsx(data: bytes, name: str) -> Workbook:
    book: dict[str, Any] = {}
    sheets: list[Sheet] = []
    for line in _lines(data, name):
        if isinstance(line, list):
            number, cells = line
            rows = sheets[-1].rows
            rows.extend(() for _ in range(number - 1 - len(rows)))
            rows.append(tuple(cells))
        elif "sheet" in line:
            sheets.append(Sheet(line["sheet"]["name"], [], hidden=line["sheet"]["hidden"]))
        elif "end" in line:
            sheets[-1] = _closed(sheets[-1], line["end"])
        elif "error" in line:
            raise WorkbookError(line["error"], name, **{"sheet": None, **line["values"]})
        else:
            book = line["book"]
    if not any(sheet.rows for sheet in sheets):
        raise WorkbookError("empty", name)
    notes = _notes(sheets, bool(book.get("macros")))
    return Workbook(name, "xlsx", _fingerprint(data), sheets, notes, date1904=bool(book.get("date1904")))


def _lines(data: bytes, name: str) -> Iterator[Any]:
    """What the reader process says; a process that dies or takes too long is the file's fault."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file is on the command line
            READER, input=data, capture_output=True, cwd=PROJECT, env={}, timeout=MAX_WAIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise WorkbookError("too_large", name, what="effort") from None
    if done.returncode > 0:
        raise RuntimeError(f"The reader process failed: {done.stderr[-2000:].decode(errors='replace')}")
    for line in done.stdout.splitlines() if done.returncode == 0 else ():
        yield json.loads(line, object_hook=_unpacked)
    if done.returncode:
        raise WorkbookError("too_large", name, what="effort")


def _unpacked(found: dict[str, Any]) -> Any:
    """A one-key object of the wire as the value it stands for; other objects stay as they are."""
    if len(found) != 1:
        return found
    ((key, value),) = found.items()
    unpack = _UNPACK.get(key)
    return unpack(value) if unpack else found


def _day_or_moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _duration(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


_UNPACK: dict[str, Any] = {"p": PercentNumber, "d": _day_or_moment, "t": time.fromisoformat, "h": _duration}


def _closed(sheet: Sheet, end: dict[str, list[int]]) -> Sheet:
    rows, columns = frozenset(end["hidden_rows"]), frozenset(end["hidden_columns"])
    return Sheet(sheet.name, sheet.rows, sheet.hidden, rows, columns)


def _notes(sheets: list[Sheet], macros: bool) -> tuple[Note, ...]:
    notes = [Note("macros")] if macros else []
    for sheet in sheets:
        if sheet.hidden:
            notes.append(Note("hidden_sheet", (("sheet", sheet.name),)))
        for code, places in (("hidden_rows", sheet.hidden_rows), ("hidden_columns", sheet.hidden_columns)):
            if places:
                notes.append(Note(code, (("sheet", sheet.name), ("count", len(places)))))
    return tuple(notes)


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
