"""Whom to ask for an empty cell of the support organisation (domain.md 4.4: people of the customer's towns first)."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from accounts_app.models import Account, Assignment
from accounts_app.support.known_people import Known
from teams.availability import absences_on
from teams.models import Absence, BusinessArea, Person, Town, User

MOST_ACCOUNTS = 25  # A and B accounts one person can support
SHOWN = 6
CARED = ("A", "B")


@dataclass(frozen=True)
class Suggestion:
    """Somebody who could take a cell, and why."""

    person: Person
    has_area: bool
    in_town: bool
    known: Known | None
    accounts: int  # A and B accounts the person supports already, of those the reader may know
    absence: Absence | None

    @property
    def is_overloaded(self) -> bool:
        """One account more would be too many."""
        return self.accounts >= MOST_ACCOUNTS

    @property
    def order(self) -> tuple[bool, bool, bool, int, int, str]:
        """Expert in the town, then in the town, then elsewhere; who knows the customer, who has least to do."""
        weight = self.known.weight if self.known else 0
        return not self.in_town, not self.has_area, self.is_overloaded, -weight, self.accounts, self.person.name


def support_load(user: User | AnonymousUser, on: datetime.date, people: Collection[int] = ()) -> dict[int, int]:
    """How many A and B accounts each person supports, of those the reader may know of. One query."""
    visible = Account.objects.visible_to(user, on=on).in_care(on).filter(care_model__in=CARED)
    rows = Assignment.objects.current(on).filter(role=Assignment.Role.SUPPORT, account__in=visible.values("pk"))
    if people:
        rows = rows.filter(person__in=people)
    counted = rows.order_by().values("person").annotate(n=Count("account", distinct=True))
    return dict(counted.values_list("person", "n"))


def suggestions(
    town: Town, area: BusinessArea, known: Mapping[int, Known], user: User | AnonymousUser, on: datetime.date
) -> list[Suggestion]:
    """The best few people for one cell. Four queries."""
    here = Person.objects.exclude(left_on__isnull=False, left_on__lt=on).select_related("town")
    remote = Q(business_areas=area) if area.is_remote_capable else Q(pk__in=())
    people = list(here.filter(Q(town=town) | remote).distinct())
    ids = [person.pk for person in people]
    experts = set(Person.objects.filter(pk__in=ids, business_areas=area).values_list("pk", flat=True))
    load, away = support_load(user, on, ids), absences_on(ids, on)
    lines = [
        Suggestion(
            person=person,
            has_area=person.pk in experts,
            in_town=person.town_id == town.pk,
            known=known.get(person.pk),
            accounts=load.get(person.pk, 0),
            absence=away.get(person.pk),
        )
        for person in people
    ]
    return sorted(lines, key=lambda line: line.order)[:SHOWN]


def overloaded(holders: Collection[int], user: User | AnonymousUser, on: datetime.date) -> dict[int, int]:
    """Of these people those who support more than 25 A and B accounts, with the number. One query."""
    load = support_load(user, on, holders) if holders else {}
    return {pk: count for pk, count in load.items() if count > MOST_ACCOUNTS}
