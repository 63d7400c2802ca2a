"""Months, services, towns and cost lines behind revenue and margin (domain.md 1.4 F1–F3). Six queries.

A figure written by hand while its import is broken counts in its month and is named as such (domain.md 1.7).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from accounts_app.models import CostRow, MonthlyFigure, RevenueRow, Service
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Table, Tables, evidence, exact, iso, table
from reporting.facts import by_hand
from reporting.facts.period import Period
from teams.models import Town

MONTH_COLUMNS = "month revenue_eur big_project_eur target_eur"
MARGIN_COLUMNS = "month ledger_eur margin_eur target_eur target_margin_eur"
SERVICE_COLUMNS = "service town month_eur period_eur previous_eur counted"
LINE_COLUMNS = "line month_eur period_eur previous_eur"
HAND_COLUMNS = "month written_eur written_on"
METRICS_BY_HAND = {"revenue": "F1 F2", "margin": "F3"}  # measure -> the metrics that print it


@evidence("F1", "F2", "F3")
def money(chunk: Chunk) -> dict[int, Tables]:
    """The months of the period and of the same months a year ago, by month, by service and town, by cost line."""
    period, found = chunk.period, ByAccount()
    hand = by_hand.read(chunk.ids, period)
    for account_id, figures in _figures(chunk, hand).items():
        for name, months, of in (("", period.kausi, "period"), ("_before", period.kausi_before, "previous")):
            own = [figure for figure in figures if figure.month in months]
            found.add(account_id, "F1 F2", _by_month(f"revenue_by_month{name}", own, of))
            found.add(account_id, "F3", _margins(f"margin_by_month{name}", own, of))
    for account_id, written in hand.items():
        for measure, figure in written.items():
            found.add(account_id, METRICS_BY_HAND[measure], _by_hand(measure, figure, period))
    for account_id, by_service in _services(chunk).items():
        found.add(account_id, "F1 F2", by_service)
    for account_id, by_line in _lines(chunk).items():
        found.add(account_id, "F3", by_line)
    return dict(found.found)


def _figures(chunk: Chunk, hand: Mapping[int, by_hand.Hand]) -> dict[int, list[MonthlyFigure]]:
    found: dict[int, list[MonthlyFigure]] = {account_id: [] for account_id in chunk.ids}
    rows = MonthlyFigure.objects.filter(account__in=chunk.ids, month__in=_months(chunk.period))
    for figure in rows.order_by("month"):
        found[figure.account_id].append(figure)
    for account_id, written in hand.items():
        _put_in(found[account_id], written, chunk.period.month)
    return found


def _put_in(figures: list[MonthlyFigure], written: by_hand.Hand, month: datetime.date) -> None:
    """The month as the card counts it: with what was written by hand, in a row of its own when there is none."""
    if not figures or figures[-1].month != month:
        figures.append(MonthlyFigure(month=month))
    for measure, figure in written.items():
        setattr(figures[-1], by_hand.COLUMNS[measure], figure.amount_eur)


def _by_hand(measure: str, figure: by_hand.Written, period: Period) -> Table:
    row = (iso(period.month), exact(figure.amount_eur), iso(figure.note.on))
    return table(f"{measure}_by_hand", HAND_COLUMNS, [row])


def _months(period: Period) -> list[datetime.date]:
    return [*period.kausi_before, *period.kausi]


def _by_month(name: str, figures: Iterable[MonthlyFigure], of: str) -> Table:
    rows = [
        (iso(one.month), exact(one.revenue_eur), exact(one.big_project_eur), exact(one.target_revenue_eur))
        for one in figures
    ]
    return table(name, MONTH_COLUMNS, rows, of=of)


def _margins(name: str, figures: Iterable[MonthlyFigure], of: str) -> Table:
    rows = [
        (
            iso(one.month),
            exact(one.revenue_eur if one.cost_revenue_eur is None else one.cost_revenue_eur),
            exact(one.margin_eur),
            exact(one.target_revenue_eur),
            exact(one.target_margin_eur),
        )
        for one in figures
    ]
    return table(name, MARGIN_COLUMNS, rows, of=of)


def _services(chunk: Chunk) -> dict[int, Table]:
    """Invoice rows by service and town, the largest of the period first. Three queries."""
    services = dict(Service.objects.values_list("pk", "name"))
    towns: dict[int | None, str] = dict(Town.objects.values_list("pk", "name"))
    rows = RevenueRow.objects.filter(account__in=chunk.ids, month__in=_months(chunk.period)).order_by()
    groups = rows.values_list("account_id", "service_id", Coalesce("town_id", "site__town_id"))
    found: dict[int, list[tuple[Decimal, str, str, Row]]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    for account_id, service_id, town_id, number, *sums in groups.annotate(n=Count("pk"), **_sums(chunk.period)):
        service, town = services[service_id], towns.get(town_id, "")
        found[account_id].append((-(sums[1] or Decimal(0)), service, town, (service, town, *_texts(sums), number)))
        counts[account_id] += number
    return {
        account_id: table(
            "revenue_by_service", SERVICE_COLUMNS, [row for *_key, row in sorted(own)], counted=counts[account_id]
        )
        for account_id, own in found.items()
    }


def _lines(chunk: Chunk) -> dict[int, Table]:
    """Ledger rows by line, in the order of the profit and loss account."""
    rows = CostRow.objects.filter(account__in=chunk.ids, month__in=_months(chunk.period)).order_by()
    groups = rows.values_list("account_id", "line").annotate(n=Count("pk"), **_sums(chunk.period))
    found: dict[int, dict[str, Row]] = defaultdict(dict)
    counts: dict[int, int] = defaultdict(int)
    for account_id, line, number, *sums in groups:
        found[account_id][line] = (line, *_texts(sums))
        counts[account_id] += number
    order = CostRow.Line.values
    return {
        account_id: table(
            "cost_lines", LINE_COLUMNS, [own[line] for line in order if line in own], counted=counts[account_id]
        )
        for account_id, own in found.items()
    }


def _sums(period: Period) -> dict[str, Sum]:
    """The columns of the card: the month, the period, the same months a year ago."""
    this_year = Q(month__gte=period.kausi[0])
    columns = {"now": Q(month=period.month), "kausi": this_year, "before": ~this_year}
    return {name: Sum("amount_eur", filter=months) for name, months in columns.items()}


def _texts(sums: Iterable[Decimal | None]) -> Row:
    return tuple(exact(value or Decimal(0)) for value in sums)
