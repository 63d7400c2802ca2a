"""Whether the names of people left a card the proper way: late enough, written in the trail, nothing else changed.

A changed card could otherwise be passed off as one without names, by giving it a checksum of what it says now.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.conf import settings

from accounts_app.privacy import months_from
from config.common.clock import HELSINKI
from reporting.models import QualityCard
from teams.models import AuditEvent

ACT = "card.redact"
ONE_DAY = timedelta(days=1)


def kept_until(frozen_at: datetime) -> datetime:
    """The midnight from which names of people may leave a card published then: a full day after its years."""
    last = months_from(frozen_at.astimezone(HELSINKI).date(), 12 * settings.CARD_KEPT_YEARS)
    return datetime.combine(last + ONE_DAY, time(), tzinfo=HELSINKI)


def redaction_problems(card: QualityCard) -> Iterator[str]:
    """What is wrong about it, nothing for a card that still has its names. One query for one without."""
    if card.redacted_at is None or card.frozen_at is None:
        return
    if card.snapshot.get("redacted", {}).get("checksum") != card.checksum:
        yield "checksum before the names were removed"
    if card.redacted_at < kept_until(card.frozen_at):
        yield "names removed too early"
    trail = AuditEvent.objects.filter(act=ACT, object_type="reporting.qualitycard", object_id=str(card.pk))
    said = {"checksum": card.checksum, "left": card.redacted_checksum}
    if not any(said.items() <= details.items() for details in trail.values_list("details", flat=True)):
        yield "names removed without a trail"
