"""Key figures with their age: money for those who may see it, quality and the customer's voice (domain.md 1.4)."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts_app.models import MonthlyFigure, SurveyAnswer
from config.common.clock import HELSINKI
from config.common.formats import number, percent, signed, signed_percent, thousands_eur
from config.common.month import last_day, month_of, period_label, rolling, short_month
from config.common.rounding import ratio_pct, round_half_up
from reporting.charts.chart import Chart, Values
from reporting.charts.picture import Line, Spark, line, spark
from reporting.dashboards.panels.question import Question
from reporting.facts.money import COLUMNS, total
from reporting.facts.quality import weighted_score
from reporting.freshness import MONTHLY_SOURCES

MONTHS = 24
ENOUGH_ANSWERS = 5  # fewer are not shown (domain.md 1.7)
THOUSAND = Decimal(1000)
Months = Mapping[datetime.date, Mapping[str, Decimal | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One tile. An empty `value` is printed as "no data", never as zero."""

    key: str
    label: str
    value: str
    note: str
    known_until: datetime.date | None
    chart: Chart | None = None
    spark: Spark | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class FiguresPanel:
    """The tiles, and those of them that have a chart."""

    figures: tuple[KeyFigure, ...]
    charts: tuple[KeyFigure, ...]


def figures_panel(question: Question) -> FiguresPanel:
    """Five queries, four without the right to revenue."""
    tiles = [*_money_tiles(question)] if question.rights.revenue else []
    tiles += [quality(question), complaints(question), satisfaction(question)]
    return FiguresPanel(tuple(tiles), tuple(tile for tile in tiles if tile.chart is not None))


def _months(question: Question) -> tuple[datetime.date, ...]:
    return tuple(rolling(question.period.month, MONTHS))


def _drawn(tile: KeyFigure, chart: Chart) -> KeyFigure:
    """The tile with its chart, unless not a single month is known."""
    return tile if chart.is_empty else replace(tile, chart=chart, spark=spark(chart), line=line(chart))


# --- money ---


def _money_tiles(question: Question) -> tuple[KeyFigure, ...]:
    """Sales people see the revenue; targets and margin are for those who see the money (requirements.md 5.4.6)."""
    months = _monthly(question)
    if not question.rights.money:
        return (revenue_r12(question, months),)
    return revenue_r12(question, months), revenue_to_target(question, months), margin(question, months)


def _monthly(question: Question) -> Months:
    span = _months(question)
    rows = MonthlyFigure.objects.filter(account=question.account, month__range=(span[0], span[-1]))
    return {month: dict(zip(COLUMNS, values, strict=True)) for month, *values in rows.values_list("month", *COLUMNS)}


def _series(months: Months, span: tuple[datetime.date, ...], column: str) -> Values:
    values = (months.get(month, {}).get(column) for month in span)
    return tuple(None if value is None else value / THOUSAND for value in values)


def revenue_r12(question: Question, months: Months) -> KeyFigure:
    """Revenue of the last 12 closed months against the 12 before, t€."""
    started = question.account.relationship_started_on
    now = total(months, "revenue_eur", question.period.r12, started)
    before = total(months, "revenue_eur", question.period.r12_before, started)
    change = ratio_pct(now - before, before) if now is not None and before else None
    span = _months(question)
    chart = Chart(
        key="revenue",
        title=_("Revenue by month"),
        unit="t€",
        months=span,
        values=_series(months, span, "revenue_eur"),
        target=_series(months, span, "target_revenue_eur") if question.rights.money else (),
        sentence=_revenue_sentence(now, change),
    )
    note = _("%(change)s from the year before") % {"change": signed_percent(change)} if change is not None else ""
    value = f"{thousands_eur(now, 0)} t€" if now is not None else ""
    tile = KeyFigure(
        key="revenue", label=_("Revenue, 12 months"), value=value, note=note, known_until=_ledger(question, "revenue")
    )
    return _drawn(tile, chart)


