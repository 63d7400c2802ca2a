"""Figures written by hand while their import is broken, as long as it has not brought the month (1.7). One query."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from accounts_app.models import ManualFigure, MonthlyFigure
from reporting.facts.period import Period
from reporting.facts.types import ByHand

COLUMNS: Mapping[str, str] = {  # measure, which is the name of its source -> column of the monthly figure
    ManualFigure.Measure.REVENUE.value: "revenue_eur",
    ManualFigure.Measure.MARGIN.value: "margin_eur",
}


class Written(NamedTuple):
    """An amount with who, when and why."""

    amount_eur: Decimal
    note: ByHand


Hand = Mapping[str, Written]  # by measure


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Written]]:
    """By account what was written for the closed month by the day and counts still."""
    rows = ManualFigure.objects.filter(account__in=ids, month=period.month, entered_on__lte=period.as_of)
    same = MonthlyFigure.objects.filter(account=OuterRef("account"), month=OuterRef("month"))
    brought = Q(pk__in=[])
    for measure, column in COLUMNS.items():
        brought |= Q(Q(measure=measure), Exists(same.filter(**{f"{column}__isnull": False})))
    found: dict[int, dict[str, Written]] = defaultdict(dict)
    for row in rows.exclude(brought).select_related("entered_by"):
        name = row.entered_by.name if row.entered_by else ""
        found[row.account_id][row.measure] = Written(row.amount_eur, ByHand(name, row.entered_on, row.reason))
    return found
