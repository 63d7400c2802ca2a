"""A row is a form (anchors.md 23): columns read it, the importer judges it, its natural key makes a reload harmless."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from config.common.parsing import ParseError
from reporting.imports.columns import Column, Setting
from reporting.imports.table import Cells, Heading
from reporting.imports.world import World
from teams.actions.deliveries import Changes
from teams.models import User

Values = dict[str, Any]
Key = tuple[Any, ...]
SHOWN = 120


class Verdict(StrEnum):
    """What became of a row (domain.md 7.1)."""

    ACCEPTED = "accepted"
    WARNING = "warning"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Problem:
    """Something to say about a row: a code of `sentences`, the column, the original text, and values of the sentence.

    `hard` problems reject the row.
    """

    code: str
    column: str = ""
    raw: str = ""
    hard: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """One row as typed values, with where it stands in the file."""

    sheet: str
    row: int
    values: Values


@dataclass(frozen=True)
class Judged:
    """A row with its verdict. `data` is False for totals, notes and blanks."""

    record: Record
    verdict: Verdict
    problems: tuple[Problem, ...]
    cells: Cells
    data: bool = True


@dataclass(frozen=True)
class Freshness:
    """How far a delivered source reaches: we know the world until `as_of_on`; `last_month` for monthly sources."""

    source: str
    as_of_on: datetime.date
    last_month: datetime.date | None = None


@dataclass(frozen=True)
class SheetPlan:
    """A kind of sheet: its name in the code, its columns and those whose sums a total row controls."""

    name: str
    columns: tuple[Column, ...]
    controls: tuple[str, ...] = ()
    # The column that says which total a total row is (Tili, Mittari); empty when there is one total only.
    control_by: str = ""


@dataclass
class Applying:
    """What applying needs: who loads, as of which day, and the day before which nothing is known yet."""

    by: User | None
    as_of: datetime.date
    printed_on: datetime.date | None = None
    # Names of the columns the file has: a field whose column is absent keeps what the database says.
    columns: frozenset[str] = frozenset()

    def delivered(self, fields: Values, columns: Mapping[str, str]) -> Values:
        """Of `fields` those whose column came with the file; `columns` maps a field to its column."""
        return {name: value for name, value in fields.items() if columns.get(name, name) in self.columns}


class Importer:
    """Base of all kinds. A kind names its sheets and says what a row means; `apply` writes through actions."""

    kind: ClassVar[str]
    order: ClassVar[int]
    source: ClassVar[str] = ""
    plans: ClassVar[tuple[SheetPlan, ...]]
    drops_duplicates: ClassVar[bool] = True

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The natural key that may stand once in a file; None when rows of one key are summed or all kept."""
        return None

    def skip(self, plan: SheetPlan, values: Values) -> str | None:
        """The code of a reason to leave a data row out on purpose (intra-group, other work)."""
        return None

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Problems between the fields of one row; may also complete `values`."""
        yield from ()

    def check_all(self, records: list[Record], setting: Setting) -> Iterator[tuple[Record, Problem]]:
        """Problems between rows, such as overlapping periods."""
        yield from ()

    def control_sums(self, plan: SheetPlan, values: Values) -> Mapping[str, Decimal]:
        """What a data row adds to the controlled sums, by column; empty when it adds nothing."""
        return {name: values[name] for name in plan.controls if values.get(name) is not None}

    def learn(self, records: list[Record], world: World) -> None:
        """Tell later files what this one brings."""

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The newest day among the rows; the as-of day when the file prints none."""
        return None

    def last_month(self, records: list[Record]) -> datetime.date | None:
        """The newest month with values, for monthly sources."""
        return None

    def freshness(self, records: list[Record], applying: Applying) -> Freshness | None:
        """As-of day: printed in the file, else the newest row but not after the delivery's day, else that day."""
        if not self.source or not records:
            return None
        newest = self.newest(records)
        as_of = applying.printed_on or (min(newest, applying.as_of) if newest else applying.as_of)
        return Freshness(self.source, as_of, self.last_month(records))

    def blockers(self, records: list[Record], applying: Applying) -> Iterator[Problem]:
        """Reasons to refuse the whole delivery that only the database can tell."""
        yield from ()

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Bring the database in step with the rows; called inside the transaction of the delivery."""
        raise NotImplementedError


def read_cells(plan: SheetPlan, heading: Heading, cells: Cells, setting: Setting) -> tuple[Values, list[Problem]]:
    """Read the cells of one row: values by column name (absent columns and empty cells give None) and problems."""
    values: Values = {}
    problems: list[Problem] = []
    for column in plan.columns:
        place = heading.places.get(column.name)
        raw = cells[place] if place is not None and place < len(cells) else None
        values[column.name] = None if place is None else _read(column, raw, setting, problems)
    return values, problems


def _read(column: Column, raw: Any, setting: Setting, problems: list[Problem]) -> Any:
    title = column.titles[0]
    try:
        parsed = column.read(raw, setting)
    except ParseError as error:
        problems.append(Problem(error.code, title, shown(raw), not column.soft, error.values))
        return None
    problems.extend(Problem(code, title, shown(raw), hard=False) for code in parsed.warnings)
    if parsed.value is None:
        if column.must == "value":
            problems.append(Problem(column.empty_code, title, shown(raw)))
        elif column.warn_empty:
            problems.append(Problem(column.empty_code, title, shown(raw), hard=False))
    return parsed.value


def shown(raw: Any) -> str:
    """The original text of a cell as kept for people: dates as dates, at most 120 characters."""
    if raw is None:
        return ""
    if isinstance(raw, datetime.datetime):
        day = f"{raw.day}.{raw.month}.{raw.year}"
        return day if raw.time() == datetime.time() else f"{day} {raw:%H.%M}"
    if isinstance(raw, datetime.date):
        return f"{raw.day}.{raw.month}.{raw.year}"
    text = f"{raw:.15g}".replace(".", ",") if isinstance(raw, float) else " ".join(str(raw).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def row_key(max_length: int, *parts: object) -> str:
    """A natural key as text; over the field's length its end becomes a digest, so it stays unique."""
    text = "|".join("" if part is None else str(part) for part in parts)
    if len(text) <= max_length:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:24]
    return f"{text[: max_length - 25]}|{digest}"


def closed_month(as_of: datetime.date) -> datetime.date:
    """The newest month that has ended by the day."""
    after = as_of + datetime.timedelta(days=1)
    last = after.replace(day=1) - datetime.timedelta(days=1)
    return last.replace(day=1)
