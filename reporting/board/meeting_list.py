"""The list of meetings: when each was, how far it is, and how its cards looked to the reader."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef

from accounts_app.models import Account
from accounts_app.permissions import with_cards
from config.common.month import month_label
from reporting.board.may import Reader
from reporting.models import BoardMeeting, QualityCard, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting as the list prints it."""

    pk: int
    month: str
    meets_at: datetime
    place: str
    state: str
    state_label: str
    cards: int  # published cards of the month
    stances: int
    colours: Mapping[str, int]


def meeting_rows(user: Reader, *, on: date, lang: str) -> list[MeetingRow]:
    """The newest first, counted over the accounts whose cards the reader may read. Three queries."""
    mine = with_cards(Account.objects.all(), user, on=on).values("pk")
    meetings = list(BoardMeeting.objects.order_by("-meets_at", "-pk"))
    newer = QualityCard.objects.filter(
        account=OuterRef("account"), month=OuterRef("month"), version__gt=OuterRef("version"), frozen_at__isnull=False
    )
    cards = QualityCard.objects.filter(account__in=mine, frozen_at__isnull=False).filter(~Exists(newer))
    counted = cards.filter(month__in={row.month for row in meetings}).values_list("month", "status")
    colours: dict[date, Counter[str]] = {}
    for month, status, number in counted.annotate(n=Count("pk")).order_by():
        colours.setdefault(month, Counter())[status] = number
    said = Stance.objects.filter(withdrawn_at__isnull=True, card__account__in=mine).values_list("meeting")
    stances = dict(said.annotate(n=Count("pk")).order_by())
    return [_row(row, colours.get(row.month, Counter()), stances.get(row.pk, 0), lang) for row in meetings]


def _row(row: BoardMeeting, colours: Counter[str], stances: int, lang: str) -> MeetingRow:
    return MeetingRow(
        pk=row.pk,
        month=month_label(row.month, lang),
        meets_at=row.meets_at,
        place=row.place,
        state=row.state,
        state_label=str(row.get_state_display()),
        cards=colours.total(),
        stances=stances,
        colours=dict(colours),
    )
