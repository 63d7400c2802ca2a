"""Whom a step of an instruction or a request to the board is told: the other side, never one who may not know."""

import datetime
from collections.abc import Iterable

from accounts_app.models import Account, Instruction
from accounts_app.ownership import responsible_on
from accounts_app.ownership.call_chain import may_know
from teams.models import BoardMembership, Person


def account_side(account: Account, on: datetime.date, *also: Person | None, but: Person | None) -> list[Person]:
    """The owner, who answers today, and those named in `also`, without the one who acts."""
    found = responsible_on([account], on)[account.pk]
    return _others(account, [found.owner, found.acting, *also], but, on)


def board_side(row: Instruction, on: datetime.date, *, but: Person | None) -> list[Person]:
    """The member who gave the instruction and the chair who judges it, without the one who acts."""
    return _others(row.account, [row.given_by, *seated(on, BoardMembership.Seat.CHAIR)], but, on)


def whole_board(account: Account, on: datetime.date, *, but: Person | None) -> list[Person]:
    """Everybody who sits on the board, without the one who acts."""
    return _others(account, seated(on), but, on)


def seated(on: datetime.date, *seats: str) -> list[Person]:
    """Those who sit on the board on the day; with seats only those."""
    rows = BoardMembership.objects.current(on).select_related("person").order_by("starts_on", "pk")
    return [row.person for row in (rows.filter(seat__in=seats) if seats else rows)]


def _others(account: Account, people: Iterable[Person | None], but: Person | None, on: datetime.date) -> list[Person]:
    here = [person for person in people if person is not None and (person.left_on is None or person.left_on >= on)]
    return may_know(account, [person for person in here if person != but], on)
