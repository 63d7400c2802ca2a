"""Sums the ledger rows of an account by month. Recomputed, never incremented."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum

from accounts_app.models import Account, CostRow, MonthlyFigure, RevenueRow, TargetRow
from teams.models import User

FIELDS = [
    "revenue_eur",
    "big_project_eur",
    "cost_revenue_eur",
    "margin_eur",
    "target_revenue_eur",
    "target_margin_eur",
]
Key = tuple[int, datetime.date]


@transaction.atomic
def summarise(
    *, accounts: Iterable[Account] | None = None, months: Iterable[datetime.date] | None = None, by: User | None = None
) -> int:
    """Bring MonthlyFigure in step with its rows, for all or for some accounts and months; returns changed rows."""
    scope = Q()
    if accounts is not None:
        scope &= Q(account__in=[account.pk for account in accounts])
    if months is not None:
        scope &= Q(month__in=list(months))
    wanted = _sums(scope)
    existing = {(row.account_id, row.month): row for row in MonthlyFigure.objects.filter(scope)}
    fresh = [
        MonthlyFigure(account_id=account_id, month=month, **values)
        for (account_id, month), values in wanted.items()
        if (account_id, month) not in existing
    ]
    changed = [row for key, row in existing.items() if key in wanted and _take(row, wanted[key])]
    gone = [row.pk for key, row in existing.items() if key not in wanted]
    MonthlyFigure.objects.bulk_create(fresh, batch_size=1000)
    MonthlyFigure.objects.bulk_update(changed, FIELDS, batch_size=500)
    MonthlyFigure.objects.filter(pk__in=gone).delete()
    return len(fresh) + len(changed) + len(gone)


def _sums(scope: Q) -> dict[Key, dict[str, Decimal | None]]:
    """Three grouped questions, one per ledger; a month without rows of a ledger stays None, not zero."""
    empty: dict[str, Decimal | None] = {**dict.fromkeys(FIELDS), "big_project_eur": Decimal(0)}
    sums: dict[Key, dict[str, Decimal | None]] = defaultdict(lambda: dict(empty))
    for account, month, amount, big in _grouped(
        RevenueRow, scope, amount=Sum("amount_eur"), big=Sum("amount_eur", filter=Q(is_big_project=True))
    ):
        sums[account, month] |= {"revenue_eur": amount, "big_project_eur": big or Decimal(0)}
    cost_line = CostRow.Line
    for account, month, revenue, margin in _grouped(
        CostRow,
        scope,
        amount=Sum("amount_eur", filter=Q(line=cost_line.REVENUE)),
        margin=Sum("amount_eur", filter=Q(line=cost_line.MARGIN)),
    ):
        sums[account, month] |= {"cost_revenue_eur": revenue, "margin_eur": margin}
    measure = TargetRow.Measure
    for account, month, revenue, margin in _grouped(
        TargetRow,
        scope,
        amount=Sum("amount_eur", filter=Q(measure=measure.REVENUE)),
        margin=Sum("amount_eur", filter=Q(measure=measure.MARGIN)),
    ):
        sums[account, month] |= {"target_revenue_eur": revenue, "target_margin_eur": margin}
    return sums


def _grouped(model: Any, scope: Q, **sums: Sum) -> Iterable[Any]:
    """Rows (account, month, *sums) of one ledger."""
    rows: Iterable[Any] = model.objects.filter(scope).values_list("account_id", "month").annotate(**sums).order_by()
    return rows


def _take(row: MonthlyFigure, values: dict[str, Decimal | None]) -> bool:
    """Write the values into the row; tells whether anything changed."""
    before = {field: getattr(row, field) for field in FIELDS}
    for field, value in values.items():
        setattr(row, field, value)
    return before != values
