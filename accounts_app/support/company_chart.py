"""The own organisation as a chart: companies, regions, units, and the place of those who lead accounts (R011)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from accounts_app.models import Account, Assignment
from config.common.collation import finnish_key
from teams.availability import absences_on
from teams.models import Absence, BoardMembership, Company, Person, PoolDeputy, Region, RoleGrant, Unit, User


@dataclass(frozen=True)
class UnitBox:
    """A unit with its manager and the number of its people."""

    unit: Unit
    manager: Person | None
    people: int


@dataclass(frozen=True)
class RegionBox:
    """A region with its units, sales people and pool deputies; without a region the units of the whole company."""

    region: Region | None
    units: Sequence[UnitBox]
    sales: Sequence[Person]
    pool: Sequence[Person]


@dataclass(frozen=True)
class CompanyBox:
    """A company with its regions and its companies below."""

    company: Company
    regions: Sequence[RegionBox]
    people: int


@dataclass(frozen=True)
class DirectorLine:
    """Somebody who leads accounts, with the number of those the reader may know of."""

    person: Person
    accounts: int
    absence: Absence | None


@dataclass(frozen=True)
class CompanyChart:
    """Everything on the page."""

    companies: Sequence[CompanyBox]
    directors: Sequence[DirectorLine]
    board: Sequence[BoardMembership]


def company_chart(user: User | AnonymousUser, on: datetime.date) -> CompanyChart:
    """Ten queries, whatever the size of the organisation."""
    here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    sizes = dict(here.order_by().values("unit").annotate(n=Count("pk")).values_list("unit", "n"))
    units: dict[tuple[int, int | None], list[UnitBox]] = defaultdict(list)
    for unit in sorted(Unit.objects.select_related("manager"), key=lambda unit: finnish_key(unit.name)):
        box = UnitBox(unit, _working(unit.manager, on), sizes.get(unit.pk, 0))
        units[unit.company_id, unit.region_id].append(box)
    sales = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.SALES, region__isnull=False)
    sold = _by_region(sales.select_related("person"), on)
    pools = _by_region(PoolDeputy.objects.current(on).select_related("person"), on)
    regions: dict[int, list[RegionBox]] = defaultdict(list)
    for region in sorted(Region.objects.all(), key=lambda region: finnish_key(region.name)):
        held = units.get((region.company_id, region.pk), [])
        regions[region.company_id].append(RegionBox(region, held, sold[region.pk], pools[region.pk]))
    companies = []
    for company in sorted(Company.objects.all(), key=lambda one: (one.parent_id is not None, finnish_key(one.name))):
        own = [RegionBox(None, units[company.pk, None], (), ())] if units.get((company.pk, None)) else []
        boxes = [*own, *regions[company.pk]]
        companies.append(CompanyBox(company, boxes, sum(unit.people for box in boxes for unit in box.units)))
    board = BoardMembership.objects.current(on).select_related("person").order_by("seat", "person__name", "pk")
    return CompanyChart(companies, _directors(user, on), list(board))


def _working(person: Person | None, on: datetime.date) -> Person | None:
    return person if person is not None and (person.left_on is None or person.left_on >= on) else None


def _by_region(rows: Iterable[RoleGrant | PoolDeputy], on: datetime.date) -> dict[int | None, list[Person]]:
    found: dict[int | None, list[Person]] = defaultdict(list)
    for row in rows:
        if (person := _working(row.person, on)) is not None:
            found[row.region_id].append(person)
    return found


def _directors(user: User | AnonymousUser, on: datetime.date) -> list[DirectorLine]:
    """Account directors by role and owners of accounts the reader may know of; secret accounts add nobody."""
    visible = Account.objects.visible_to(user, on=on).in_care(on)
    owned = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, account__in=visible.values("pk"))
    counted = owned.order_by().values("person").annotate(n=Count("account", distinct=True))
    counts = dict(counted.values_list("person", "n"))
    granted = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.ACCOUNT_DIRECTOR)
    ids = set(counts) | set(granted.values_list("person_id", flat=True))
    people = [person for person in Person.objects.filter(pk__in=ids) if _working(person, on)]
    away = absences_on([person.pk for person in people], on)
    ordered = sorted(people, key=lambda person: finnish_key(person.name))
    return [DirectorLine(person, counts.get(person.pk, 0), away.get(person.pk)) for person in ordered]
