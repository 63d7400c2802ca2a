"""Events of the annual clock: late, done and on time (domain.md 3.5, 1.4 G1, G3, 2.2 R19). Three queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from accounts_app import clock
from accounts_app.models import ClockEvent, Meeting
from reporting.facts.period import Period, span

COUNTS = ("meetings_due", "meetings_done", "clock_due_r12", "clock_on_time_r12")
LATE_DAYS = 14  # an event may be this late before it counts
MEETINGS = tuple(
    code for code, kind in clock.KINDS.items() if kind.evidence is not clock.Evidence.ENTRY
)  # kinds a meeting fulfils (G1)


def with_clock(ids: Collection[int], on: date) -> set[int]:
    """The accounts whose year has a clock. One query."""
    return set(ClockEvent.objects.filter(account__in=ids, year=on.year).values_list("account_id", flat=True).distinct())


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The clock fields of each account with a clock; the others are left out: nothing is known."""
    late, counts = _late(ids, period.as_of), _counts(ids, period)
    return {
        account_id: _fields(late.get(account_id, [])) | counts.get(account_id, {})
        for account_id in with_clock(ids, period.as_of)
    }


def _counts(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """Meetings due and held in the Kausi to the day, and all events of R12 due and in time. One query.

    An event is due once its window has closed; one held before that counts when its window closes. A window that was
    moved counts as it was first planned (domain.md 3.5).
    """
    on = period.as_of
    held = Q(meeting__state=Meeting.State.HELD)
    done = Q(done_on__lte=on) | held & Q(meeting__meets_on__lte=on)
    in_time = Q(done_on__lte=F("planned_on")) | held & Q(meeting__meets_on__lte=F("planned_on"))
    meeting = Q(kind__in=MEETINGS, planned_on__range=(period.kausi[0], on))
    r12 = Q(planned_on__range=span(period.r12))
    rows = ClockEvent.objects.annotate(planned_on=Coalesce("planned_latest_on", "latest_on"))
    rows = rows.filter(account__in=ids, planned_on__range=(period.first_month, on))
    counted = rows.values("account_id").annotate(
        meetings_due=Count("pk", filter=meeting),
        meetings_done=Count("pk", filter=meeting & done),
        clock_due_r12=Count("pk", filter=r12),
        clock_on_time_r12=Count("pk", filter=r12 & done & in_time),
    )
    found = counted.order_by().values_list("account_id", *COUNTS)
    return {account_id: dict(zip(COUNTS, numbers, strict=True)) for account_id, *numbers in found}


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
        **dict.fromkeys(COUNTS, 0),
    }
