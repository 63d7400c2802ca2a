"""In whose place somebody acts: every act of a substitute is marked with the owner's name (domain.md 4.6)."""

import datetime
from collections.abc import Mapping

from accounts_app.access.ties import substitutions
from accounts_app.models import Account
from accounts_app.ownership.responsible import Why, responsible_on
from config.common import clock
from teams.models import Person, User
from teams.permissions import member_of


def behalf_of(*, by: User | None, account_id: int, on: datetime.date) -> Person | None:
    """The owner in whose place `by` acts in the account on the day; None for the owner and for everybody else."""
    return owners_stood_in(by, on=on).get(account_id) if by is not None else None


def owners_stood_in(user: User, *, on: datetime.date) -> Mapping[int, Person]:
    """By account (id) the owner in whose place the user acts. Asked once per login and day.

    A deputy acts in the owner's place on the days the owner is away.
    """
    kept: dict[datetime.date, Mapping[int, Person]] = user.__dict__.setdefault("_stood_in_by_day", {})
    if on not in kept:
        outside = {pk: acts.owner for pk, acts in substitutions(user, on=on).items()}
        kept[on] = {**_as_deputy(user, on), **outside}
    return kept[on]


def in_whose_place(user: User, account_no: int) -> Person | None:
    """What the audit trail asks of every act in an account."""
    return behalf_of(by=user, account_id=account_no, on=clock.today())


def _as_deputy(user: User, on: datetime.date) -> dict[int, Person]:
    person = member_of(user, on=on)
    if person is None:
        return {}
    held = Account.objects.deputised_by(person, on=on).values_list("pk", flat=True)
    answering = responsible_on(held, on).items()
    return {pk: one.owner for pk, one in answering if one.why is Why.DEPUTY and one.acting == person and one.owner}
