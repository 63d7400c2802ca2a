"""Clock events, meetings, goals, hours and instructions behind G1–G6 (domain.md 1.4). Six queries."""

import datetime
from collections import defaultdict

from django.db.models import Q, Sum

from accounts_app import clock
from accounts_app.models import CareHours, ClockEvent, HoursBudget, Meeting
from config.common.month import parse_month
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Tables, evidence, exact, iso, table, year_month
from reporting.facts.care import goals_in_force, is_director_meeting
from reporting.facts.clock_events import LATE_DAYS, MEETINGS
from reporting.facts.hours import MONTHS
from reporting.facts.instructions import open_instructions, shortened
from reporting.facts.period import span

EVENT_COLUMNS = "event earliest_on latest_on done_on"
LATE_COLUMNS = "event latest_on days"
MEETING_COLUMNS = "meets_on mode meeting_state"
GOAL_COLUMNS = "goal due_on goal_state is_unchecked"
HOUR_COLUMNS = "month hours budget_hours"
INSTRUCTION_COLUMNS = "instruction given_on due_on acknowledged_on done_on days"
LOOK_BACK_MONTHS = 24  # of director meetings


@evidence("G1", "G3")
def clock_events(chunk: Chunk) -> dict[int, Tables]:
    """Meetings of the clock due in the year, all events due in R12, and those late now. One query."""
    on, period, found = chunk.period.as_of, chunk.period, ByAccount()
    first = min(period.first_month, datetime.date(on.year - 1, 1, 1))
    rows = ClockEvent.objects.filter(account__in=chunk.ids, latest_on__range=(first, on)).select_related("meeting")
    events: dict[int, list[ClockEvent]] = defaultdict(list)
    for event in rows.order_by("latest_on", "kind", "ordinal"):
        events[event.account_id].append(event)
    start, end = span(period.r12)
    for account_id, own in events.items():
        meetings = [_event(one, on) for one in own if one.kind in MEETINGS and one.latest_on >= period.kausi[0]]
        found.add(account_id, "G1", table("clock_meetings", EVENT_COLUMNS, meetings))
        due = [_event(one, on) for one in own if start <= one.latest_on <= end]
        found.add(account_id, "G3", table("clock_events", EVENT_COLUMNS, due))
        found.add(account_id, "G3", table("clock_late", LATE_COLUMNS, _late(own, on)))
    return dict(found.found)


def _event(event: ClockEvent, on: datetime.date) -> Row:
    """The day it was done, by a meeting held or an entry, when that had come by the cut-off."""
    meeting = event.meeting
    held = meeting.meets_on if meeting is not None and meeting.state == Meeting.State.HELD else None
    days = [day for day in (event.done_on, held) if day is not None and day <= on]
    return event.kind, iso(event.earliest_on), iso(event.latest_on), iso(min(days, default=None))


def _late(events: list[ClockEvent], on: datetime.date) -> list[Row]:
    late = [(event, days) for event in events if event.year >= on.year - 1 and (days := clock.days_late(event, on))]
    return [(event.kind, iso(event.latest_on), days) for event, days in late if days > LATE_DAYS]


@evidence("G2")
def meetings(chunk: Chunk) -> dict[int, Tables]:
    """Director meetings held in two years and those booked, the newest first. One query."""
    period = chunk.period
    held = is_director_meeting() & Q(
        state=Meeting.State.HELD, meets_on__range=(period.months_ago(LOOK_BACK_MONTHS), period.as_of)
    )
    booked = Q(
        kind=Meeting.Kind.DIRECTOR,
        state=Meeting.State.BOOKED,
        mode=Meeting.Mode.FACE_TO_FACE,
        meets_on__gte=period.as_of,
    )
    rows = Meeting.objects.filter(held | booked, account__in=chunk.ids).order_by("-meets_on", "state")
    known: dict[int, list[Row]] = defaultdict(list)
    for account_id, meets_on, mode, state in rows.values_list("account_id", "meets_on", "mode", "state"):
        known[account_id].append((iso(meets_on), mode, state))
    found = ByAccount()
    for account_id in chunk.ids:
        found.add(account_id, "G2", table("director_meetings", MEETING_COLUMNS, known.get(account_id, [])))
    return dict(found.found)


@evidence("G4")
def goals(chunk: Chunk) -> dict[int, Tables]:
    """Goals in force as they were counted. One query."""
    found, on = ByAccount(), chunk.period.as_of
    known = goals_in_force(chunk.ids, chunk.period)
    for account_id in chunk.ids:
        rows = [
            (goal.name, iso(goal.due_on), goal.group(on).removeprefix("goals_"), int(goal.is_unchecked))
            for goal in known.get(account_id, ())
        ]
        found.add(account_id, "G4", table("goals", GOAL_COLUMNS, sorted(rows, key=lambda row: (row[1], row))))
    return dict(found.found)


@evidence("G5")
def hours(chunk: Chunk) -> dict[int, Tables]:
    """Hours by month against the budget: never whose they are. Two queries."""
    period, found = chunk.period, ByAccount()
    first, last = span(period.kausi)
    worked = CareHours.objects.filter(account__in=chunk.ids, worked_on__range=(first, min(last, period.as_of)))
    months = worked.annotate(in_month=year_month("worked_on")).order_by().values_list("account_id", "in_month")
    used = {(pk, parse_month(month)): exact(total) for pk, month, total in months.annotate(total=Sum("hours"))}
    budgets = HoursBudget.objects.filter(account__in=chunk.ids, year=period.month.year)
    for account_id, year_hours in budgets.values_list("account_id", "hours"):
        budget = exact(year_hours / MONTHS)
        rows: list[Row] = [(iso(month), used.get((account_id, month), "0.00"), budget) for month in period.kausi]
        found.add(account_id, "G5", table("care_hours", HOUR_COLUMNS, rows))
    return dict(found.found)


@evidence("G6")
def instructions(chunk: Chunk) -> dict[int, Tables]:
    """Instructions of the board not closed by the cut-off, with the days they are late. One query."""
    found, on = ByAccount(), chunk.period.as_of
    known = open_instructions(chunk.ids, on)
    for account_id in chunk.ids:
        rows: list[Row] = []
        for one in known.get(account_id, ()):
            done = one.done_on if one.done_on is not None and one.done_on <= on else None
            seen = one.acknowledged_on if one.acknowledged_on is not None and one.acknowledged_on <= on else None
            late = 0 if done else max(0, (on - one.due_on).days)
            rows.append((shortened(one.text), iso(one.given_on), iso(one.due_on), iso(seen), iso(done), late))
        found.add(account_id, "G6", table("instructions", INSTRUCTION_COLUMNS, rows))
    return dict(found.found)
