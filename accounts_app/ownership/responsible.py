"""Who answers for an account on a day: assignments joined with absences (domain.md 4.4, 4.6)."""

import datetime
import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from accounts_app.models import Account, Assignment
from accounts_app.ownership.substitutes import Substitutes, substitutes_for
from teams.availability import absences_on
from teams.models import Absence, Person


class Why(enum.StrEnum):
    """Why this person answers today."""

    OWNER = "owner"
    STAND_IN = "stand_in"
    DEPUTY = "deputy"
    POOL = "pool"
    MANAGER = "manager"
    OWNER_AWAY = "owner_away"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Responsible:
    """Who owns an account, who deputises, and who answers on the day (`acting`), with the reason."""

    owner: Person | None
    deputy: Person | None
    acting: Person | None
    why: Why
    owner_absence: Absence | None = None

    @property
    def is_substituted(self) -> bool:
        """Somebody answers in the owner's place."""
        return self.why in (Why.STAND_IN, Why.DEPUTY, Why.POOL, Why.MANAGER)


@dataclass(frozen=True)
class _Named:
    """The owner and the deputy of an account on a day, and the owner's absence."""

    owner: Person | None = None
    deputy: Person | None = None
    absence: Absence | None = None
    away: Collection[int] = field(default=frozenset())

    def is_here(self, person: Person | None, on: datetime.date) -> bool:
        return person is not None and person.pk not in self.away and (person.left_on is None or person.left_on >= on)


def responsible_on(accounts: Iterable[Account | int], on: datetime.date) -> dict[int, Responsible]:
    """For each account (or account id) who is responsible on the day.

    Two queries whatever the number of accounts, and those of `substitutes_for` once when some owner cannot answer.
    """
    ids = [account if isinstance(account, int) else account.pk for account in accounts]
    named = _named(ids, on)
    found = {pk: _first_line(one, on) for pk, one in named.items()}
    open_ids = [pk for pk, one in found.items() if one.why is not Why.OWNER]
    if open_ids:
        substitutes = substitutes_for({pk: (named[pk].owner, named[pk].absence) for pk in open_ids}, on)
        found |= {pk: _substituted(found[pk], substitutes[pk]) for pk in open_ids}
    return found


def _named(ids: Collection[int], on: datetime.date) -> Mapping[int, _Named]:
    rows = Assignment.objects.current(on).filter(account__in=ids, role__in=["owner", "deputy"])
    roles: dict[int, dict[str, Person]] = {pk: {} for pk in ids}
    for row in rows.select_related("person", "person__town").order_by("starts_on", "pk"):
        roles[row.account_id].setdefault(row.role, row.person)
    people = {person.pk for held in roles.values() for person in held.values()}
    away = absences_on(people, on) if people else {}
    return {
        pk: _Named(owner, held.get("deputy"), away.get(owner.pk) if owner else None, away.keys())
        for pk, held in roles.items()
        for owner in [held.get("owner")]
    }


def _first_line(named: _Named, on: datetime.date) -> Responsible:
    """The owner, else the deputy, before anybody outside the account is asked."""
    if named.is_here(named.owner, on):
        return Responsible(named.owner, named.deputy, named.owner, Why.OWNER)
    if named.is_here(named.deputy, on):
        return Responsible(named.owner, named.deputy, named.deputy, Why.DEPUTY, named.absence)
    why = Why.NOBODY if named.owner is None else Why.OWNER_AWAY
    return Responsible(named.owner, named.deputy, named.owner, why, named.absence)


def _substituted(known: Responsible, substitutes: Substitutes) -> Responsible:
    """The chain of domain.md 4.6: the stand-in named for the absence, the deputy, the pool, the owner's manager."""
    if substitutes.stand_in is not None:
        return replace(known, acting=substitutes.stand_in, why=Why.STAND_IN)
    if known.why is Why.DEPUTY:
        return known
    if substitutes.pool is not None:
        return replace(known, acting=substitutes.pool, why=Why.POOL)
    if substitutes.manager is not None:
        return replace(known, acting=substitutes.manager, why=Why.MANAGER)
    return known
