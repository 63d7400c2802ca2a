"""The rows behind a metric as tables for a reader: printed cells, sums, and where the living rows stand."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.access import Extent
from accounts_app.records.kind import Context
from accounts_app.records.register_all import KINDS
from config.common.formats import MISSING, day, moment, number
from config.common.month import short_month
from reporting.dashboards.evidence_words import (
    BEFORE,
    CODE,
    CODES,
    COLUMNS,
    COUNT,
    DAY,
    EUR,
    MOMENT,
    MONTH,
    NUMBERS,
    ONE,
    TABLES,
    TEXT,
    YES,
    TableWords,
    Words,
)

UNKNOWN = TableWords(title="")  # a table of an older program: shown with the names it was kept under


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column as printed."""

    label: Words
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One table. Without the right to its data `rows` is empty and `is_closed` says so."""

    key: str
    title: Words
    heads: tuple[Head, ...]
    rows: tuple[tuple[tuple[Head, str], ...], ...]  # each cell with its head, for narrow screens
    sums: tuple[str, ...]  # one text per column, empty where nothing adds up; () without sums
    counted: int  # source rows behind it
    is_summed_up: bool  # whether one line stands for several source rows
    left_out: int
    is_before: bool  # of last year, or of the survey before
    is_closed: bool
    address: str  # of the living rows; empty when the reader may open none


def shown_tables(content: Mapping[str, Any], metric_id: str, context: Context) -> tuple[Shown, ...]:
    """The tables behind a metric in their order; nothing when none were kept. No query."""
    names: Sequence[str] = content.get("metrics", {}).get(metric_id, {}).get("tables", ())
    return tuple(_shown(name, content["tables"][name], context) for name in names)


def _shown(name: str, kept: Mapping[str, Any], context: Context) -> Shown:
    words = TABLES.get(name.removesuffix(BEFORE), UNKNOWN)
    columns: list[str] = kept["columns"]
    heads = tuple(Head(label=label, is_number=kind in NUMBERS) for kind, label in map(_column, columns))
    is_open = context.rights.extent(words.data) is Extent.FULL
    rows = kept["rows"] if is_open else []
    return Shown(
        key=name,
        title=words.title or name,
        heads=heads,
        rows=tuple(tuple(zip(heads, _cells(columns, row), strict=True)) for row in rows),
        sums=tuple(_sums(columns, rows, words.sums)) if rows and not kept["left_out"] else (),
        counted=kept["counted"],
        is_summed_up=is_open and kept["counted"] > len(rows) + kept["left_out"],
        left_out=kept["left_out"],
        is_before=kept["of"] == "previous",
        is_closed=not is_open,
        address=_living(words, context) if is_open else "",
    )


def _column(column: str) -> tuple[str, Words]:
    return COLUMNS.get(column, (TEXT, column))


def _cells(columns: Sequence[str], row: Sequence[Any]) -> Iterator[str]:
    return (printed(column, value) for column, value in zip(columns, row, strict=True))


def printed(column: str, value: Any) -> str:
    """A kept value as people read it; an en dash where there is none."""
    if value is None or value == "":
        return MISSING
    kind = _column(column)[0]
    if kind == CODE:
        return str(CODES[column].get(value, value))
    return PRINTED[kind](value)


def _yes(value: Any) -> str:
    return _("yes") if value else _("no")


PRINTED: Mapping[str, Callable[[Any], str]] = {
    TEXT: str,
    YES: _yes,
    COUNT: lambda value: number(int(value)),
    EUR: lambda value: number(Decimal(value), 2),
    ONE: lambda value: number(Decimal(value), 0 if isinstance(value, int) else 1),
    DAY: lambda value: day(datetime.date.fromisoformat(value)),
    MONTH: lambda value: short_month(datetime.date.fromisoformat(value)),
    MOMENT: lambda value: moment(datetime.datetime.fromisoformat(value)),
}


def _sums(columns: Sequence[str], rows: Sequence[Sequence[Any]], summed: Sequence[str]) -> Iterator[str]:
    """Sums under the columns that add up; nothing at all when there is one row only or no such column."""
    if len(rows) < 2 or not set(columns) & set(summed):
        return
    for place, column in enumerate(columns):
        yield printed(column, _sum(row[place] for row in rows)) if column in summed else ""


def _sum(values: Iterable[Any]) -> Decimal:
    return sum((Decimal(value) for value in values if value is not None), Decimal(0))


def _living(words: TableWords, context: Context) -> str:
    """The list of records for those who may open it, otherwise the tab of the account page."""
    pk, kind = context.account.pk, KINDS.get(words.record)
    if kind is not None and kind.opens(context):
        return reverse("accounts:record_list", args=[pk, words.record])
    return f"{reverse('reporting:account', args=[pk])}?tab={words.tab}" if words.tab else ""
