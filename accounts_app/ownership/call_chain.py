"""Whom to call now: everybody who answers for an account, in order, until somebody is here (domain.md 4.4, 4.6)."""

import datetime
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts_app.models import Account, Assignment
from accounts_app.naming.rules import knowers
from accounts_app.ownership.substitutes import POOLED, is_closed, members_of_closed
from teams.availability import absences_on
from teams.models import Absence, BoardMembership, Person, PoolDeputy, RoleGrant, Town


class Step(enum.StrEnum):
    """As what somebody stands in the chain."""

    TOWN_OWNER = "town_owner"  # the local owner of the town that was asked
    OWNER = "owner"
    STAND_IN = "stand_in"
    DEPUTY = "deputy"
    POOL = "pool"
    LOCAL_OWNER = "local_owner"
    MANAGER = "manager"
    UNIT_MANAGER = "unit_manager"
    BOARD = "board"
    PROCESS_OWNER = "process_owner"


@dataclass(frozen=True)
class Link:
    """One person of the chain; `town` only of a local owner, `absence` when the person is away on the day."""

    step: Step
    person: Person
    town: Town | None = None
    absence: Absence | None = None
    is_here: bool = True


@dataclass(frozen=True)
class CallChain:
    """The chain with the first one who is here."""

    links: tuple[Link, ...]

    @property
    def now(self) -> Link | None:
        """Whom to call: the first who is here, else the first of all; None where nobody may know of the account."""
        return next((link for link in self.links if link.is_here), self.links[0] if self.links else None)

    @property
    def owner(self) -> Link | None:
        """The link of the owner."""
        return next((link for link in self.links if link.step is Step.OWNER), None)


Entry = tuple[Step, Person, Town | None]
STEPPING_IN = (Step.STAND_IN, Step.POOL)  # they act with the owner's rights, which an absence does not open


def call_chain(account: Account, on: datetime.date, *, town: Town | None = None) -> CallChain:
    """The chain of an account; with a town its local owner comes first. At most nine statements.

    Nobody stands in it who may not know of the account (security.md 2.5).
    """
    held = _held(account, on)
    owner = next((row.person for row in held if row.role == Assignment.Role.OWNER), None)
    own_absence = absences_on([owner.pk], on).get(owner.pk) if owner else None
    entries = [
        *_local(held, Step.TOWN_OWNER, town),
        *((Step.OWNER, owner, None) for owner in _people(held, Assignment.Role.OWNER)),
        *_one(Step.STAND_IN, own_absence.stand_in if own_absence else None),
        *((Step.DEPUTY, deputy, None) for deputy in _people(held, Assignment.Role.DEPUTY)),
        *_pool(account, owner, on),
        *_local(held, Step.LOCAL_OWNER, None),
        *_leaders(owner),
        *_board(on),
    ]
    return CallChain(_until_reached(_links(_allowed(account, entries, on), on)))


def _held(account: Account, on: datetime.date) -> list[Assignment]:
    roles = [Assignment.Role.OWNER, Assignment.Role.DEPUTY, Assignment.Role.LOCAL_OWNER]
    rows = Assignment.objects.current(on).filter(account=account, role__in=roles).order_by("starts_on", "pk")
    return list(rows.select_related("town", "person__town", "person__line_manager", "person__unit__manager"))


def _people(held: Iterable[Assignment], role: str) -> Iterable[Person]:
    return (row.person for row in held if row.role == role)


def _local(held: Iterable[Assignment], step: Step, town: Town | None) -> Iterable[Entry]:
    """Local owners, of one town when it is given."""
    if step is Step.TOWN_OWNER and town is None:
        return ()
    local = (row for row in held if row.role == Assignment.Role.LOCAL_OWNER)
    return ((step, row.person, row.town) for row in local if town is None or row.town_id == town.pk)


def _one(step: Step, person: Person | None) -> Iterable[Entry]:
    return () if person is None else ((step, person, None),)


def _pool(account: Account, owner: Person | None, on: datetime.date) -> Iterable[Entry]:
    """The pool of the owner's region stands in for C and D accounts."""
    region = owner.unit.region_id if owner and owner.unit else None
    if region is None or account.care_model not in POOLED:
        return ()
    rows = PoolDeputy.objects.current(on).filter(region=region).select_related("person__town")
    return ((Step.POOL, row.person, None) for row in rows.order_by("starts_on", "pk"))


def _leaders(owner: Person | None) -> Iterable[Entry]:
    if owner is None:
        return ()
    unit_manager = owner.unit.manager if owner.unit else None
    return (*_one(Step.MANAGER, owner.line_manager), *_one(Step.UNIT_MANAGER, unit_manager))


def _board(on: datetime.date) -> Iterable[Entry]:
    """The chair, the other members, and last the process owners, so that a chain does not end in nothing."""
    seats = list(BoardMembership.objects.current(on).select_related("person__town").order_by("starts_on", "pk"))
    seats.sort(key=lambda row: row.seat != BoardMembership.Seat.CHAIR)
    grants = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.PROCESS_OWNER).select_related("person__town")
    yield from ((Step.BOARD, row.person, None) for row in seats)
    yield from ((Step.PROCESS_OWNER, row.person, None) for row in grants.order_by("starts_on", "pk"))


def _allowed(account: Account, entries: Iterable[Entry], on: datetime.date) -> list[Entry]:
    """Each person once, at the first place; nobody who may not know of the account.

    A confidential account is known to everybody: only its members step in for the owner, but the managers and the
    board can be called, so that its chain ends with somebody too.
    """
    known = knowers(account, on)
    members = members_of_closed([account], on)[account.pk] if is_closed(account) else None
    first: dict[int, Entry] = {}
    for entry in entries:
        step, person, _town = entry
        allowed = members if step in STEPPING_IN else known
        if person.pk not in first and (allowed is None or person.pk in allowed):
            first[person.pk] = entry
    return list(first.values())


def _links(entries: list[Entry], on: datetime.date) -> tuple[Link, ...]:
    """With who is here. Somebody who has left stands only as long as the account has no other owner."""
    away = absences_on([person.pk for _, person, _ in entries], on)
    return tuple(
        Link(step, person, town, away.get(person.pk), person.pk not in away and not has_left(person, on))
        for step, person, town in entries
        if step is Step.OWNER or not has_left(person, on)
    )


def _until_reached(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Of the board and the process owners no more than needed to reach one who is here."""
    far = [link for link in links if link.step in (Step.BOARD, Step.PROCESS_OWNER)]
    reached = next((place for place, link in enumerate(far) if link.is_here), len(far))
    return tuple(link for link in links if link not in far[reached + 1 :])


def has_left(person: Person, on: datetime.date) -> bool:
    """No longer works here on the day."""
    return person.left_on is not None and person.left_on < on


def may_know(account: Account, people: Iterable[Person], on: datetime.date) -> list[Person]:
    """Of the people those who may know of the account: of a secret one its members, behind a barrier its side."""
    entries = [(Step.BOARD, person, None) for person in people]
    return [person for _, person, _ in _allowed(account, entries, on)]


def local_towns(account: Account, on: datetime.date) -> Q:
    """The condition of the towns an account can be asked about: its active sites, its home, its local people."""
    return (
        Q(pk__in=account.sites.current(on).values("town"))
        | Q(pk=account.home_town_id or 0)
        | Q(pk__in=Assignment.objects.current(on).filter(account=account, town__isnull=False).values("town"))
    )
