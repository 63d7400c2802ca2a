"""Adds rows to the audit trail."""

from collections.abc import Callable
from typing import Any

from django.db import models

from teams.models import AuditEvent, Person, User

InPlace = Callable[[User, int], Person | None]
# Who acts in whose place is known by the room of accounts, which tells it here when it starts.
_in_place: list[InPlace] = []


def ask_in_whose_place(rule: InPlace) -> None:
    """From now on every act of a user in an account (by number) is asked in whose place it was done."""
    _in_place[:] = [rule]


def record(
    *, act: str, subject: models.Model, by: User | None, behalf_of: Person | None = None, **details: Any
) -> AuditEvent:
    """Write down that `by` (None: the system) did `act` to `subject`; `details` are plain JSON values.

    `behalf_of`: the owner in whose place a substitute acted, found out when it is not told. A detail `account` also
    becomes the number the trail of an account is searched by.
    """
    number = details.get("account")
    account_no = number if isinstance(number, int) else None
    if behalf_of is None and by is not None and account_no is not None and _in_place:
        behalf_of = _in_place[0](by, account_no)
    return AuditEvent.objects.create(
        act=act,
        by=by,
        behalf_of=behalf_of,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        account_no=account_no,
        details=details,
    )
