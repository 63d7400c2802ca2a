"""Services and business areas of the look-up with the experts who know them, those of the town asked first (R063)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from accounts_app.models import Assignment, Service
from accounts_app.models.account import AccountQuerySet
from accounts_app.search.query import Query
from accounts_app.search.ranking import ACCEPTED, match
from accounts_app.search.results import Expert, ServiceHit
from config.common.folding import fold
from teams.availability import absences_on
from teams.models import Absence, BusinessArea, Person

MOST_EXPERTS = 6
Towns = dict[int, set[str]]  # of each person (by id)


def service_hits(
    query: Query, services: list[int], areas: list[int], visible: AccountQuerySet, on: datetime.date
) -> tuple[ServiceHit, ...]:
    """The business areas and services (by id) in the order asked. At most five statements, none for nothing."""
    if not services and not areas:
        return ()
    found = {row.pk: row for row in Service.objects.select_related("business_area").filter(pk__in=services)}
    rows: list[tuple[str, BusinessArea | None]] = [
        *((area.name, area) for area in _in_order(BusinessArea.objects.in_bulk(areas), areas)),
        *((service.name, service.business_area) for service in _in_order(found, services)),
    ]
    experts = _experts(query, {area.pk for _, area in rows if area}, visible, on)
    return tuple(
        ServiceHit(name, area.name if area and area.name != name else "", experts.get(area.pk, ()) if area else ())
        for name, area in rows
    )


def _in_order(found: dict[int, Any], ids: list[int]) -> Iterable[Any]:
    return (found[pk] for pk in ids if pk in found)


def _experts(
    query: Query, areas: set[int], visible: AccountQuerySet, on: datetime.date
) -> dict[int, tuple[Expert, ...]]:
    """The experts of each area (by id): by their own business area and by supporting a visible account."""
    towns: dict[int, Towns] = defaultdict(lambda: defaultdict(set))
    for area, person in Person.business_areas.through.objects.filter(businessarea__in=areas).values_list(
        "businessarea_id", "person_id"
    ):
        towns[area][person].update()
    supports = Assignment.objects.current(on).filter(role=Assignment.Role.SUPPORT, business_area__in=areas)
    helping = supports.filter(account__in=visible.values("pk")).values_list("business_area_id", "person_id")
    for area, person, town in helping.values_list("business_area_id", "person_id", "town__name").distinct():
        towns[area][person].update([town] if town else [])
    ids = {person for known in towns.values() for person in known}
    people = Person.objects.select_related("town").exclude(left_on__lt=on).in_bulk(ids)
    away = absences_on(ids, on) if ids else {}
    return {
        area: _nearest(query, [_expert(people[pk], names, away) for pk, names in known.items() if pk in people])
        for area, known in towns.items()
    }


def _expert(person: Person, towns: set[str], away: dict[int, Absence]) -> Expert:
    home = {person.town.name} if person.town else set()
    return Expert(person, tuple(sorted(towns | home)), away.get(person.pk))


def _nearest(query: Query, experts: list[Expert]) -> tuple[Expert, ...]:
    """Those of a town among the words first, then those who are here."""

    def far(expert: Expert) -> tuple[bool, bool, str]:
        towns = [fold(town) for town in expert.towns]
        near = any(match(Query((word,)), town).score >= ACCEPTED for word in query.words for town in towns)
        return (not near, expert.absence is not None, expert.person.name)

    return tuple(sorted(experts, key=far)[:MOST_EXPERTS])
