"""Requests for access: those somebody answers, and the own ones without telling of what is hidden."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts_app.access import Tie
from accounts_app.models import AccessRequest, Account
from accounts_app.permissions import access_decided_by, rights
from teams.models import User
from teams.permissions import member_of, roles_of
from teams.roles import BOARD_CHAIR

State, Kind = AccessRequest.State, AccessRequest.Kind
SHOWN = 50


@dataclass(frozen=True)
class OwnRequest:
    """An own request as printed. Break-glass is "recorded" until granted, whether the account exists or not."""

    pk: int
    account: str
    account_no: int | None
    kind: str
    reason: str
    asked_at: datetime.datetime
    state: str
    answer: str
    may_withdraw: bool


def answered_by(user: User | AnonymousUser, *, on: datetime.date) -> list[AccessRequest]:
    """Open requests of others that wait for the reader, the oldest first."""
    person = member_of(user, on=on)
    if person is None:
        return []
    decided = Q(account__in=access_decided_by(user, on=on).values("pk"))
    if BOARD_CHAIR in roles_of(user, on=on):
        visible = Account.objects.visible_to(user, on=on)
        named = visible.filter(Q(confidentiality="open") | Account.objects.named_member(person, on))
        decided |= Q(kind=Kind.BREAK_GLASS, account__in=named.values("pk"))
    rows = AccessRequest.objects.filter(decided, state=State.OPEN).exclude(person=person)
    return list(rows.select_related("account", "person").order_by("asked_at", "pk")[:SHOWN])


def decides(user: User | AnonymousUser, asked: AccessRequest, *, on: datetime.date) -> bool:
    """Whether the reader answers the request: never an own one, and only of an account that is open to the reader."""
    account, person = asked.account, member_of(user, on=on)
    if account is None or person is None or asked.person_id == person.pk:
        return False
    held = rights(user, account, on)
    is_chair = BOARD_CHAIR in roles_of(user, on=on) and Tie.BOARD in held.ties
    return held.decides_access or (asked.kind == Kind.BREAK_GLASS and is_chair)


def own_requests(user: User | AnonymousUser, *, on: datetime.date) -> list[OwnRequest]:
    """The reader's own requests, the latest first. Two queries."""
    person = member_of(user, on=on)
    if person is None:
        return []
    visible = Account.objects.visible_to(user, on=on)
    rows = AccessRequest.objects.filter(person=person).order_by("-asked_at", "-pk")
    rows = rows.filter(Q(kind=Kind.BREAK_GLASS) | Q(account__in=visible.values("pk")))[:SHOWN]
    found = list(rows)
    names = dict(visible.filter(pk__in={row.account_id for row in found}).values_list("pk", "name"))
    return [_own(row, names) for row in found]


def _own(row: AccessRequest, names: dict[int, str]) -> OwnRequest:
    is_emergency = row.kind == Kind.BREAK_GLASS
    is_told = not is_emergency or row.state == State.GRANTED
    known = row.account_id is not None and row.account_id in names and is_told
    return OwnRequest(
        pk=row.pk,
        account=names[row.account_id] if known and row.account_id else row.named,
        account_no=row.account_id if known else None,
        kind=str(row.get_kind_display()),
        reason=row.reason,
        asked_at=row.asked_at,
        state=str(row.get_state_display()) if is_told else _("recorded"),
        answer=row.answer if is_told else "",
        may_withdraw=not is_emergency and row.state == State.OPEN,
    )
