"""What the board gives back to the account directors: stances, answers, and how long ago (R217, R225)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts_app.board_requests import RequestLine, Stand, newest
from accounts_app.instructions.open_list import InstructionLine, lines, ordered
from accounts_app.instructions.waiting import to_answer
from accounts_app.models import Account, BoardRequest
from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import with_cards
from reporting.models import QualityCard, Stance
from teams.models import User

WITHIN_DAYS = 14  # R217: by then a report has an answer
RECENT_DAYS = 45  # stances and answers shown on the start page of a director
SHOWN = 5
IN_FORCE = Q(withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class StanceLine:
    """A stance of the board on an own card."""

    card: int
    account: str
    month: datetime.date
    kind: str
    text: str
    made_on: datetime.date


@dataclass(frozen=True, slots=True)
class FromBoard:
    """What the board has said to one account director, and what waits for an answer."""

    instructions: tuple[InstructionLine, ...]
    more: int  # instructions beyond those shown
    stances: tuple[StanceLine, ...]
    requests: tuple[RequestLine, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing to show."""
        return not (self.instructions or self.stances or self.requests)


@dataclass(frozen=True, slots=True)
class SilentCard:
    """A published card the board has said nothing about."""

    card: int
    account_id: int
    account: str
    status: str
    month: datetime.date
    published_on: datetime.date
    days: int


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """An account and the days since the board last said something to it; None: never."""

    account_id: int
    account: str
    days: int | None


def from_board(user: User | AnonymousUser, mine: AccountQuerySet, *, on: datetime.date) -> FromBoard:
    """For the owner's start page; `mine` are the accounts the reader answers for. Five queries."""
    since = on - datetime.timedelta(days=RECENT_DAYS)
    waiting = lines(ordered(to_answer(user, on=on), on), on)
    stances = Stance.objects.filter(IN_FORCE, card__account__in=mine.values("pk"), made_at__date__gte=since)
    related = stances.select_related("card__account").order_by("-made_at", "-pk")
    asked = [line for line in newest(mine, on, since=since) if line.stand is not Stand.WITHDRAWN]
    return FromBoard(
        instructions=waiting[:SHOWN],
        more=max(0, len(waiting) - SHOWN),
        stances=tuple(_stance(row) for row in related.defer("card__snapshot")[:SHOWN]),
        requests=tuple(asked[:SHOWN]),
    )


def last_feedback(accounts: Iterable[int]) -> dict[int, datetime.date]:
    """By account (id) the day of the newest stance or answer of the board; no entry means never. Two queries."""
    ids = list(accounts)
    stances = Stance.objects.filter(IN_FORCE, card__account__in=ids).values_list("card__account")
    answers = BoardRequest.objects.filter(account__in=ids, answered_at__isnull=False).values_list("account")
    found: dict[int, datetime.date] = {}
    for rows in (stances.annotate(at=Max("made_at")), answers.annotate(at=Max("answered_at"))):
        for account, at in rows.order_by():
            day = timezone.localdate(at)
            found[account] = max(day, found.get(account, day))
    return found


def feedback_lines(user: User | AnonymousUser, on: datetime.date) -> list[FeedbackLine]:
    """Every account with cards the reader may read, never spoken to first, then the longest ago. Three queries."""
    rows = list(with_cards(Account.objects.in_care(on), user, on=on).by_name().values_list("pk", "name"))
    last = last_feedback(pk for pk, _name in rows)
    found = [FeedbackLine(pk, name, (on - last[pk]).days if pk in last else None) for pk, name in rows]
    return sorted(found, key=lambda line: (line.days is not None, -(line.days or 0)))


def silent_cards(user: User | AnonymousUser, on: datetime.date) -> QuerySet[QualityCard]:
    """The newest published card of each account when it has waited 14 days for a stance, the longest wait first."""
    accounts = with_cards(Account.objects.in_care(on), user, on=on)
    published = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED)
    newer = published.filter(account=OuterRef("account")).filter(
        Q(month__gt=OuterRef("month")) | Q(month=OuterRef("month"), version__gt=OuterRef("version"))
    )
    answered = Stance.objects.filter(IN_FORCE, card=OuterRef("pk"))
    waited = Q(frozen_at__date__lte=on - datetime.timedelta(days=WITHIN_DAYS))
    rows = published.filter(waited, ~Exists(newer), ~Exists(answered), account__in=accounts.values("pk"))
    return rows.select_related("account").defer("snapshot").order_by("frozen_at", "pk")


def silent_lines(rows: Iterable[QualityCard], on: datetime.date) -> tuple[SilentCard, ...]:
    """The cards as printed."""
    return tuple(_silent(row, timezone.localdate(row.frozen_at), on) for row in rows)


def _silent(row: QualityCard, published_on: datetime.date, on: datetime.date) -> SilentCard:
    days = (on - published_on).days
    return SilentCard(row.pk, row.account_id, row.account.name, row.status, row.month, published_on, days)


def _stance(row: Stance) -> StanceLine:
    return StanceLine(
        card=row.card_id,
        account=row.card.account.name,
        month=row.card.month,
        kind=row.get_kind_display(),
        text=row.text,
        made_on=timezone.localdate(row.made_at),
    )
