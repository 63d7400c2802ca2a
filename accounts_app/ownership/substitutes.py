"""Who may step in from outside the account: the named stand-in, the pool of the region, the owner's manager.

Whoever may not know of the account is never asked: a stand-in does not open a secret account (domain.md 4.6,
security.md 2.5).
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from accounts_app.models import Account, AccountGrant, Assignment, BarrierMember
from teams.availability import absences_on
from teams.models import Absence, Person, PoolDeputy

POOLED = frozenset("CD")  # care models whose deputy is the pool of the region
Away = tuple[Person | None, Absence | None]  # the owner of an account and the absence


@dataclass(frozen=True)
class Substitutes:
    """Those who are here on the day and may know of the account."""

    stand_in: Person | None = None
    pool: Person | None = None
    manager: Person | None = None


def substitutes_for(owners: Mapping[int, Away], on: datetime.date) -> dict[int, Substitutes]:
    """The substitutes of each account (by id) whose owner cannot answer. At most six queries."""
    accounts = Account.objects.in_bulk(owners)
    known = {owner.pk for owner, _ in owners.values() if owner}
    lines = {person.pk: person for person in Person.objects.filter(pk__in=known).select_related("line_manager", "unit")}
    pools = _pools({person.unit.region_id for person in lines.values() if person.unit}, on)
    stand_ins = [absence.stand_in for _, absence in owners.values() if absence and absence.stand_in]
    managers = [person.line_manager for person in lines.values() if person.line_manager]
    here = _here([*stand_ins, *managers, *(person for pool in pools.values() for person in pool)], on)
    members = members_of_closed([account for account in accounts.values() if is_closed(account)], on)
    found = {}
    for pk, (owner, absence) in owners.items():
        account, line = accounts[pk], lines.get(owner.pk) if owner else None
        may = _who_may(account, here, members)
        region = line.unit.region_id if line and line.unit and account.care_model in POOLED else None
        pool = pools.get(region, []) if region is not None else []
        found[pk] = Substitutes(
            stand_in=may([absence.stand_in] if absence and absence.stand_in else ()),
            pool=may(person for person in pool if owner is None or person.pk != owner.pk),
            manager=may([line.line_manager] if line and line.line_manager else ()),
        )
    return found


def _who_may(
    account: Account, here: Collection[int], members: Mapping[int, Collection[int]]
) -> Callable[[Iterable[Person]], Person | None]:
    """Picks the first person who is here and, of a closed account, one of its members."""

    def first(people: Iterable[Person]) -> Person | None:
        fitting = (person for person in people if person.pk in here)
        allowed = (person for person in fitting if not is_closed(account) or person.pk in members[account.pk])
        return next(allowed, None)

    return first


def is_closed(account: Account) -> bool:
    """Whether only named people, or one side of a barrier, may know more of the account than others."""
    return account.confidentiality != Account.Confidentiality.OPEN or account.barrier_group_id is not None


def _pools(regions: Collection[int | None], on: datetime.date) -> dict[int, list[Person]]:
    rows = PoolDeputy.objects.current(on).filter(region__in=regions).select_related("person__town")
    pools: dict[int, list[Person]] = defaultdict(list)
    for row in rows.order_by("starts_on", "pk"):
        pools[row.region_id].append(row.person)
    return pools


def _here(people: Collection[Person], on: datetime.date) -> set[int]:
    working = {person.pk for person in people if person.left_on is None or person.left_on >= on}
    return working - absences_on(working, on).keys() if working else set()


def members_of_closed(accounts: Collection[Account], on: datetime.date) -> dict[int, set[int]]:
    """The people (by id) named for each closed account; behind a barrier only those of its side."""
    named: dict[int, set[int]] = {account.pk: set() for account in accounts}
    if not named:
        return named
    for model in (Assignment, AccountGrant):
        for account_id, person_id in (
            model.objects.current(on).filter(account__in=named).values_list("account_id", "person_id")
        ):
            named[account_id].add(person_id)
    sides: dict[int, set[int]] = defaultdict(set)
    groups = {account.barrier_group_id for account in accounts if account.barrier_group_id}
    rows = BarrierMember.objects.current(on).filter(group__in=groups)
    for group_id, person_id in rows.values_list("group_id", "person_id"):
        sides[group_id].add(person_id)
    for account in accounts:
        if account.barrier_group_id is not None:
            named[account.pk] = _behind(account, named[account.pk], sides[account.barrier_group_id])
    return named


def _behind(account: Account, named: set[int], side: set[int]) -> set[int]:
    """An open account behind a barrier is known to its whole side, a closed one to those named of it."""
    return side if account.confidentiality == Account.Confidentiality.OPEN else named & side
