"""Keeps the rows behind the numbers with their card: written with the draft, frozen with it (domain.md 1.9)."""

import datetime
from collections.abc import Mapping, Sequence

from django.db.models import F

from reporting.cards.canonical import checksum
from reporting.cards.evidence.content import Content
from reporting.models import CardEvidence, QualityCard

KEY = "evidence_checksum"  # of the snapshot
BATCH = 100  # rows written in one statement


def sealed(content: Content) -> dict[str, str]:
    """What the snapshot says of the rows behind it: the SHA-256 of their canonical JSON."""
    return {KEY: checksum(content)}


def keep(cards: Sequence[QualityCard], contents: Mapping[int, Content]) -> None:
    """Write the rows, by account id, beside the drafts just written; called in the same transaction.

    A draft that another build was faster with has that build's rows: it names another checksum and is left alone.
    """
    sums = {card.account_id: card.snapshot[KEY] for card in cards if card.account_id in contents}
    drafts = QualityCard.objects.filter(
        account__in=sums, month__in={card.month for card in cards}, frozen_at__isnull=True
    ).values_list("pk", "account_id", F(f"snapshot__{KEY}"))
    rows = [
        CardEvidence(card_id=pk, content=contents[account]) for pk, account, said in drafts if said == sums[account]
    ]
    CardEvidence.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["card"], update_fields=["content"]
    )


def freeze(cards: Sequence[QualityCard], at: datetime.datetime) -> None:
    """The rows of cards published now do not change any more either."""
    rows = CardEvidence.objects.filter(card__in=[card.pk for card in cards], frozen_at__isnull=True)
    rows.update(frozen_at=at)


def copy(*, of: QualityCard, to: QualityCard) -> None:
    """A correction begins with the rows of the version it corrects; a build reads them anew."""
    for row in CardEvidence.objects.filter(card=of):
        CardEvidence.objects.create(card=to, content=row.content)
