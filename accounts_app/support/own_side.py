"""The named people of our side round one account on a day, with who is here (domain.md 4.4 "Roles per account")."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts_app.models import Account, Assignment, Site, SiteSupervision
from accounts_app.naming.rules import knowers
from accounts_app.ownership.responsible import Responsible, responsible_on
from config.common.collation import finnish_key
from teams.availability import absences_on
from teams.models import Absence, BoardMembership, Person

Role = Assignment.Role


@dataclass(frozen=True)
class SupervisedSite:
    """An active site with its supervisor and area director of the day."""

    site: Site
    supervisor: Person | None

    @property
    def town_id(self) -> int:
        """Where it stands."""
        return self.site.town_id


@dataclass(frozen=True)
class OwnSide:
    """Everybody of our side on one page."""

    account: Account
    responsible: Responsible
    assignments: Sequence[Assignment]
    sites: Sequence[SupervisedSite]
    board: Sequence[BoardMembership]
    away: Mapping[int, Absence]
    on: datetime.date
    knowers: Collection[int] | None = None  # the people (by id) who may know of the account; None: everybody

    def of(self, role: str) -> list[Assignment]:
        """The people in a role."""
        return [row for row in self.assignments if row.role == role]

    def with_task(self, task: str) -> list[Assignment]:
        """The people who help in a matter across towns."""
        return [row for row in self.assignments if row.task == task]

    def is_here(self, person: Person | None) -> bool:
        """Whether the person works here, is not away today and may know of the account (security.md 2.5)."""
        if person is None or person.pk in self.away:
            return False
        if self.knowers is not None and person.pk not in self.knowers:
            return False
        return person.left_on is None or person.left_on >= self.on


def own_side(account: Account, on: datetime.date) -> OwnSide:
    """Seven queries, and those of the substitutes when the owner is away, and of whom may know of a hidden account."""
    responsible = responsible_on([account], on)[account.pk]
    rows = Assignment.objects.current(on).filter(account=account)
    rows = rows.select_related("person__unit__manager", "person__town", "town", "business_area")
    assignments = list(rows.order_by("starts_on", "pk"))
    sites = _sites(account, on)
    board = list(BoardMembership.objects.current(on).select_related("person").order_by("seat", "pk"))
    people = [*(row.person for row in assignments), *(seat.person for seat in board), responsible.acting]
    people += [person for line in sites for person in (line.supervisor, line.site.area_director)]
    people += [row.person.unit.manager for row in assignments if row.person.unit]
    away = absences_on(_ids(people), on)
    return OwnSide(account, responsible, assignments, sites, board, away, on, knowers(account, on))


def _sites(account: Account, on: datetime.date) -> list[SupervisedSite]:
    active = Site.objects.current(on).filter(account=account).select_related("town", "area_director")
    rows = SiteSupervision.objects.current(on).filter(site__account=account).select_related("supervisor")
    supervisors = {row.site_id: row.supervisor for row in rows.order_by("starts_on", "pk")}
    ordered = sorted(active, key=lambda site: (finnish_key(site.town.name), finnish_key(site.name)))
    return [SupervisedSite(site, supervisors.get(site.pk)) for site in ordered]


def _ids(people: Iterable[Person | None]) -> set[int]:
    return {person.pk for person in people if person is not None}
