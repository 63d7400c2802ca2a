"""For which accounts somebody acts in the owner's place, with the owner's rights (domain.md 4.6).

The rights hold for the absence and one working day on both sides, so that things can be handed over and back.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts_app.models import Account, Assignment
from accounts_app.ownership.responsible import Why, responsible_on
from config.common.working_days import add_working_days
from teams.models import Absence, Person, PoolDeputy

OUTSIDERS = (Why.STAND_IN, Why.POOL, Why.MANAGER)


@dataclass(frozen=True)
class Substitution:
    """Somebody acts for the owner of an account."""

    owner: Person
    why: Why


def substitutions_of(person: Person, on: datetime.date) -> Mapping[int, Substitution]:
    """The accounts (by id) the person acts for without being their owner or deputy. One query when there are none."""
    asked = _candidates(person, on)
    if not asked:
        return {}
    found: dict[int, Substitution] = {}
    for day in _days(on):
        for pk, responsible in responsible_on(asked - found.keys(), day).items():
            if responsible.owner and responsible.acting == person and responsible.why in OUTSIDERS:
                found[pk] = Substitution(responsible.owner, responsible.why)
    return found


def _days(on: datetime.date) -> tuple[datetime.date, ...]:
    """The day itself, then the working days beside it."""
    return on, add_working_days(on, 1), add_working_days(on, -1)


def _candidates(person: Person, on: datetime.date) -> set[int]:
    """Accounts whose owner is away about now and for whom the person is named, in the pool or the manager."""
    first, last = add_working_days(on, -1), add_working_days(on, 1)
    away = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)
    regions = PoolDeputy.objects.filter(person=person, starts_on__lte=last).values("region")
    stood_in = away.filter(stand_in=person).values("person")
    led = Person.objects.filter(Q(line_manager=person) | Q(unit__region__in=regions), absences__in=away).values("pk")
    owners = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER)
    left = Q(person__left_on__lt=on, person__line_manager=person)
    rows = owners.filter(Q(person__in=stood_in) | Q(person__in=led) | left)
    return set(rows.values_list("account_id", flat=True))


def acts_for(person: Person, account: Account, on: datetime.date) -> Substitution | None:
    """Whether the person acts for the owner of the account."""
    return substitutions_of(person, on).get(account.pk)
