"""The run charts of a metric with the sentence that says them in words (domain.md 1.5)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.common.formats import NBSP, number
from config.common.month import short_month
from reporting.cards.history import MonthRow
from reporting.cards.runs import SERIES, Series
from reporting.charts.chart import Values
from reporting.charts.picture import RunLine, run_line
from reporting.charts.run import FEWEST, SHIFT, Run
from reporting.metrics.forms import UNITS
from reporting.rules.finding import unpack

History = Mapping[datetime.date, MonthRow | None]
SCALE = "1–5"
COLOURED = ("RED", "AMBER", "GREEN")


@dataclass(frozen=True, slots=True)
class RunChart:
    """The data, the picture (None when no month has a value) and the same as a table."""

    run: Run
    line: RunLine | None
    rows: tuple[tuple[str, str, str, str, str], ...]  # month, value, amber limit, red limit, target


def run_charts(row: Mapping[str, Any], known: History, lang: str) -> tuple[RunChart, ...]:
    """One chart for each series of the metric that has a value at least once."""
    metric_id = row["id"]
    drawn = (
        _chart(f"{metric_id}-{place}", one, row, known, lang) for place, one in enumerate(SERIES.get(metric_id, ()))
    )
    return tuple(chart for chart in drawn if not chart.run.is_empty)


def _chart(key: str, series: Series, row: Mapping[str, Any], known: History, lang: str) -> RunChart:
    rows = [one.row if one is not None else None for one in known.values()]
    run = Run(
        key=key,
        title=str(series.title) or row["texts"][lang]["label"],
        unit=UNITS[lang[:2]][series.unit],
        months=tuple(known),
        values=tuple(series.pick(one) if one is not None else None for one in rows),
        amber=_limits(series, rows, "amber_limit"),
        red=_limits(series, rows, "red_limit"),
        target=tuple(series.target(one) if one is not None else None for one in rows) if series.target else (),
        decimals=series.decimals,
    )
    run = replace(run, sentence=_sentence(run, known))
    return RunChart(run, run_line(run), tuple(_table(run)))


def _limits(series: Series, rows: Sequence[Mapping[str, Any] | None], key: str) -> Values:
    """The limit in force on the card of each month; none where the rule did not speak. Empty when it never did."""
    if not series.rule or key not in series.limits:
        return ()
    found = tuple(_limit(one, series.rule, key) if one is not None else None for one in rows)
    return found if any(value is not None for value in found) else ()


def _limit(row: Mapping[str, Any], rule: str, key: str) -> Decimal | None:
    if row["level"] not in COLOURED:
        return None
    value = next((unpack(limits[key]) for limits in row.get("limits", ()) if limits["rule"] == rule), None)
    return value if isinstance(value, Decimal) else None


def _table(run: Run) -> list[tuple[str, str, str, str, str]]:
    """The newest month first; an empty text where there is nothing."""
    empty: Values = (None,) * len(run.months)
    columns = zip(run.months, run.values, run.amber or empty, run.red or empty, run.target or empty, strict=True)
    lines = [(short_month(month), *(_text(value, run) for value in values)) for month, *values in columns]
    return [(month, value, amber, red, target) for month, value, amber, red, target in reversed(lines)]


def _text(value: Decimal | None, run: Run) -> str:
    return "" if value is None else number(value, run.decimals)


def _with_unit(value: Decimal, run: Run) -> str:
    """The unit is said but where it is a scale."""
    text = number(value, run.decimals)
    return text if not run.unit or run.unit == SCALE else f"{text}{NBSP}{run.unit}"


def _sentence(run: Run, known: History) -> str:
    """What the picture shows: the last value, the median, whether it is more than chance, and what is missing."""
    parts = [_last(run), _middle(run), _gaps(run, known)]
    return " ".join(part for part in parts if part)


def _last(run: Run) -> str:
    month, value = run.months[-1], run.values[-1]
    if value is None:
        return _("%(month)s has no value.") % {"month": short_month(month)}
    return _("%(month)s: %(value)s.") % {"month": short_month(month), "value": _with_unit(value, run)}


def _middle(run: Run) -> str:
    if run.median is None:
        return _("Fewer than %(n)s months have a value, so a median would say nothing.") % {"n": FEWEST}
    words = {"n": len(run.known), "median": _with_unit(run.median, run)}
    median = _("The median of %(n)s months is %(median)s.") % words
    return f"{median} {_shift(*run.side)}"


def _shift(side: str, length: int) -> str:
    words = {"n": length}
    if length >= SHIFT and side == "above":
        return _("The last %(n)s months are all above the median: that is more than chance.") % words
    if length >= SHIFT:
        return _("The last %(n)s months are all below the median: that is more than chance.") % words
    return _("There is no lasting change: that would be six months in a row on one side of the median.")


def _gaps(run: Run, known: History) -> str:
    """Months without a card or without a figure, in numbers; the table names them."""
    no_card = sum(one is None for one in known.values())
    no_value = sum(value is None for value in run.values) - no_card
    said = []
    if no_card:
        said.append(ngettext("%(n)s month has no card.", "%(n)s months have no card.", no_card) % {"n": no_card})
    if no_value:
        text = ngettext("%(n)s card prints no figure.", "%(n)s cards print no figure.", no_value)
        said.append(text % {"n": no_value})
    return " ".join(said)
