"""The accounts a reader opened last; kept in the session, checked against what is visible every time."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts_app.models import Account
from teams.models import User

KEY = "recent_accounts"
KEPT = 5


def remember(session: Any, account: Account) -> None:
    """Put the account first. The session is only written when the order changes."""
    before: list[int] = session.get(KEY, [])
    after = [account.pk, *(pk for pk in before if pk != account.pk)][:KEPT]
    if after != before:
        session[KEY] = after


def recent_accounts(session: Any, user: User | AnonymousUser, *, on: datetime.date) -> list[Account]:
    """The remembered accounts that are visible today, last opened first. One query, none when nothing is kept."""
    kept: list[int] = session.get(KEY, [])
    if not kept:
        return []
    found = Account.objects.visible_to(user, on=on).in_bulk(kept)
    return [found[pk] for pk in kept if pk in found]
