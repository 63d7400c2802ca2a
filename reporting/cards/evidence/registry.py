"""The register of the rows behind the metrics: for each metric the function that reads them (domain.md 1.9).

Rows are plain data: whole numbers, texts, decimals as text, days as ISO text. People of the customer stand by their
role, our own people not at all, so nothing here has to be taken out when names are.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast, Substr

from config.common.rounding import round_half_up
from reporting.facts.period import Period
from reporting.facts.types import AccountFacts

MOST_ROWS = 200  # of one table; how many are left out is said
Plain = str | int | None
Row = tuple[Plain, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows behind one column of a metric. The name is unique on a card: metrics that share a table share the name."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    of: str = "period"  # column of the card it explains
    counted: int  # source rows behind it
    left_out: int = 0  # rows beyond the most a table holds
    is_guarded: bool = False  # answers of people: kept only when the column itself prints a figure

    def to_json(self) -> dict[str, Any]:
        """As kept: nothing but the rows and how to read them."""
        return {
            "of": self.of,
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "counted": self.counted,
            "left_out": self.left_out,
        }


@dataclass(frozen=True, slots=True)
class Chunk:
    """The accounts that are read together, by what is known of them."""

    facts: Mapping[int, AccountFacts]
    period: Period

    @property
    def ids(self) -> Collection[int]:
        """Account ids."""
        return self.facts.keys()


Tables = Mapping[str, Iterable[Table]]  # metric id -> its tables
Reader = Callable[[Chunk], Mapping[int, Tables]]  # a fixed number of queries whatever the number of accounts
READERS: list[Reader] = []
EVIDENCE: dict[str, Reader] = {}  # metric id -> who reads its rows
# Metrics nobody keeps a record for: they wait and are not printed, so there are no rows to keep either.
WITHOUT: Mapping[str, str] = {
    "F6": "extra work is not told apart in the invoicing yet",
    "Q6": "inspections of SFS-INSTA 800 are not recorded yet",
    "H4": "leavers and headcount of the sites are not recorded yet",
    "H5": "risks carry no kind yet, so key-person risks cannot be told apart",
    "P1": "potentials of whitespace cells are not recorded yet",
    "P2": "whitespace cells are not recorded yet",
    "P3": "what the customer spends is not recorded yet",
}


def evidence(*metric_ids: str) -> Callable[[Reader], Reader]:
    """Register a function as the reader of the rows of these metrics. Raises ValueError when one has a reader."""
    if taken := EVIDENCE.keys() & set(metric_ids):
        raise ValueError(f"the rows of {', '.join(sorted(taken))} are read already")

    def decorate(read: Reader) -> Reader:
        READERS.append(read)
        EVIDENCE.update(dict.fromkeys(metric_ids, read))
        return read

    return decorate


def table(
    name: str,
    columns: str,
    rows: Iterable[Row],
    *,
    of: str = "period",
    counted: int | None = None,
    guarded: bool = False,
) -> Table:
    """A table of at most 200 rows in their order; `columns` are the ids of the columns with spaces between."""
    known = tuple(rows)
    return Table(
        name=name,
        columns=tuple(columns.split()),
        rows=known[:MOST_ROWS],
        of=of,
        counted=len(known) if counted is None else counted,
        left_out=max(0, len(known) - MOST_ROWS),
        is_guarded=guarded,
    )


def most_first(rows: Iterable[tuple[int, Row]]) -> list[Row]:
    """The rows by their number, the largest first, then by what they say."""
    return [row for _number, row in sorted(rows, key=lambda pair: (-pair[0], str(pair[1])))]


def exact(value: Decimal | None, decimals: int = 2) -> str | None:
    """A decimal as text; rounding first removes the noise of a database that adds in binary."""
    return None if value is None else str(round_half_up(value, decimals))


def iso(value: datetime.date | None) -> str | None:
    """A day as text."""
    return None if value is None else value.isoformat()


@dataclass(slots=True)
class ByAccount:
    """Collects the tables of each account."""

    found: dict[int, dict[str, list[Table]]] = field(default_factory=dict)

    def add(self, account_id: int, metric_ids: str, *tables: Table) -> None:
        """These tables are behind each of the metrics, whose ids have spaces between."""
        own = self.found.setdefault(account_id, {})
        for metric_id in metric_ids.split():
            own.setdefault(metric_id, []).extend(tables)


def year_month(column: str) -> Substr:
    """The month of a day as `2026-08`, cut the same way by both databases and without a function of Python."""
    return Substr(Cast(column, CharField()), 1, 7)
