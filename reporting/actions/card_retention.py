"""Takes the names of people out of cards that have been kept long enough, and out of nothing else (domain.md 1.9).

The one door to a frozen row: inside one transaction, written into the trail, and with a new checksum beside the old
one, so that `verify_cards` still tells whether what is left is what was left.
"""

import datetime
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import QuerySet

from accounts_app.models import Contact
from reporting import freeze
from reporting.actions.card_evidence import KEY
from reporting.cards.canonical import checksum
from reporting.cards.redacted import ACTS, due_before, midnight
from reporting.cards.redaction import rows_without_names, without_names
from reporting.job_groups import portions
from reporting.models import CardEvidence, QualityCard
from teams.actions.audit_events import record
from teams.models import Person, User

BATCH = 100  # cards in one transaction: the tables are closed to everybody meanwhile
CHANGED = (
    "snapshot", "comment", "answers", "commented_by_id", "frozen_by_id", "correction_reason", "redacted_at",
    "redacted_checksum",
)  # fmt: skip


def cards_due(on: datetime.date) -> QuerySet[QualityCard]:
    """Published cards that still name people although their time is over on the day (`redacted.kept_until`)."""
    return QualityCard.objects.filter(frozen_at__lt=due_before(on), redacted_at__isnull=True)


def redact_old(*, on: datetime.date, by: User | None) -> int:
    """Take the names out of every card that is due on the day; the number of cards. Run twice is run once."""
    ids = list(cards_due(on).order_by("pk").values_list("pk", flat=True))
    if not ids:
        return 0
    people = set(Person.objects.values_list("name", flat=True))
    return sum(_redact(part, people, on, by) for part in portions(ids, BATCH))


@transaction.atomic
def _redact(ids: Sequence[int], people: set[str], on: datetime.date, by: User | None) -> int:
    rows = QualityCard.objects.select_for_update().filter(pk__in=ids, redacted_at__isnull=True)
    cards = list(rows.order_by("pk"))
    evidence = {row.card_id: row for row in CardEvidence.objects.filter(card__in=ids)}
    contacts: dict[int, set[str]] = {}
    known = Contact.objects.filter(account__in={card.account_id for card in cards})
    for account_id, name in known.values_list("account_id", "name"):
        contacts.setdefault(account_id, set()).add(name)
    for card in cards:
        _take_names(card, evidence.get(card.pk), people | contacts.get(card.account_id, set()))
        card.redacted_at = midnight(on)
    with freeze.opened(connection, "quality_card", "card_evidence"):
        QualityCard.objects.bulk_update(cards, CHANGED, batch_size=BATCH)
        CardEvidence.objects.bulk_update(evidence.values(), ["content"], batch_size=BATCH)
    for card in cards:
        record(
            act=ACTS[QualityCard],
            subject=card,
            by=by,
            account=card.account_id,
            checksum=card.checksum,
            left=card.redacted_checksum,
        )
    return len(cards)


def _take_names(card: QualityCard, evidence: CardEvidence | None, names: set[str]) -> None:
    content = without_names(card.snapshot, names)
    if evidence is not None:
        evidence.content = rows_without_names(evidence.content, names)
        if KEY in content:
            content[KEY] = checksum(evidence.content)
    content["redacted"] = {"checksum": card.checksum, KEY: card.snapshot.get(KEY, "")}
    card.snapshot, card.redacted_checksum = content, checksum(content)
    card.comment, card.answers, card.correction_reason = "", {}, ""
    card.commented_by_id = card.frozen_by_id = None