def _revenue_sentence(now: Decimal | None, change: Decimal | None) -> str:
    if now is None:
        return _("Some months are missing, so the sum of twelve months is not known.")
    if change is None:
        return _("Revenue of twelve months is %(sum)s t€.") % {"sum": thousands_eur(now, 0)}
    words = {"sum": thousands_eur(now, 0), "change": signed_percent(change)}
    return _("Revenue of twelve months is %(sum)s t€, %(change)s from the twelve months before.") % words


def revenue_to_target(question: Question, months: Months) -> KeyFigure:
    """Comparable revenue of the period as per cent of its target (F1, F2)."""
    started, kausi = question.account.relationship_started_on, question.period.kausi
    actual = total(months, "revenue_eur", kausi, started)
    target = total(months, "target_revenue_eur", kausi, started)
    big = sum((months.get(month, {}).get("big_project_eur") or Decimal(0) for month in kausi), Decimal(0))
    index = ratio_pct(actual - big, target) if actual is not None else None
    label = _("Revenue of target, %(period)s") % {"period": period_label(kausi[0], kausi[-1])}
    note = _("No target set") if not target else ""
    if index is not None and actual is not None:
        words = {"actual": thousands_eur(actual - big), "target": thousands_eur(target)}
        note = _("%(actual)s of %(target)s t€") % words
    return KeyFigure(
        key="target",
        label=label,
        value=percent(index) if index is not None else "",
        note=note,
        known_until=_ledger(question, "revenue"),
    )


def margin(question: Question, months: Months) -> KeyFigure:
    """Gross margin of the period, % of revenue, against its target (F3)."""
    started, kausi = question.account.relationship_started_on, question.period.kausi
    share = ratio_pct(total(months, "margin_eur", kausi, started), _base(months, kausi, started))
    wanted = ratio_pct(
        total(months, "target_margin_eur", kausi, started), total(months, "target_revenue_eur", kausi, started)
    )
    span = _months(question)
    chart = Chart(
        key="margin",
        title=_("Gross margin by month"),
        unit="%",
        months=span,
        values=tuple(_monthly_share(months, month, "margin_eur", "cost_revenue_eur") for month in span),
        target=tuple(_monthly_share(months, month, "target_margin_eur", "target_revenue_eur") for month in span),
        sentence=_margin_sentence(share, wanted),
    )
    label = _("Gross margin, %(period)s") % {"period": period_label(kausi[0], kausi[-1])}
    note = _("target %(target)s") % {"target": percent(wanted)} if wanted is not None else _("No target set")
    value = percent(share) if share is not None else ""
    tile = KeyFigure(key="margin", label=label, value=value, note=note, known_until=_ledger(question, "margin"))
    return _drawn(tile, chart)


def _margin_sentence(share: Decimal | None, wanted: Decimal | None) -> str:
    if share is None:
        return _("The margin of the period is not known.")
    if wanted is None:
        return _("Gross margin of the period is %(share)s.") % {"share": percent(share)}
    words = {"share": percent(share), "gap": signed(share - wanted), "target": percent(wanted)}
    text = _("Gross margin of the period is %(share)s, %(gap)s percentage points from the target of %(target)s.")
    return text % words


def _base(months: Months, span: list[datetime.date], started: datetime.date | None) -> Decimal | None:
    ledger = total(months, "cost_revenue_eur", span, started)
    return total(months, "revenue_eur", span, started) if ledger is None else ledger


def _monthly_share(months: Months, month: datetime.date, part: str, whole: str) -> Decimal | None:
    figures = months.get(month, {})
    return ratio_pct(figures.get(part), figures.get(whole))


def _ledger(question: Question, source: str) -> datetime.date | None:
    """The ledgers are known until the end of a month, but not beyond the closed one on display."""
    until = question.known_until(source)
    return min(until, last_day(question.period.month)) if until and source in MONTHLY_SOURCES else until


# --- quality and the customer ---


