"""Accounts whose care has no time or more than its time, by owner, for the board to see (requirements.md R227)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser

from accounts_app.access import Data
from accounts_app.models import Account, Assignment
from accounts_app.permissions import with_data
from accounts_app.support.load import AccountTime, account_times
from config.common.collation import finnish_key
from teams.models import Person, User

MOST_USED_PCT = 120
WITH_BUDGET = (Account.CareModel.A, Account.CareModel.B)  # care models that are given hours of their own


@dataclass(frozen=True)
class StrainedAccount:
    """An account without hours, or the share used in the last full month."""

    account: Account
    used_pct: Decimal | None  # None: no hours are granted


@dataclass(frozen=True)
class StrainedOwner:
    """Somebody who answers for such accounts; None for accounts without an owner."""

    person: Person | None
    accounts: tuple[StrainedAccount, ...]


def strained_owners(user: User | AnonymousUser, on: datetime.date) -> list[StrainedOwner]:
    """Owners with accounts of models A and B that have no hours, or used over 120 % of them last month. By name."""
    cared = Account.objects.in_care(on).filter(care_model__in=WITH_BUDGET)
    accounts = {row.pk: row for row in with_data(cared, user, Data.HOURS, on=on)}
    times = account_times(accounts, user, on)
    found = [strained for time in times.values() if (strained := _strained(time)) is not None]
    return _by_owner(found, on)


def _strained(time: AccountTime) -> StrainedAccount | None:
    if not time.promised:
        return StrainedAccount(time.account, None)
    newest = time.shown_pcts[0]
    return StrainedAccount(time.account, newest) if newest is not None and newest > MOST_USED_PCT else None


def _by_owner(found: Iterable[StrainedAccount], on: datetime.date) -> list[StrainedOwner]:
    strained = {one.account.pk: one for one in found}
    rows = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, account__in=strained)
    owners = {row.account_id: row.person for row in rows.select_related("person").order_by("-starts_on", "-pk")}
    held: dict[Person | None, list[StrainedAccount]] = defaultdict(list)
    for pk, one in strained.items():
        held[owners.get(pk)].append(one)
    lines = [
        StrainedOwner(person, tuple(sorted(many, key=lambda one: finnish_key(one.account.name))))
        for person, many in held.items()
    ]
    return sorted(lines, key=lambda line: (line.person is None, finnish_key(line.person.name if line.person else "")))
