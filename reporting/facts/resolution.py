"""Working days from a complaint to the repair the customer accepts (domain.md 1.4 C7). One query."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from accounts_app.models import Complaint
from config.common.clock import HELSINKI
from config.common.working_days import working_days_between
from reporting.facts.period import Period, span

NINE_OF_TEN = 9, 10


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The times of each account with complaints closed in R3; the others are left out.

    A closing the customer refused is none; where the source does not tell of the acceptance, the closing stands for it.
    """
    first, last = span(period.r3)
    closed = Complaint.objects.filter(account__in=ids, closed_on__range=(first, min(last, period.as_of)))
    found: dict[int, list[int]] = defaultdict(list)
    columns = ("account_id", "received_at", "closed_on")
    for account_id, received_at, closed_on in closed.exclude(is_accepted=False).values_list(*columns):
        days = working_days_between(received_at.astimezone(HELSINKI).date(), closed_on)
        found[account_id].append(max(0, days))
    return {account_id: _fields(sorted(days)) for account_id, days in found.items()}


def _fields(days: Sequence[int]) -> dict[str, Any]:
    part, whole = NINE_OF_TEN
    place = -(-len(days) * part // whole) - 1  # the smallest number of days that nine of ten stay within
    return {"resolution_days": Decimal(str(median(days))), "resolution_p90": Decimal(days[place])}
