"""Proof that published cards are as they were frozen: every checksum is computed again (domain.md 1.9)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.cards.canonical import checksum
from reporting.cards.redacted import redaction_problems
from reporting.models import QualityCard

CHUNK = 200  # cards held at a time


@dataclass(frozen=True, slots=True)
class Altered:
    """A published card that is not what was frozen, and what differs."""

    card_id: int
    account: str
    month: datetime.date
    version: int
    differs: tuple[str, ...]  # "checksum", or the columns that say something else than the snapshot


def verify(month: datetime.date | None = None) -> tuple[int, list[Altered]]:
    """How many published cards were looked at, of the month or of all, and those that were altered."""
    cards = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED).select_related("account")
    if month is not None:
        cards = cards.filter(month=month)
    seen, altered = 0, []
    for card in cards.order_by("month", "account_id", "version").iterator(chunk_size=CHUNK):
        seen += 1
        if differs := tuple(_differences(card)):
            altered.append(Altered(card.pk, card.account.name, card.month, card.version, differs))
    return seen, altered


def _differences(card: QualityCard) -> Iterator[str]:
    """A snapshot that cannot be read at all differs too."""
    try:
        if checksum(card.snapshot) != (card.redacted_checksum or card.checksum):
            yield "checksum"
        yield from redaction_problems(card)
        said = {
            "status": card.snapshot["header"]["status"],
            "month": datetime.date.fromisoformat(card.snapshot["month"]),
            "version": card.snapshot["publication"]["version"],
        }
    except (KeyError, TypeError, ValueError):
        yield "snapshot"
        return
    yield from (name for name, value in said.items() if getattr(card, name) != value)
