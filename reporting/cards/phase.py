"""Where a card is in its life, derived from the stance of the board and its instructions (domain.md 1.8).

A frozen card never changes: what happens after its publication is read from the rows around it, never stored on it.
"""

from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import pgettext_lazy

from accounts_app.models import Instruction
from reporting.models import BoardMeeting, QualityCard, Stance


class Phase(models.TextChoices):
    """The states of domain.md 1.8 in their order. The first two are those of the row, the rest follow publication."""

    DRAFT = "draft", pgettext_lazy("phase of a card", "Draft")
    COMMENTED = "commented", pgettext_lazy("phase of a card", "Commented by the director")
    PUBLISHED = "published", pgettext_lazy("phase of a card", "Published to the board")
    HANDLED = "handled", pgettext_lazy("phase of a card", "The board has taken a stance")
    RETURNED = "returned", pgettext_lazy("phase of a card", "Returned to be completed")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("phase of a card", "Instruction acknowledged")
    UNDER_WAY = "under_way", pgettext_lazy("phase of a card", "Actions under way")
    CLOSED = "closed", pgettext_lazy("phase of a card", "Closed")


def phases(cards: Iterable[QualityCard]) -> dict[int, Phase]:
    """The phase of each card by its number. Two queries whatever their number; none when no card is published."""
    rows = list(cards)
    published = [card.pk for card in rows if card.frozen_at is not None]
    stances = {stance.card_id: stance for stance in _in_force(published)} if published else {}
    return {card.pk: _phase(card, stances.get(card.pk)) for card in rows}


def _in_force(card_ids: Collection[int]) -> Iterable[Stance]:
    given = Prefetch("instructions", Instruction.objects.filter(cancelled_on__isnull=True))
    rows = Stance.objects.filter(card__in=card_ids, withdrawn_at__isnull=True).select_related("meeting")
    return rows.prefetch_related(given)


def _phase(card: QualityCard, stance: Stance | None) -> Phase:
    if card.frozen_at is None:
        return Phase(card.state)
    if stance is None:
        return Phase.PUBLISHED
    if stance.kind == Stance.Kind.RETURNED:
        return Phase.RETURNED
    told = list(stance.instructions.all())
    if told:
        return phase_of_instructions(told)
    is_over = stance.meeting.state == BoardMeeting.State.CLOSED
    return Phase.CLOSED if is_over else Phase.HANDLED


def phase_of_instructions(told: Collection[Instruction]) -> Phase:
    """The least far of the instructions of one stance decides, but work that has begun is told at once."""
    undone = [row for row in told if row.closed_on is None]
    if not undone:
        return Phase.CLOSED
    if any(row.acknowledged_on is None and row.done_on is None for row in undone):
        return Phase.HANDLED
    begun = any(row.under_way_on or row.done_on for row in undone)
    return Phase.UNDER_WAY if begun else Phase.ACKNOWLEDGED
