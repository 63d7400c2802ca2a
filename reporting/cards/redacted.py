"""Whether the names of people left something frozen the proper way: late enough, in the trail, nothing else changed.

A changed card, pack or minutes could otherwise be passed off as one without names, by giving it a checksum of what it
says now.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings

from accounts_app.privacy import months_from
from config.common.clock import HELSINKI
from reporting.models import MeetingRecord, QualityCard
from teams.models import AuditEvent

ACTS = {QualityCard: "card.redact", MeetingRecord: "board_meeting.redact"}
ONE_DAY = timedelta(days=1)


def midnight(on: date) -> datetime:
    """The moment the day begins; names that leave on the day leave then."""
    return datetime.combine(on, time(), tzinfo=HELSINKI)


def due_before(on: date) -> datetime:
    """The midnight before which something must have been frozen to lose its names on the day."""
    return midnight(months_from(on, -12 * settings.CARD_KEPT_YEARS))


def kept_until(frozen_at: datetime) -> datetime:
    """The midnight from which names of people may leave what was frozen then: a full day after its years."""
    last = months_from(frozen_at.astimezone(HELSINKI).date(), 12 * settings.CARD_KEPT_YEARS)
    return midnight(last + ONE_DAY)


def redaction_problems(row: QualityCard | MeetingRecord, content: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong about it, nothing for a row that still has its names. One query for one without."""
    if row.redacted_at is None or row.frozen_at is None:
        return
    if content.get("redacted", {}).get("checksum") != row.checksum:
        yield "checksum before the names were removed"
    if row.redacted_at < kept_until(row.frozen_at):
        yield "names removed too early"
    of_row = {"act": ACTS[type(row)], "object_type": row._meta.label_lower, "object_id": str(row.pk)}
    said = {"checksum": row.checksum, "left": row.redacted_checksum}
    trail = AuditEvent.objects.filter(**of_row).values_list("details", flat=True)
    if not any(said.items() <= details.items() for details in trail):
        yield "names removed without a trail"
