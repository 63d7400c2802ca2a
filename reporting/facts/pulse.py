"""Grades the local contact gives on the supervisor's quality rounds (domain.md 1.4 C3). One query."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Sum

from accounts_app.models import QualityRound
from config.common.rounding import round_half_up
from reporting.facts.period import Period, span

LOWEST, HIGHEST = 1, 5  # a grade outside the scale is a slip of the pen and not counted


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """Mean grade and number of grades in R3 of each account that has any; the others are left out."""
    first, last = span(period.r3)
    rows = QualityRound.objects.filter(
        site__account__in=ids,
        done_on__range=(first, min(last, period.as_of)),
        customer_score__range=(LOWEST, HIGHEST),
    ).values_list("site__account_id")
    graded = rows.annotate(total=Sum("customer_score"), number=Count("pk")).order_by()
    return {
        account_id: {"pulse": round_half_up(total, 1) / number, "pulse_n": number}
        for account_id, total, number in graded
    }
