"""Takes the names of people out of meetings that have been kept long enough, and out of nothing else (domain.md 1.9).

The same door as for cards (reporting/actions/card_retention.py). The chain of the records holds: each still names the
checksum the one before it was frozen with.
"""

import datetime

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from reporting import freeze
from reporting.board.redaction import without_names
from reporting.cards.canonical import checksum
from reporting.cards.redacted import ACTS, due_before, midnight
from reporting.models import BoardMeeting, MeetingRecord, Stance
from teams.actions.audit_events import record
from teams.models import Person, User


def meetings_due(on: datetime.date) -> QuerySet[BoardMeeting]:
    """Meetings that still name people although the time of all their records is over on the day."""
    old = BoardMeeting.objects.filter(records__redacted_at__isnull=True)
    return old.annotate(last=Max("records__frozen_at")).filter(last__lt=due_before(on))


def redact_old_meetings(*, on: datetime.date, by: User | None) -> int:
    """Take the names out of every meeting that is due on the day; the number of meetings. Run twice is run once."""
    due = list(meetings_due(on).order_by("pk"))
    people = set(Person.objects.values_list("name", flat=True)) if due else set()
    for meeting in due:
        _redact(meeting, people, on, by)
    return len(due)


@transaction.atomic
def _redact(meeting: BoardMeeting, people: set[str], on: datetime.date, by: User | None) -> None:
    """Records, stances and what the meeting itself says; who gave a stance leaves with its words."""
    named = MeetingRecord.objects.select_for_update().filter(meeting=meeting, redacted_at__isnull=True)
    rows = list(named.order_by("pk"))
    for row in rows:
        row.content = without_names(row.content, people) | {"redacted": {"checksum": row.checksum}}
        row.redacted_checksum, row.frozen_by_id = checksum(row.content), None
        row.redacted_at = midnight(on)
    with freeze.opened(connection, "meeting_record"):
        MeetingRecord.objects.bulk_update(rows, ["content", "redacted_checksum", "frozen_by_id", "redacted_at"])
    Stance.objects.filter(meeting=meeting).update(text="", made_by=None, withdrawn_by=None)
    BoardMeeting.objects.filter(pk=meeting.pk).update(notes="")
    meeting.attendees.clear()
    for row in rows:
        record(act=ACTS[MeetingRecord], subject=row, by=by, checksum=row.checksum, left=row.redacted_checksum)
