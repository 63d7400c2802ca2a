"""Requests to the board as they are read: those of an account, those that wait, and how long an answer takes."""

import datetime
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts_app.models import Account, BoardRequest
from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import with_care
from config.common.working_days import working_days_between
from teams.models import User

WAITING = Q(answered_at__isnull=True, withdrawn_at__isnull=True)


class Stand(enum.StrEnum):
    """How far a request is."""

    WAITS = "waits"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with how long it has waited, or did wait, in working days."""

    row: BoardRequest
    stand: Stand
    working_days: int


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """Working days from asking to the answer; unknown when nothing was answered."""

    answered: int
    median_days: float | None
    longest: int | None


def of_account(account: Account, on: datetime.date) -> list[RequestLine]:
    """All requests of the account, waiting ones first, then the newest. One query."""
    return [line(row, on) for row in _related(BoardRequest.objects.filter(account=account))]


def waiting(user: User | AnonymousUser, on: datetime.date) -> list[RequestLine]:
    """Requests that wait in every account whose care the reader sees, the oldest first. One query beside the rights."""
    rows = BoardRequest.objects.filter(WAITING, account__in=with_care(Account.objects.all(), user, on=on).values("pk"))
    return [line(row, on) for row in rows.select_related("account", "asked_by").order_by("asked_at", "pk")]


def newest(accounts: AccountQuerySet, on: datetime.date, *, since: datetime.date) -> list[RequestLine]:
    """Waiting requests of the accounts and those answered since the day, waiting ones first."""
    fresh = Q(answered_at__date__gte=since)
    rows = BoardRequest.objects.filter(WAITING | fresh, account__in=accounts.values("pk"))
    return [line(row, on) for row in _related(rows)]


def answer_time(user: User | AnonymousUser, on: datetime.date, *, since: datetime.date) -> AnswerTime:
    """How long the board took over the requests asked since the day, in accounts whose care the reader sees."""
    accounts = with_care(Account.objects.all(), user, on=on).values("pk")
    rows = BoardRequest.objects.filter(account__in=accounts, asked_at__date__gte=since, answered_at__isnull=False)
    return _measured(line(row, on).working_days for row in rows)


def line(row: BoardRequest, on: datetime.date) -> RequestLine:
    """The request with its stand on the day."""
    asked = timezone.localdate(row.asked_at)
    if row.answered_at is not None:
        return RequestLine(row, Stand.ANSWERED, working_days_between(asked, timezone.localdate(row.answered_at)))
    if row.withdrawn_at is not None:
        return RequestLine(row, Stand.WITHDRAWN, working_days_between(asked, timezone.localdate(row.withdrawn_at)))
    return RequestLine(row, Stand.WAITS, working_days_between(asked, on))


def _measured(days: Iterable[int]) -> AnswerTime:
    known: Sequence[int] = sorted(days)
    return AnswerTime(len(known), float(median(known)) if known else None, known[-1] if known else None)


def _related(rows: QuerySet[BoardRequest]) -> QuerySet[BoardRequest]:
    over = F("answered_at").desc(nulls_first=True)
    return rows.select_related("account", "asked_by", "answered_by").order_by(
        F("withdrawn_at").desc(nulls_first=True), over, "-asked_at", "-pk"
    )
