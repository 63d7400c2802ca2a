"""The notices of a reader in the reader's language."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise

from accounts_app.models import Account
from accounts_app.notices import access, board, board_meeting, cards, ownership, reports, support
from teams.models import Notice, User
from teams.permissions import member_of

SHOWN = 100
# By kind; `%(account)s` is the name of the account, the other values are the params of the notice.
SENTENCES: dict[str, str | Promise] = {
    **ownership.SENTENCES,
    **support.SENTENCES,
    **access.SENTENCES,
    **reports.SENTENCES,
    **board.SENTENCES,
    **board_meeting.SENTENCES,
    **cards.SENTENCES,
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as printed."""

    pk: int
    sentence: str
    path: str
    made_at: datetime.datetime
    is_unread: bool


def notices_of(user: User | AnonymousUser, *, on: datetime.date) -> list[NoticeLine]:
    """The newest notices, unread ones first. Two queries."""
    rows = list(visible_notices(user, on=on).order_by(F("read_at").desc(nulls_first=True), "-made_at", "-pk")[:SHOWN])
    names = dict(Account.objects.filter(pk__in={row.account_no for row in rows}).values_list("pk", "name"))
    return [
        NoticeLine(
            pk=row.pk,
            sentence=_sentence(row, names),
            path=row.path,
            made_at=row.made_at,
            is_unread=row.read_at is None,
        )
        for row in rows
        if row.kind in SENTENCES
    ]


def unread_count(user: User | AnonymousUser, *, on: datetime.date) -> int:
    """How many notices wait to be read. One query."""
    return visible_notices(user, on=on).filter(read_at__isnull=True, kind__in=SENTENCES).count()


def visible_notices(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[Notice]:
    """Notices of an account the reader may no longer know of are gone (security.md 3.1 A7)."""
    person = member_of(user, on=on)
    if person is None:
        return Notice.objects.none()
    known = Account.objects.visible_to(user, on=on).values("pk")
    return Notice.objects.filter(Q(account_no__isnull=True) | Q(account_no__in=known), person=person)


def _sentence(row: Notice, names: Mapping[int, str]) -> str:
    values = {**row.params, "account": names.get(row.account_no or 0, "")}
    return str(SENTENCES[row.kind]) % values
