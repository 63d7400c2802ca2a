"""Complaints of R3 and whether a person answered them in time (domain.md 1.4 C6, 2.2 R16). One query."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache

from accounts_app.models import Complaint
from config.common.clock import HELSINKI
from config.common.working_days import add_working_days
from config.common.working_hours import add_working_hours
from reporting.facts.period import Period, moments, span

WORKING_DAYS = 1  # an answer is due by the end of this working day after the receipt
CRITICAL_HOURS = 4  # working hours


def read(ids: Collection[int], period: Period) -> dict[int, tuple[int, int]]:
    """For each account with complaints to count: how many were due, and how many of them were answered in time.

    Counted are those answered by the day and those whose deadline has passed by its end. Which answers came from a
    person is a matter of the source: automatic receipts are not brought in.
    """
    first, after = moments(*span(period.r3))
    _, end = moments(period.as_of, period.as_of)
    rows = Complaint.objects.filter(account__in=ids, received_at__gte=first, received_at__lt=min(after, end))
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for account_id, severity, received_at, answered_at in rows.values_list(
        "account_id", "severity", "received_at", "first_response_at"
    ):
        last = deadline(received_at, is_critical=severity == Complaint.Severity.CRITICAL)
        known_answer = answered_at if answered_at is not None and answered_at < end else None
        if known_answer is not None or last <= end:
            counts[account_id][0] += 1
            counts[account_id][1] += int(known_answer is not None and known_answer <= last)
    return {account_id: (due, within) for account_id, (due, within) in counts.items()}


def deadline(received_at: datetime, *, is_critical: bool) -> datetime:
    """The last moment for the first answer: four working hours when critical, else the end of the next working day."""
    if is_critical:
        return add_working_hours(received_at, CRITICAL_HOURS)
    return _end_of_next_working_day(received_at.astimezone(HELSINKI).date())


@lru_cache(maxsize=512)
def _end_of_next_working_day(received_on: date) -> datetime:
    """The same for all complaints of a day, and there are many of them."""
    day = add_working_days(received_on, WORKING_DAYS)
    return moments(day, day)[1]
