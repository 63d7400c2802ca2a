"""Events of the annual clock that are late (domain.md 3.5, 1.4 G3, 2.2 R19). Two queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from accounts_app import clock
from accounts_app.models import ClockEvent, Meeting
from reporting.facts.period import Period

LATE_DAYS = 14  # an event may be this late before it counts


def with_clock(ids: Collection[int], on: date) -> set[int]:
    """The accounts whose year has a clock. One query."""
    return set(ClockEvent.objects.filter(account__in=ids, year=on.year).values_list("account_id", flat=True).distinct())


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The clock fields of each account with a clock; the others are left out: nothing is known."""
    late = _late(ids, period.as_of)
    return {account_id: _fields(late.get(account_id, [])) for account_id in with_clock(ids, period.as_of)}


def _late(ids: Collection[int], on: date) -> dict[int, list[tuple[int, str]]]:
    """Days late and kind of the events of this year and the last that are late, the latest first. One query.

    The database leaves out what has evidence; what is left is decided by the clock itself, as its page shows it.
    """
    done = Q(done_on__lte=on) | Q(meeting__state=Meeting.State.HELD, meeting__meets_on__lte=on)
    events = ClockEvent.objects.filter(account__in=ids, year__in=(on.year - 1, on.year), latest_on__lt=on)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for event in events.exclude(done).select_related("meeting").order_by("latest_on", "kind", "ordinal"):
        days = clock.days_late(event, on)
        if days:
            found[event.account_id].append((days, event.kind))
    return found


def _fields(late: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """A kind the clock does not know is no key event."""
    counted = [kind for days, kind in late if days > LATE_DAYS]
    key_days = [days for days, kind in late if kind in clock.KINDS and clock.KINDS[kind].is_key]
    return {
        "clock_late14": len(counted),
        "key_late_max": max(key_days, default=0),
        "clock_late_names": tuple(counted),
    }
