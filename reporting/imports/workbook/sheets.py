"""What a read workbook looks like: sheets of plain rows, numbered as in Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from reporting.imports.workbook.errors import WorkbookError, sentence

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something people should know about the file that does not stop reading: hidden parts, macros, encoding."""

    code: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, lang: str) -> str:
        """The sentence in fi, en or sv."""
        return sentence(self.code, lang, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1; a row may be shorter than others. Errors of cells stay as text (`#N/A`)."""

    name: str
    rows: list[Row]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    first_row_number: int = 1

    @property
    def last_row_number(self) -> int:
        """The number of the last row with content; 0 for an empty sheet."""
        return len(self.rows)

    def row(self, number: int) -> Row:
        """The row of that number, empty beyond the end."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else ()

    def value(self, number: int, column: int) -> Cell:
        """The cell in row `number` and column index `column` (0 = A); None when there is nothing."""
        row = self.row(number)
        return row[column] if 0 <= column < len(row) else None

    def numbered_rows(self, start: int = 1) -> Iterator[tuple[int, Row]]:
        """Row numbers and rows from `start` on, blank rows too."""
        for number in range(max(start, 1), len(self.rows) + 1):
            yield number, self.rows[number - 1]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A read file: its visible and hidden sheets, its fingerprint, and notes for people."""

    filename: str
    kind: Literal["xlsx", "csv"]
    sha256: str
    sheets: list[Sheet]
    notes: tuple[Note, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    date1904: bool = False

    @property
    def visible_sheets(self) -> list[Sheet]:
        """The sheets people see when they open the file."""
        return [sheet for sheet in self.sheets if not sheet.hidden]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, whatever its case. Raises WorkbookError("no_such_sheet")."""
        wanted = name.strip().casefold()
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == wanted:
                return sheet
        found = ", ".join(sheet.name for sheet in self.sheets)
        raise WorkbookError("no_such_sheet", self.filename, sheet=name, found=found)
