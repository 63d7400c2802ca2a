"""Whether the card before was late or without the director's words (domain.md 1.8, 2.2 R23). One query."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from config.common.clock import HELSINKI
from config.common.month import add_months
from reporting.cards.deadlines import needs_comment, publishing_day
from reporting.facts.period import Period
from reporting.models import QualityCard


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A version of a card; `published_on` is None while it is not published by the day."""

    care_model: str
    status: str
    comment: str
    published_on: date | None


def read(ids: Collection[int], period: Period) -> dict[int, bool]:
    """For each account with a card of the month before the judged one: whether R23 is to speak."""
    month = add_months(period.month, -1)
    last = publishing_day(month)
    return {account_id: _is_late(cards, last, period.as_of) for account_id, cards in _cards(ids, month, period).items()}


def _cards(ids: Collection[int], month: date, period: Period) -> dict[int, list[KnownCard]]:
    """Versions of the card known on the day, the first one first."""
    rows = QualityCard.objects.filter(account__in=ids, month=month).order_by("version")
    found: dict[int, list[KnownCard]] = defaultdict(list)
    columns = ("account_id", "account__care_model", "status", "comment", "built_at", "frozen_at")
    for account_id, care_model, status, comment, built_at, frozen_at in rows.values_list(*columns):
        published_on = _known_day(frozen_at, period.as_of)
        if published_on is not None or _known_day(built_at, period.as_of) is not None:
            found[account_id].append(KnownCard(care_model, status, comment, published_on))
    return found


def _known_day(moment: datetime | None, on: date) -> date | None:
    """The day of the moment in Helsinki, when it has come by the day `on`."""
    day = None if moment is None else moment.astimezone(HELSINKI).date()
    return day if day is not None and day <= on else None


def _is_late(cards: Sequence[KnownCard], last: date, on: date) -> bool:
    """A correction is made later by its nature: the first version tells the day, the newest published one the words."""
    if (cards[0].published_on or on) > last:
        return True
    published = [card for card in cards if card.published_on is not None]
    newest = published[-1] if published else None
    return newest is not None and needs_comment(newest.care_model, newest.status) and not newest.comment.strip()
