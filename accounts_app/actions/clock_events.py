"""Writing the annual clock: a year's windows and their evidence."""

import datetime
from collections.abc import Sequence
from typing import Any, Protocol

from django.db import models, transaction

from accounts_app import clock
from accounts_app.actions import records
from accounts_app.models import Account, ClockEvent, Meeting
from teams.actions.audit_events import record
from teams.models import User


class MovedWindow(records.FilledForm, Protocol):
    """A valid form that moves a window."""

    instance: Any
    left_on: datetime.date

    @property
    def shift(self) -> datetime.timedelta:
        """How far the window is moved."""


@transaction.atomic
def generate(*, account: Account, year: int, by: User | None = None) -> int:
    """Add the events the year of the account should hold and give their number (domain.md 3.4 rule 2).

    Running it again adds nothing and never touches an event that exists.
    """
    if account.relationship_started_on is None:
        return 0
    wanted = clock.plan_year(
        care_model=account.care_model,
        anniversary=account.relationship_started_on,
        year=year,
        contracts=account.contracts.all(),
    )
    present = set(ClockEvent.objects.filter(account=account, year=year).values_list("kind", "ordinal"))
    missing = [row(account, year, planned) for planned in wanted if (planned.kind, planned.ordinal) not in present]
    ClockEvent.objects.bulk_create(missing, ignore_conflicts=True)
    if missing:
        record(act="generate_clock", subject=account, by=by, account=account.pk, year=year, events=len(missing))
    return len(missing)


@transaction.atomic
def link_evidence(*, account: Account, by: User | None = None) -> int:
    """Tie held and booked meetings to the events they fulfil and give the number of ties (domain.md 3.5)."""
    events = list(ClockEvent.objects.filter(account=account).select_related("meeting").order_by("latest_on", "pk"))
    linked = tie(events, list(Meeting.objects.filter(account=account).order_by("meets_on", "pk")))
    ClockEvent.objects.bulk_update(linked, ["meeting"])
    if linked:
        record(act="link_clock_evidence", subject=account, by=by, account=account.pk, events=len(linked))
    return len(linked)


@transaction.atomic
def move(*, form: MovedWindow, kind: str, by: User) -> models.Model:
    """Move the window of an event as the valid form says; the first end is kept, and each move is counted."""
    event = form.instance
    event.planned_latest_on = event.planned_latest_on or form.left_on
    event.earliest_on += form.shift
    event.moves += 1
    return records.write(form=form, kind=kind, by=by)


def tie(events: Sequence[ClockEvent], meetings: Sequence[Meeting]) -> list[ClockEvent]:
    """Set `meeting` of events without evidence, in order, and give those that found one; nothing is written.

    A meeting is the evidence of one event of its sort only: a director meeting is not also the anniversary.
    """
    used = {(clock.KINDS[event.kind].evidence, event.meeting.meets_on) for event in events if event.meeting}
    linked = []
    for event in events:
        if event.meeting is not None or event.done_on is not None:
            continue
        evidence = clock.KINDS[event.kind].evidence
        meeting = clock.evidence_for(event, [one for one in meetings if (evidence, one.meets_on) not in used])
        if meeting is not None:
            event.meeting = meeting
            used.add((evidence, meeting.meets_on))
            linked.append(event)
    return linked


def row(account: Account, year: int, planned: clock.Planned) -> ClockEvent:
    """The unsaved row of a planned event."""
    return ClockEvent(
        account=account,
        year=year,
        kind=planned.kind,
        ordinal=planned.ordinal,
        earliest_on=planned.window.earliest_on,
        latest_on=planned.window.latest_on,
    )