def quality(question: Question) -> KeyFigure:
    """Weighted mean of the sites' latest valid rounds (Q2) and how many sites are measured."""
    sites = [site.measured for site in question.rows.sites.values()]
    valid = [site for site in sites if site.is_valid(question.on)]
    score = weighted_score(valid)
    span = _months(question)
    means = _monthly_scores(question)
    words = {"measured": number(len(valid)), "active": number(len(sites))}
    chart = Chart(
        key="quality",
        title=_("Mean of quality rounds by month"),
        unit="%",
        months=span,
        values=tuple(means.get(month) for month in span),
        sentence=_("%(measured)s of %(active)s sites have a valid quality round.") % words,
    )
    note = _("%(measured)s/%(active)s sites measured") % words if sites else _("No active sites")
    value = percent(round_half_up(score, 1)) if score is not None else ""
    latest = max((site.rounds[0][0] for site in valid), default=None)
    tile = KeyFigure(key="quality", label=_("Quality score"), value=value, note=note, known_until=latest)
    return _drawn(tile, chart)


def _monthly_scores(question: Question) -> dict[datetime.date, Decimal]:
    """Plain mean of the rounds done in each month."""
    by_month: dict[datetime.date, list[Decimal]] = {}
    for site in question.rows.sites.values():
        for done_on, score in site.rounds:
            by_month.setdefault(month_of(done_on), []).append(score)
    return {month: round_half_up(sum(scores, Decimal(0)) / len(scores), 1) for month, scores in by_month.items()}


def complaints(question: Question) -> KeyFigure:
    """Complaints open now and how many are late; the chart counts those received by month (C4, C5)."""
    until, rows, label = question.known_until("complaints"), question.rows.complaints, _("Open complaints")
    if until is None and not rows:
        return KeyFigure(
            key="complaints",
            label=label,
            value="",
            note=_("The complaint register has not been loaded."),
            known_until=None,
        )
    still_open = [row for row in rows if row.closed_on is None or row.closed_on > question.on]
    late = sum(row.due_on is not None and row.due_on < question.on for row in still_open)
    by_month = Counter(month_of(row.received_at.astimezone(HELSINKI).date()) for row in rows)
    span = _months(question)
    words = {"count": number(sum(by_month[month] for month in question.period.r3)), "late": number(late)}
    chart = Chart(
        key="complaints",
        title=_("Complaints received by month"),
        unit=_("pcs"),
        months=span,
        values=tuple(Decimal(by_month[month]) for month in span),
        decimals=0,
        sentence=_("%(count)s complaints came in the last three closed months; %(late)s open ones are late.") % words,
    )
    note = _("%(late)s late, %(count)s in three months") % words
    tile = KeyFigure(key="complaints", label=label, value=number(len(still_open)), note=note, known_until=until)
    return _drawn(tile, chart)


def satisfaction(question: Question) -> KeyFigure:
    """Mean of the latest survey wave, 1–5; not shown with fewer than five answers (C1)."""
    rows = SurveyAnswer.objects.filter(account=question.account, wave__month__lte=question.on)
    answers = list(rows.values_list("wave__month", "score"))
    label = _("Customer satisfaction")
    if not answers:
        return KeyFigure(key="csat", label=label, value="", note=_("No answers to the survey"), known_until=None)
    month = max(wave for wave, _score in answers)
    scores = [score for wave, score in answers if wave == month]
    words = {"n": number(len(scores)), "month": short_month(month)}
    if len(scores) < ENOUGH_ANSWERS:
        note = _("%(month)s: not shown, fewer than five answers") % words
        return KeyFigure(key="csat", label=label, value="n < 5", note=note, known_until=last_day(month))
    mean = round_half_up(sum(scores, Decimal(0)) / len(scores), 1)
    note = _("n = %(n)s, survey of %(month)s") % words
    return KeyFigure(key="csat", label=label, value=f"{number(mean, 1)} / 5", note=note, known_until=last_day(month))
