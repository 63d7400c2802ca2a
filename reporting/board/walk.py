"""The walk through the cards of a meeting: in the order of the agenda, one page each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.board.may import Reader
from reporting.board.records import items_of, newest, readable_accounts, visible_part
from reporting.board.shown import Line, lines
from reporting.models import BoardMeeting, MeetingRecord, QualityCard, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where the reader stands: only cards the reader sees are counted."""

    line: Line
    place: int
    total: int
    previous: int | None
    following: int | None


def walk_of(meeting: BoardMeeting, card: int, user: Reader, *, on: date, lang: str) -> Walk | None:
    """The place of the card in the frozen pack; None when the pack does not hold this version. Two queries."""
    agenda = cards_of(meeting, user, on=on, lang=lang)
    place = next((place for place, line in enumerate(agenda) if line.card == card), None)
    if place is None:
        return None
    return Walk(
        line=agenda[place],
        place=place + 1,
        total=len(agenda),
        previous=agenda[place - 1].card if place else None,
        following=agenda[place + 1].card if place + 1 < len(agenda) else None,
    )


def cards_of(meeting: BoardMeeting, user: Reader, *, on: date, lang: str) -> list[Line]:
    """The lines of the frozen pack that have a card."""
    pack = newest(meeting, MeetingRecord.Kind.PACK)
    if pack is None:
        return []
    part = visible_part(pack.content, readable_accounts(user, on=on))
    return [line for line in lines(items_of(part), lang) if line.card is not None]


def next_open(agenda: Sequence[Line], card: int) -> int | None:
    """The next card without a stance after this one, from the beginning again when there is none behind. One query."""
    cards = [line.card for line in agenda if line.card is not None]
    taken = set(Stance.objects.filter(card__in=cards, withdrawn_at__isnull=True).values_list("card", flat=True))
    place = cards.index(card) + 1 if card in cards else 0
    return next((one for one in [*cards[place:], *cards[:place]] if one not in taken), None)


def last_stance(card: QualityCard) -> Stance | None:
    """The newest stance in force on an earlier card of the account, with its instructions. Two queries."""
    rows = Stance.objects.filter(card__account=card.account_id, card__month__lt=card.month, withdrawn_at__isnull=True)
    rows = rows.select_related("card", "made_by").prefetch_related("instructions__responsible")
    return rows.defer("card__snapshot").order_by("-card__month", "-card__version", "-pk").first()
