"""Lists as CSV and XLSX from the same columns and rows, safe against formulas in texts (stack.md traps 3 and 17)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from config.common import formats
from config.common.clock import HELSINKI
from config.common.rounding import WIDE, Number, exact, round_half_up

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "number", "money", "percent", "date", "datetime"]
Row = Sequence[Any]

MAX_TEXT = 32_767  # what one cell of Excel holds
MAX_ROWS = 1_048_575
MAX_SHEET_NAME = 31
_WIDTHS = {"text": 28, "number": 12, "money": 16, "percent": 10, "date": 12, "datetime": 17}
_DECIMALS = {"money": 2, "percent": 1}

# What a spreadsheet takes for a formula: the sign may hide behind blanks and control characters.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export: its heading, what kind of values it holds, and decimals where they are fixed.

    Percentages are per cent (97 is 97 %); money is euros; moments are aware.
    """

    label: str
    kind: Kind = "text"
    decimals: int | None = None

    @property
    def places(self) -> int | None:
        """Decimals to print; None prints numbers as precise as they are."""
        return self.decimals if self.decimals is not None else _DECIMALS.get(self.kind)


def safe_text(value: object) -> str:
    """Text that no spreadsheet runs: a leading apostrophe where it would start a formula."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """UTF-8 with BOM, semicolons, decimal commas and `21.11.2026`, as Finnish Excel opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(column.label) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column, value) for column, value in zip(columns, row, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind == "text":
        return safe_text(value)
    if column.kind == "date":
        return formats.day(value)
    if column.kind == "datetime":
        return formats.moment(value).replace(formats.NBSP, " ")
    return formats.number(value, column.places).replace(formats.NBSP, "").replace(formats.MINUS, "-")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]


def write_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """One sheet with real numbers and dates; texts are always strings. Raises ValueError over 1 048 575 rows."""
    return write_book([Table(title, columns, rows)])


def write_book(tables: Iterable[Table]) -> bytes:
    """A sheet for each table, in their order; the titles must differ. Raises ValueError over 1 048 575 rows."""
    from xlsxwriter import Workbook as NewWorkbook  # costly import, needed by exports only

    out = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with NewWorkbook(out, {"constant_memory": True, **never}) as book:
        for table in tables:
            _write_table(book, table)
    return out.getvalue()


def _write_table(book: "Workbook", table: Table) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title))
    styles = [book.add_format({"num_format": _number_format(column)}) for column in table.columns]
    _write_heading(book, sheet, table.columns)
    for number, row in enumerate(table.rows, start=1):
        if number > MAX_ROWS:
            raise ValueError(f"A sheet holds at most {MAX_ROWS} rows.")
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, (number, place), column, value, styles[place])


def _write_heading(book: "Workbook", sheet: "Worksheet", columns: Sequence[Column]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(_WIDTHS[column.kind], min(len(column.label) + 2, 40)))
        sheet.write_string(0, place, safe_text(column.label), bold)
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: "Worksheet", at: tuple[int, int], column: Column, value: Any, style: "Format") -> None:
    row, place = at
    if value is None:
        return
    if column.kind == "text":
        sheet.write_string(row, place, safe_text(value)[:MAX_TEXT])
    elif column.kind in {"date", "datetime"}:
        sheet.write_datetime(row, place, _local(value), style)
    else:
        sheet.write_number(row, place, float(_stored(column, value)), style)


def _stored(column: Column, value: Number) -> Decimal:
    """The number as the cell stores it: rounded as printed, per cent as a share."""
    number = exact(value) if column.places is None else round_half_up(value, column.places)
    return number.scaleb(-2, context=WIDE) if column.kind == "percent" else number


def _local(value: date) -> date:
    """Excel knows no time zones: moments are written in Helsinki time."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(HELSINKI).replace(tzinfo=None)
    return value


def _number_format(column: Column) -> str:
    if column.kind == "text":
        return "@"
    if column.kind in {"date", "datetime"}:
        return "d.m.yyyy" if column.kind == "date" else "d.m.yyyy h:mm"
    if column.places is None:
        return "General"
    digits = "#,##0" + (f".{'0' * column.places}" if column.places else "")
    return {"money": f'{digits} "€"', "percent": f"{digits} %"}.get(column.kind, digits)


def _sheet_name(title: str) -> str:
    return _SHEET_NAME.sub(" ", title).strip(" '")[:MAX_SHEET_NAME].strip(" '") or "Sheet1"
