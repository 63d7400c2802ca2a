"""Care hours of accounts against the budget of the year (domain.md 1.4 G5, 5.7, 2.2 R22). One query."""

from collections.abc import Collection
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
    own = known.filter(account=OuterRef("account"), worked_on__range=(first, last))
    spent = own.order_by().values("account").annotate(total=Sum("hours")).values("total")
    rows = HoursBudget.objects.filter(account__in=ids, year=period.month.year)
    rows = rows.annotate(used=Subquery(spent), is_recorded=Exists(known))
    found = {}
    for account_id, year_hours, used, is_recorded in rows.values_list("account_id", "hours", "used", "is_recorded"):
        budget = year_hours * len(period.kausi) / MONTHS
        found[account_id] = _fields(used or Decimal(0) if has_feed or is_recorded else None, budget)
    return found


def _fields(used: Decimal | None, budget: Decimal) -> dict[str, Any]:
    hours = None if used is None else round_half_up(used, 2)
    return {
        "hours_used": hours,
        "hours_budget": budget,
        "time_budget_pct": None if hours is None else hours * HUNDRED / budget,
    }
