"""The reader process: an .xlsx on standard input, JSON lines on standard output (docs/adr/0009).

Lines: {"book": …} first, for each sheet {"sheet": …}, then [row number, cells] per row and {"end": …}; on failure one
{"error": code, "values": …}. The process limits its own memory and time, so a hostile file ends it and nothing else.
"""

import io
import json
import math
import re
import resource
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import STRIP_RE, is_datetime
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reporting.imports.reader.preflight import Reach, RefusedError, check_archive, reach_of

MAX_MEMORY = 1 << 30
MAX_SECONDS = 100

Write = Callable[[Any], None]
_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")


def read_archive(data: bytes, write: Write) -> None:
    """Read a whole workbook and hand its lines to `write`. Raises RefusedError, or what damaged files raise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        paths = check_archive(archive)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if paths - {sheet._worksheet_path for sheet in book.worksheets}:
            raise RefusedError("damaged")  # openpyxl leaves out a sheet that has lost its link
        macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
        write({"book": {"date1904": book.epoch == CALENDAR_MAC_1904, "macros": macros}})
        for sheet in book.worksheets:
            try:
                with archive.open(sheet._worksheet_path) as stream:
                    reach = reach_of(stream)
            except RefusedError as refused:
                raise RefusedError(refused.code, sheet=sheet.title, **refused.values) from None
            _read_sheet(sheet, reach, write)


def _read_sheet(sheet: Any, reach: Reach, write: Write) -> None:
    write({"sheet": {"name": sheet.title, "hidden": sheet.sheet_state != "visible"}})
    sheet.reset_dimensions()  # the size a sheet declares may be too small; its reach is true
    rows = sheet.iter_rows(max_row=reach.last_row, max_col=reach.last_column) if reach.cells else ()
    for number, row in enumerate(rows, start=1):
        cells = [_wire(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            write([number, cells])
    write({"end": {"hidden_rows": reach.hidden_rows, "hidden_columns": reach.hidden_columns}})


def _wire(cell: Any) -> Any:
    """A cell as it travels: plain JSON, or a one-key object for what JSON lacks."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _CONTROL.sub(lambda found: chr(int(found[1], 16)), value) or None
    if isinstance(value, (date, time, timedelta)):
        return _moment(value, cell.number_format)
    if not math.isfinite(value):
        raise ValueError(value)
    return {"p": value} if _shows_percent(cell.number_format) else value


def _moment(value: date | time | timedelta, code: str) -> dict[str, Any]:
    if isinstance(value, timedelta):
        return {"h": value.total_seconds()}
    if isinstance(value, datetime) and value.time() == time() and is_datetime(code.lower()) == "date":
        return {"d": value.date().isoformat()}
    return {"t" if isinstance(value, time) else "d": value.isoformat()}


@cache
def _shows_percent(code: str) -> bool:
    return "%" in STRIP_RE.sub("", code.split(";", maxsplit=1)[0]).replace("\\%", "")


def run(data: bytes, write: Write) -> None:
    """Read the bytes of a file; every failure of the file becomes an error line."""
    try:
        read_archive(data, write)
    except RefusedError as refused:
        write({"error": refused.code, "values": refused.values})
    except (MemoryError, RecursionError):
        write({"error": "too_large", "values": {"what": "effort"}})
    except Exception:  # openpyxl lets a broken file raise nearly anything; what it cannot read is damaged to us
        write({"error": "damaged", "values": {}})


def main() -> None:
    """Set the limits of this process, then read."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    run(sys.stdin.buffer.read(), _print_line)


def _print_line(line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
