"""Meetings, goals, clock, instructions, hours and the card before (domain.md 1.4 G2–G6, R18–R23). Seven queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q

from accounts_app.models import Goal, GoalCheck, Meeting
from reporting.facts import clock_events, hours, instructions, previous_card
from reporting.facts.period import Period

UNCHECKED_DAYS = 14  # a goal check may be this late
LATE, AT_RISK, UNCHECKED = "late", "at_risk", "unchecked"  # why a goal speaks, the gravest first


@dataclass(frozen=True, slots=True)
class Care:
    """What was read of one account: fields of AccountFacts, and whether its year has a clock."""

    fields: dict[str, Any]
    has_clock: bool


def read(ids: Collection[int], period: Period, *, has_hours: bool) -> dict[int, Care]:
    """The care of each account as known on the day; `has_hours` says whether hours were ever loaded."""
    meetings, goals = _meetings(ids, period.as_of), goals_in_force(ids, period)
    events, told = clock_events.read(ids, period), instructions.read(ids, period)
    budgets, cards = hours.read(ids, period, has_feed=has_hours), previous_card.read(ids, period)
    return {
        account_id: Care(
            {
                **_meeting_fields(*meetings.get(account_id, (None, None)), period.as_of),
                **_goal_fields(goals.get(account_id, ()), period.as_of),
                **events.get(account_id, {}),
                **told[account_id],
                **budgets.get(account_id, {}),
                "prev_card_late": cards.get(account_id),
            },
            account_id in events,
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


@dataclass(frozen=True, slots=True)
class GoalInForce:
    """A goal that is not done, as its owner last said it goes."""

    due_on: date
    name: str
    state: str
    is_unchecked: bool

    def group(self, on: date) -> str:
        """The field that counts it: a goal past its day is late whatever its last check said."""
        if self.state == Goal.State.LATE or self.due_on < on:
            return "goals_late"
        return "goals_at_risk" if self.state == Goal.State.AT_RISK else "goals_on_track"

    def reason(self, on: date) -> str:
        """Why it speaks: late first, then at risk, then unchecked; empty when it does not."""
        reasons = {"goals_late": LATE, "goals_at_risk": AT_RISK}
        return reasons.get(self.group(on), UNCHECKED if self.is_unchecked else "")


def goals_in_force(ids: Collection[int], period: Period) -> dict[int, list[GoalInForce]]:
    """Goals in force, those due first at the front, and whether a check was missed. One query."""
    missed = GoalCheck.objects.filter(
        Q(done_on__isnull=True) | Q(done_on__gt=period.as_of),
        goal=OuterRef("pk"),
        due_on__lt=period.ago(UNCHECKED_DAYS),
    )
    rows = Goal.objects.filter(account__in=ids).exclude(state=Goal.State.DONE).annotate(is_unchecked=Exists(missed))
    found: dict[int, list[GoalInForce]] = defaultdict(list)
    columns = ("account_id", "due_on", "name", "state", "is_unchecked")
    for account_id, *values in rows.order_by("due_on", "pk").values_list(*columns):
        found[account_id].append(GoalInForce(*values))
    return found


def _goal_fields(goals: Iterable[GoalInForce], on: date) -> dict[str, Any]:
    """Goals counted by how they go, and the one that speaks."""
    counts = dict.fromkeys(("goals_active", "goals_on_track", "goals_at_risk", "goals_late", "goals_unchecked"), 0)
    speaking: dict[str, str] = {}
    for goal in goals:
        counts["goals_active"] += 1
        counts[goal.group(on)] += 1
        counts["goals_unchecked"] += int(goal.is_unchecked)
        speaking.setdefault(goal.reason(on), goal.name)
    reason = next((one for one in (LATE, AT_RISK, UNCHECKED) if one in speaking), "")
    return {**counts, "goal_reason": reason, "goal_name": speaking[reason] if reason else ""}
