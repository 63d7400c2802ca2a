"""Revenue, margin and targets of accounts from their monthly figures, and receivables past due.

Authority: domain.md 1.3, 1.4 F1–F3 and F5, 5.4. Two queries.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, Q, Sum

from accounts_app.models import Account, MonthlyFigure, OpenInvoice
from config.common.month import add_months, month_of
from config.common.rounding import round_half_up
from reporting.facts.by_hand import COLUMNS as HAND_COLUMNS
from reporting.facts.by_hand import Hand
from reporting.facts.period import Period

HUNDRED = Decimal(100)
OVERDUE_DAYS: Mapping[str, int] = {"recv30": 30, "recv60": 60}  # more than so many days past due (F5)
COLUMNS = (
    "revenue_eur",
    "big_project_eur",
    "cost_revenue_eur",
    "margin_eur",
    "target_revenue_eur",
    "target_margin_eur",
)
NOTHING: Mapping[int, Hand] = MappingProxyType({})
Months = Mapping[date, Mapping[str, Decimal | None]]


def read(
    starts: Mapping[int, date | None], period: Period, hand: Mapping[int, Hand] = NOTHING
) -> dict[int, dict[str, Any]]:
    """The finance fields of AccountFacts; `starts` maps the ids of the accounts to the start of the relationship.

    `hand`: figures of the month the import has not brought, written by hand (domain.md 1.7).
    """
    receivables = _receivables(starts.keys(), period)
    found = by_months(starts, period, hand)
    return {account_id: fields | receivables.get(account_id, {}) for account_id, fields in found.items()}


def by_months(
    starts: Mapping[int, date | None], period: Period, hand: Mapping[int, Hand] = NOTHING
) -> dict[int, dict[str, Any]]:
    """The same without receivables: all that comes from the figures of months. One query."""
    figures = _figures(starts.keys(), period)
    for account_id, written in hand.items():
        row = figures[account_id].setdefault(period.month, dict.fromkeys(COLUMNS))
        row |= {HAND_COLUMNS[measure]: figure.amount_eur for measure, figure in written.items()}
    return {account_id: _fields(figures[account_id], started, period) for account_id, started in starts.items()}


def _receivables(ids: Collection[int], period: Period) -> dict[int, dict[str, Decimal | None]]:
    """Open sums past due, €. Unknown for everybody while the company keeps no invoice at all, then 0. One query."""
    sums = {name: _overdue(period.as_of, days) for name, days in OVERDUE_DAYS.items()}
    sums["recv30_prev"] = _overdue(period.year_ago, OVERDUE_DAYS["recv30"])
    kept_then = OpenInvoice.objects.filter(due_on__lte=period.year_ago)
    rows = Account.objects.filter(pk__in=ids).annotate(
        is_kept=Exists(OpenInvoice.objects.all()), was_kept=Exists(kept_then), **sums
    )
    found = {}
    for account_id, is_kept, was_kept, *values in rows.order_by().values_list("pk", "is_kept", "was_kept", *sums):
        kept = {"recv30": is_kept, "recv60": is_kept, "recv30_prev": was_kept}
        euros = dict(zip(sums, values, strict=True))
        found[account_id] = {name: round_half_up(euros[name] or 0, 2) if kept[name] else None for name in sums}
    return found


def _overdue(on: date, days: int) -> Sum:
    """Invoices not paid by the day and then more than so many days past due."""
    unpaid = Q(open_invoices__paid_on__isnull=True) | Q(open_invoices__paid_on__gt=on)
    late = Q(open_invoices__due_on__lt=on - timedelta(days=days))
    return Sum("open_invoices__amount_eur", filter=unpaid & late)


def _figures(ids: Collection[int], period: Period) -> dict[int, dict[date, dict[str, Decimal | None]]]:
    rows = MonthlyFigure.objects.filter(account__in=ids, month__gte=period.first_month, month__lte=period.month)
    found: dict[int, dict[date, dict[str, Decimal | None]]] = defaultdict(dict)
    for account_id, month, *values in rows.values_list("account_id", "month", *COLUMNS):
        found[account_id][month] = dict(zip(COLUMNS, values, strict=True))
    return found


def total(months: Months, column: str, span: Collection[date], started: date | None) -> Decimal | None:
    """The sum of a column over the months; None when a month is missing although the relationship had begun.

    Months before the relationship are a true zero; the month it began in may still be without a figure.
    """
    first = month_of(started) if started else None
    result = Decimal(0)
    for month in span:
        value = months.get(month, {}).get(column)
        if value is None and (first is None or month > first):
            return None
        result += value or Decimal(0)
    return result


def _fields(months: Months, started: date | None, period: Period) -> dict[str, Any]:
    def over(column: str, span: Collection[date]) -> Decimal | None:
        return total(months, column, span, started)

    current = over("revenue_eur", period.kausi)
    before = over("revenue_eur", period.kausi_before)
    target = over("target_revenue_eur", period.kausi)
    margin, margin_before = over("margin_eur", period.kausi), over("margin_eur", period.kausi_before)
    last_year = [add_months(period.month, -12)]
    r12, big_r12 = over("revenue_eur", period.r12), _big(months, period.r12)
    return {
        "rev_ytd": current,
        "rev_target_ytd": target,
        "rev_prev_ytd": before,
        "prev_base_missing": current is not None and before is None,
        "rev_month": over("revenue_eur", [period.month]),
        "rev_prev_month": over("revenue_eur", last_year),
        "rev_r12": r12,
        "rev_r12_comparable": None if r12 is None or not big_r12 else r12 - big_r12,
        "margin_pct": _share(margin, _base(months, started, period.kausi)),
        "margin_target": _share(over("target_margin_eur", period.kausi), target),
        "margin_pct_month": _share(over("margin_eur", [period.month]), _base(months, started, [period.month])),
        "margin_pct_prev_ytd": _share(margin_before, _base(months, started, period.kausi_before)),
        "margin_eur_ytd": margin,
        "margin_eur_prev_ytd": margin_before,
        **_comparable(months, period, current, before, target),
    }


def _base(months: Months, started: date | None, span: Collection[date]) -> Decimal | None:
    """Revenue a margin is a share of: the ledger's own line, the invoicing where the ledger has none."""
    ledger = total(months, "cost_revenue_eur", span, started)
    return total(months, "revenue_eur", span, started) if ledger is None else ledger


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Σ numerator / Σ denominator, %, unrounded; None when it cannot be said."""
    return part * HUNDRED / whole if part is not None and whole else None


def _comparable(
    months: Months, period: Period, current: Decimal | None, before: Decimal | None, target: Decimal | None
) -> dict[str, Any]:
    """The figures without big projects. Targets are set without them, so the target stays as it is (domain.md 5.4)."""
    big_now, big_before = _big(months, period.kausi), _big(months, period.kausi_before)
    if not big_now and not big_before:
        return {}
    return {
        "has_big_projects": True,
        "rev_ytd_comparable": None if current is None else current - big_now,
        "rev_prev_ytd_comparable": None if before is None else before - big_before,
        "rev_target_ytd_comparable": target,
    }


def _big(months: Months, span: Collection[date]) -> Decimal:
    return sum((months.get(month, {}).get("big_project_eur") or Decimal(0) for month in span), Decimal(0))
