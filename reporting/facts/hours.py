"""Care hours of accounts against the budget of the year (domain.md 1.4 G5, 5.7, 2.2 R22). One query."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Sum

from accounts_app.models import CareHours, HoursBudget
from config.common.rounding import round_half_up
from reporting.facts.period import Period, span

MONTHS = 12
HUNDRED = Decimal(100)


def read(ids: Collection[int], period: Period, *, has_feed: bool) -> dict[int, dict[str, Any]]:
    """The hour fields of each account with a budget for the year; the others are left out.

    Hours that nobody records anywhere are unknown; once they are, an account without any has used none.
    """
    first, last = span(period.kausi)
    known = CareHours.objects.filter(worked_on__lte=period.as_of)
    rows = HoursBudget.objects.filter(account__in=ids, year=period.month.year)
    rows = rows.annotate(
        used=_spent(first, min(last, period.as_of)),
        month=_spent(period.month, min(last, period.as_of)),
        is_recorded=Exists(known),
    )
    found = {}
    columns = ("account_id", "hours", "used", "month", "is_recorded")
    for account_id, year_hours, used, month, is_recorded in rows.values_list(*columns):
        is_known = has_feed or is_recorded
        budget = year_hours * len(period.kausi) / MONTHS
        found[account_id] = {
            **_fields(_hours(used, is_known=is_known), budget),
            "hours_month": _hours(month, is_known=is_known),
            "hours_month_budget": year_hours / MONTHS,
        }
    return found


def _spent(first: date, last: date) -> Subquery:
    own = CareHours.objects.filter(account=OuterRef("account"), worked_on__range=(first, last))
    return Subquery(own.order_by().values("account").annotate(total=Sum("hours")).values("total"))


def _hours(used: Decimal | None, *, is_known: bool) -> Decimal | None:
    return round_half_up(used or 0, 2) if is_known else None


def _fields(hours: Decimal | None, budget: Decimal) -> dict[str, Any]:
    return {
        "hours_used": hours,
        "hours_budget": budget,
        "time_budget_pct": None if hours is None else hours * HUNDRED / budget,
    }
