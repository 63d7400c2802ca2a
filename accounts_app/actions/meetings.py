"""Logging a meeting: the row, somebody met for the first time, and the events of the clock it is the evidence of."""

from collections.abc import Sequence
from typing import Protocol

from django.db import models, transaction

from accounts_app.actions.records import FilledForm, write
from accounts_app.models import ClockEvent, Contact, Meeting
from teams.actions.audit_events import record
from teams.models import User


class LoggedMeeting(FilledForm, Protocol):
    """A valid form of a meeting."""

    newcomer: Contact | None  # not yet stored
    fulfilled: Sequence[ClockEvent]


@transaction.atomic
def log(*, form: LoggedMeeting, kind: str, by: User) -> models.Model:
    """Write the meeting of a valid form with everything it brings (domain.md 3.5, 3.6)."""

    def together(meeting: models.Model) -> None:
        if isinstance(meeting, Meeting):
            _add_newcomer(meeting, form.newcomer, by)
            _tie(meeting, form.fulfilled)

    return write(form=form, kind=kind, by=by, together=together)


def _add_newcomer(meeting: Meeting, newcomer: Contact | None, by: User) -> None:
    if newcomer is not None:
        newcomer.save()
        meeting.contacts.add(newcomer)
        record(act="contact.add", subject=newcomer, by=by, account=meeting.account_id, meeting=meeting.pk)


def _tie(meeting: Meeting, events: Sequence[ClockEvent]) -> None:
    """The chosen events have this meeting as their evidence, and no others."""
    chosen = [event.pk for event in events]
    own = ClockEvent.objects.filter(account=meeting.account_id)
    own.filter(meeting=meeting).exclude(pk__in=chosen).update(meeting=None)
    own.filter(pk__in=chosen).update(meeting=meeting)
