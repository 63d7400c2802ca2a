"""The page of one metric of a card: figures, colour, run chart, rows behind, source (domain.md 1.5, 1.9).

Everything comes from the frozen snapshot, the rows kept with it and the cards before: it answers the same a year later.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from accounts_app.records.kind import Context
from config.common.formats import number, plain
from config.common.month import short_month
from config.common.rounding import round_half_up
from reporting.cards.history import MonthRow, history, row_of
from reporting.cards.sheet import COLUMNS, mark
from reporting.cards.wording import words
from reporting.dashboards.evidence_tables import Shown, shown_tables
from reporting.dashboards.limit_amounts import condition
from reporting.dashboards.metric_runs import RunChart, run_charts
from reporting.dashboards.metric_source import Origin, origin
from reporting.metrics import METRICS
from reporting.models import CardEvidence, QualityCard
from reporting.rules.finding import unpack
from reporting.rules.limit_words import RULE_UNITS
from reporting.rules.registry import LANGUAGES
from reporting.rules.sentences import title

Row = Mapping[str, Any]
IN_EUR = ("keur", "eur")  # units whose exact value is in euros
LIMITS = (("amber_limit", "amber"), ("red_limit", "red"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of the card: its heading, what is printed, why it is so, and the unrounded value behind it."""

    head: str
    text: str
    hint: str
    exact: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that gives the metric its colour, as it was judged for the card."""

    rule: str
    title: str
    level: str
    sentence: str
    limits: tuple[tuple[str, str], ...]  # colour and when it starts
    exception: str  # a limit of this account only, with its end


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of the table beside the chart: what its card printed."""

    month: str
    card_id: int | None
    month_text: str
    period_text: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricPage:
    """All that the page prints."""

    id: str
    label: str
    unit: str
    period: str
    level: str
    figures: tuple[Figure, ...]
    rules: tuple[RuleLine, ...]
    charts: tuple[RunChart, ...]
    heads: tuple[str, str]  # of the figures in the table of months
    months: tuple[MonthLine, ...]
    first_card: str  # first month with a card when the 24 months reach further back
    tables: tuple[Shown, ...]
    has_rows: bool  # whether rows were kept with the card at all
    definition: str
    formula: str
    origin: Origin
    before: Mapping[str, str] | None  # id and label of the metric before and after on the card
    after: Mapping[str, str] | None


def metric_page(card: QualityCard, metric_id: str, context: Context, lang: str) -> MetricPage | None:
    """The page for a reader; None when the card does not print the metric. Two queries, three with an import."""
    content = card.snapshot
    row = row_of(content, metric_id)
    if row is None:
        return None
    kept: Row = next(iter(CardEvidence.objects.filter(card=card).values_list("content", flat=True)), {})
    known, texts = history(card, metric_id), row["texts"][lang]
    neighbours = _neighbours(content, metric_id, lang)
    metric = kept.get("metrics", {}).get(metric_id, {})
    said = metric or _said_today(metric_id)
    heads = (pgettext("column of a card", "Month"), pgettext("column of a card", "Period"))
    return MetricPage(
        id=metric_id,
        label=texts["label"],
        unit=texts["unit"],
        period=content["header"]["period"],
        level=mark(row["level"], lang)["level"] if row["level"] else "",
        figures=tuple(_figures(content, row, lang)),
        rules=tuple(_rule_lines(content, row, lang)),
        charts=run_charts(row, known, lang),
        heads=heads,
        months=tuple(_month_line(month, one, lang) for month, one in reversed(known.items())),
        first_card=_first_card(known),
        tables=shown_tables(kept, metric_id, context),
        has_rows=bool(metric),
        definition=said["definition"][lang],
        formula=said["formula"][lang],
        origin=origin(card, row, metric.get("source"), context),
        before=neighbours[0],
        after=neighbours[1],
    )


def _said_today(metric_id: str) -> Row:
    """The words of the metric for a card no rows were kept with; empty when it is not computed any more."""
    known = METRICS[metric_id].definition if metric_id in METRICS else None
    nothing = dict.fromkeys(LANGUAGES, "")
    return {"definition": known.text if known else nothing, "formula": known.formula if known else nothing}


def _figures(content: Row, row: Row, lang: str) -> Iterator[Figure]:
    header, texts, printed = content["header"], row["texts"][lang], words(lang)
    month = datetime.date.fromisoformat(content["month"])
    heads = {"month": short_month(month), "period": header["period"], "previous": header["previous_period"]}
    for column in COLUMNS:
        cell = row[column]
        value = None if cell["mark"] else unpack(cell["exact"])
        exact = "" if value is None else _exact(value, row["unit"])
        yield Figure(
            head=heads.get(column) or printed[f"column.{column}"],
            text=texts[column],
            hint=texts["hints"].get(column, ""),
            exact="" if exact in texts[column] else exact,
            is_main=column == "period",
        )


def _exact(value: Decimal, unit: str) -> str:
    """Euros with their cents, anything else with at most four decimals; the snapshot keeps all of them."""
    return number(value, 2) if unit in IN_EUR else plain(round_half_up(value, 4))


def _rule_lines(content: Row, row: Row, lang: str) -> Iterator[RuleLine]:
    """Only the rules that spoke of this row; a row without a colour has none."""
    if not row["level"]:
        return
    findings = {finding["rule"]: finding for finding in content["findings"]}
    exceptions = {line["rule"]: line["texts"][lang] for line in content["limits"]["exceptions"]}
    for limits in row["limits"]:
        rule, finding = limits["rule"], findings.get(limits["rule"], {})
        yield RuleLine(
            rule=rule,
            title=title(rule, lang),
            level=finding.get("level", ""),
            sentence=finding.get("text", {}).get(lang, ""),
            limits=tuple(_limits(rule, limits)),
            exception=exceptions.get(rule, ""),
        )


def _limits(rule: str, limits: Row) -> Iterator[tuple[str, str]]:
    for key, name in LIMITS:
        value = unpack(limits[key])
        if value is not None:
            yield name.upper(), condition(rule, name, value) if rule in RULE_UNITS else number(value, None)


def _month_line(month: datetime.date, one: MonthRow | None, lang: str) -> MonthLine:
    if one is None or one.row is None:
        return MonthLine(short_month(month), one.card_id if one else None, "", "", "")
    texts = one.row["texts"][lang]
    level = mark(one.row["level"], lang)["level"] if one.row["level"] else ""
    return MonthLine(short_month(month), one.card_id, texts["month"], texts["period"], level)


def _first_card(known: Mapping[datetime.date, MonthRow | None]) -> str:
    months = [month for month, one in known.items() if one is not None]
    return short_month(months[0]) if months[0] != next(iter(known)) else ""


def _neighbours(content: Row, metric_id: str, lang: str) -> tuple[Mapping[str, str] | None, Mapping[str, str] | None]:
    """The metric before and the one after in the order of the card."""
    parts: Sequence[Any] = [content["metrics"], content["growth"] if isinstance(content["growth"], list) else []]
    rows = [{"id": row["id"], "label": row["texts"][lang]["label"]} for part in parts for row in part]
    place = [row["id"] for row in rows].index(metric_id)
    return rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None
