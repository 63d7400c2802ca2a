"""People of the look-up with everything they answer for."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Assignment, Site, SiteSupervision
from accounts_app.models.account import AccountQuerySet
from accounts_app.search.results import Held, PersonHit
from teams.availability import absences_on
from teams.models import Person, in_force

SUPERVISOR, AREA_DIRECTOR = "supervisor", "area_director"
# In the order they are named.
TITLES: Mapping[str, str | Promise] = {
    **{code: label for code, label in Assignment.Role.choices},
    AREA_DIRECTOR: _("area director"),
    SUPERVISOR: _("supervisor"),
}


def people_hits(ids: list[int], visible: AccountQuerySet, on: datetime.date) -> tuple[PersonHit, ...]:
    """The people in the order asked. Four statements, none for nobody."""
    if not ids:
        return ()
    found = Person.objects.select_related("unit", "town").in_bulk(ids)
    away = absences_on(ids, on)
    held = held_by(ids, visible, on)
    return tuple(PersonHit(found[pk], away.get(pk), held.get(pk, ())) for pk in ids if pk in found)


def held_by(people: Iterable[int], visible: AccountQuerySet, on: datetime.date) -> dict[int, tuple[Held, ...]]:
    """The visible accounts each person (by id) has any responsibility in on the day, by name. Two statements."""
    roles: dict[tuple[int, int], set[str]] = defaultdict(set)
    for person, account, role in _rows(list(people), on):
        roles[person, account].add(role)
    accounts = list(visible.filter(pk__in={pair[1] for pair in roles}).by_name())
    found: dict[int, list[Held]] = defaultdict(list)
    for person in {pair[0] for pair in roles}:
        for account in accounts:
            if codes := roles.get((person, account.pk)):
                titles = tuple(title for code, title in TITLES.items() if code in codes)
                found[person].append(Held(account, titles))
    return {person: tuple(held) for person, held in found.items()}


def _rows(people: list[int], on: datetime.date) -> Iterable[tuple[int, int, str]]:
    """Person, account and responsibility, each once."""
    sites = Site.objects.current(on).filter(area_director__in=people)
    supervised = SiteSupervision.objects.current(on).filter(in_force(on, "site__"), supervisor__in=people)
    assigned = Assignment.objects.current(on).filter(person__in=people)
    return (
        assigned.order_by()
        .values_list("person_id", "account_id", "role")
        .union(
            sites.order_by().values_list("area_director_id", "account_id", Value(AREA_DIRECTOR)),
            supervised.order_by().values_list("supervisor_id", "site__account_id", Value(SUPERVISOR)),
        )
    )
