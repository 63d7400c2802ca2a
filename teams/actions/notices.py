"""Telling people something, and that they have read it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from teams.actions.mails import reachable
from teams.models import Notice, Person


@transaction.atomic
def notify(
    *, people: Iterable[Person | None], kind: str, path: str, account_no: int | None = None, **params: Any
) -> int:
    """Tell each person once; `params` are plain values the sentence of the kind names. Returns how many were told.

    The sentence itself is written in the reader's language when it is read (accounts_app/notices). Whoever wants mail
    is owed one about it (accounts_app/actions/mails.py).
    """
    told = {person.pk: person for person in people if person is not None}
    mailed = reachable(told.keys())
    Notice.objects.bulk_create(
        Notice(
            person=person,
            kind=kind,
            account_no=account_no,
            params=params,
            path=path,
            is_mail_owed=person.pk in mailed,
        )
        for person in told.values()
    )
    return len(told)


def mark_read(*, person: Person, at: datetime.datetime, ids: Iterable[int] | None = None) -> int:
    """Mark notices of the person as read, all of them without `ids`. Returns how many were unread."""
    unread = Notice.objects.filter(person=person, read_at__isnull=True)
    return (unread if ids is None else unread.filter(pk__in=list(ids))).update(read_at=at)
