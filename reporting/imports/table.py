"""Finding the heading of a sheet and telling data rows from totals, notes and blanks (domain.md 7.1)."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from config.common.folding import fold
from config.common.parsing import ParseError, month_number, parse_date, parse_period
from reporting.imports.columns import Column

HEADER_WITHIN = 30
Cells = Sequence[Any]

_TOTAL = re.compile(
    r"(kaikki yhteensa|yhteensa|loppusumma|summa|summa summarum|total|grand total|totalt|konserni yht)\b"
)
_SUBTOTAL = re.compile(r"(valisumma|delsumma|subtotal|sub total)\b|.+ (yhteensa|yht)$")
_PRINTED = re.compile(
    r"(?:ajettu|tulostettu|viety|vienti|tilanne|tarkistettu|hyväksytty|exported|printed|körd|utskriven)\D{0,12}?"
    r"(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"kausi:?\s*([0-9/\-–−. ]+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: its rows with their numbers in the file, title rows included."""

    name: str
    rows: Sequence[tuple[int, Cells]]
    date1904: bool = False


@dataclass(frozen=True)
class Heading:
    """Where a sheet's heading stands and which column of the file feeds which field."""

    row: int
    places: dict[str, int]
    titles: tuple[str, ...]
    missing: tuple[str, ...]
    index: int

    @property
    def found(self) -> int:
        """How many columns were recognised."""
        return len(self.places)


def find_heading(sheet: Sheet, columns: Iterable[Column]) -> Heading | None:
    """The row that holds the most titles of `columns`; None when no row holds two of them."""
    wanted = list(columns)
    best: Heading | None = None
    for index, (number, cells) in enumerate(sheet.rows[:HEADER_WITHIN]):
        places = _places(cells, wanted)
        if len(places) < 2 or (best is not None and len(places) <= best.found):
            continue
        missing = tuple(column.titles[0] for column in wanted if column.must and column.name not in places)
        best = Heading(number, places, tuple(_title(cell) for cell in cells), missing, index)
    return best


def _places(cells: Cells, columns: list[Column]) -> dict[str, int]:
    folded = [_folded_title(cell) for cell in cells]
    places: dict[str, int] = {}
    for column in columns:
        exact = fold(column.titles[0])
        hits = [place for place, title in enumerate(folded) if title in column.folded and title]
        if hits:
            places[column.name] = next((place for place in hits if folded[place] == exact), hits[0])
    return places


def _title(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _folded_title(cell: Any) -> str:
    return _folded(cell) if isinstance(cell, str) else ""


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """A heading folded; names of months become `month 8`. Every kind asks for the same first rows."""
    number = month_number(text)
    return f"month {number}" if number else fold(text)


def blank(cells: Cells) -> bool:
    """Whether nothing is written on the row."""
    return not any(_written(cell) for cell in cells)


def other_row(cells: Cells, heading: Heading) -> str | None:
    """The code of a row that is no data: blank_row, total_row, subtotal_row, repeated_header, note_row; else None."""
    if blank(cells):
        return "blank_row"
    first = next((fold(cell) for cell in cells[:3] if isinstance(cell, str) and cell.strip()), "")
    if _SUBTOTAL.match(first) and not _TOTAL.match(first):
        return "subtotal_row"
    if _TOTAL.match(first):
        return "total_row"
    if tuple(_title(cell) for cell in cells) == heading.titles:
        return "repeated_header"
    written = [cell for cell in cells if _written(cell)]
    if len(written) == 1 and len(heading.places) > 2 and isinstance(written[0], str) and _written(cells[0]):
        return "note_row"
    return None


def data_rows(sheet: Sheet, heading: Heading) -> Iterator[tuple[int, Cells]]:
    """The rows below the heading."""
    yield from sheet.rows[heading.index + 1 :]


def titles_above(sheet: Sheet, heading: Heading) -> str:
    """The title rows as one text."""
    rows = sheet.rows[: heading.index]
    return "\n".join(str(cell) for _, cells in rows for cell in cells if _written(cell))


def printed_on(titles: str, not_after: datetime.date) -> datetime.date | None:
    """The newest day the report says it was run, printed, exported or checked on; None when it says nothing."""
    days = [parse_date(found).value for found in _PRINTED.findall(titles)]
    return max((day for day in days if day is not None and day <= not_after), default=None)


def year_of(sheet_name: str, titles: str) -> int | None:
    """The year a wide sheet speaks of: its period, its title or its name."""
    if found := _PERIOD.search(titles):
        try:
            return parse_period(found[1].strip())[1].year
        except ParseError:
            pass
    for text in (sheet_name, titles):
        if years := _YEAR.findall(text):
            return int(years[0])
    return None


def _written(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
