"""The quality cards of the account by month."""

from dataclasses import dataclass

from config.common.month import month_label
from reporting.dashboards.panels.question import Question
from reporting.models import QualityCard

SHOWN_FIRST = 6


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card."""

    pk: int
    month: str
    version: int
    status: str
    state: str


@dataclass(frozen=True, slots=True)
class CardsPanel:
    """The newest cards and how many more there are."""

    cards: tuple[CardRow, ...]
    more: int


def cards_panel(question: Question) -> CardsPanel:
    """One query."""
    cards = question.rows.cards
    shown = tuple(_row(card, question.lang) for card in cards[:SHOWN_FIRST])
    return CardsPanel(shown, max(0, len(cards) - SHOWN_FIRST))


def _row(card: QualityCard, lang: str) -> CardRow:
    state = str(card.get_state_display())
    return CardRow(card.pk, month_label(card.month, lang), card.version, card.status, state)
