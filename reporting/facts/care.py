"""Meetings, goals and the clock of accounts (domain.md 1.4 G2–G4). Three queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q

from accounts_app.models import ClockEvent, Goal, GoalCheck, Meeting
from reporting.facts.period import Period

UNCHECKED_DAYS = 14  # a goal check may be this late


@dataclass(frozen=True, slots=True)
class Care:
    """What was read of one account: fields of AccountFacts, and whether its year has a clock."""

    fields: dict[str, Any]
    has_clock: bool


def read(ids: Collection[int], period: Period) -> dict[int, Care]:
    """The care of each account as known on the day."""
    meetings, goals = _meetings(ids, period.as_of), _goals(ids, period)
    with_clock = set(
        ClockEvent.objects.filter(account__in=ids, year=period.as_of.year)
        .values_list("account_id", flat=True)
        .distinct()
    )
    return {
        account_id: Care(
            {**_meeting_fields(*meetings.get(account_id, (None, None)), period.as_of), **goals[account_id]},
            account_id in with_clock,
        )
        for account_id in ids
    }


def is_director_meeting() -> Q:
    """Face to face with a decision maker: only these count (G2)."""
    return Q(kind=Meeting.Kind.DIRECTOR, mode=Meeting.Mode.FACE_TO_FACE, with_decision_maker=True)


def _meetings(ids: Collection[int], on: date) -> dict[int, tuple[date | None, date | None]]:
    """Last held and next booked director meeting of each account. One query.

    Who will be present is known only afterwards, so a booked meeting counts without a named decision maker.
    """
    held = is_director_meeting() & Q(state=Meeting.State.HELD, meets_on__lte=on)
    booked = Q(kind=Meeting.Kind.DIRECTOR, state=Meeting.State.BOOKED, mode=Meeting.Mode.FACE_TO_FACE, meets_on__gte=on)
    rows = Meeting.objects.filter(account__in=ids).values("account_id")
    rows = rows.annotate(last=Max("meets_on", filter=held), upcoming=Min("meets_on", filter=booked)).order_by()
    return {row["account_id"]: (row["last"], row["upcoming"]) for row in rows}


def _meeting_fields(last: date | None, upcoming: date | None, on: date) -> dict[str, Any]:
    return {
        "last_meeting_on": last,
        "days_since_meeting": (on - last).days if last else None,
        "next_meeting_on": upcoming,
        "next_meeting_in_days": (upcoming - on).days if upcoming else None,
    }


def _goals(ids: Collection[int], period: Period) -> dict[int, dict[str, int]]:
    """Goals in force by how they go: late, at risk or on track, and those not checked in time. One query."""
    missed = GoalCheck.objects.filter(
        Q(done_on__isnull=True) | Q(done_on__gt=period.as_of),
        goal=OuterRef("pk"),
        due_on__lt=period.ago(UNCHECKED_DAYS),
    )
    rows = Goal.objects.filter(account__in=ids).exclude(state=Goal.State.DONE).annotate(is_unchecked=Exists(missed))
    empty = dict.fromkeys(("goals_active", "goals_on_track", "goals_at_risk", "goals_late", "goals_unchecked"), 0)
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict(empty))
    for account_id, state, due_on, is_unchecked in rows.values_list("account_id", "state", "due_on", "is_unchecked"):
        counts = found[account_id]
        counts["goals_active"] += 1
        counts[_goal_group(state, due_on, period.as_of)] += 1
        counts["goals_unchecked"] += int(is_unchecked)
    return found


def _goal_group(state: str, due_on: date, on: date) -> str:
    """A goal past its day is late whatever its last check said."""
    if state == Goal.State.LATE or due_on < on:
        return "goals_late"
    return "goals_at_risk" if state == Goal.State.AT_RISK else "goals_on_track"
