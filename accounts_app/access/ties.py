"""What binds a person to accounts on a day: one condition for each tie of the access matrix (requirements.md 5.4.6)."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts_app.access import ROLE_TIES, Tie
from accounts_app.models import AccountGrant, Assignment, ProjectMember, Site, SiteSupervision
from accounts_app.ownership.substitution import Substitution, substitutions_of
from teams.models import PeriodQuerySet, Person, RoleGrant, User, in_force
from teams.permissions import member_of, roles_of

Role = Assignment.Role
BY_ASSIGNMENT: Mapping[Tie, tuple[str, ...]] = {
    Tie.IN_CHARGE: (Role.OWNER, Role.DEPUTY, Role.ACCOUNT_MANAGER),
    Tie.SUPPORT: (Role.SUPPORT, Role.LOCAL_OWNER),
    Tie.TEAM: (Role.TEAM, Role.COACH),
    Tie.SPONSOR: (Role.SPONSOR,),
}


def role_ties(user: User | AnonymousUser, *, on: datetime.date) -> frozenset[Tie]:
    """The ties of the user's roles, to every account that is not closed to them."""
    return frozenset(ROLE_TIES[role.code] for role in roles_of(user, on=on) if role.code in ROLE_TIES)


def substitutions(user: User | AnonymousUser, *, on: datetime.date) -> Mapping[int, Substitution]:
    """The accounts (by id) the user acts for in the owner's place. Asked once per login and day."""
    person = member_of(user, on=on)
    if person is None:
        return {}
    kept: dict[datetime.date, Mapping[int, Substitution]] = user.__dict__.setdefault("_substitutions_by_day", {})
    if on not in kept:
        kept[on] = substitutions_of(person, on)
    return kept[on]


def conditions(person: Person, on: datetime.date) -> Mapping[Tie, Q]:
    """For each tie the condition of the accounts it binds the person to. Substitution is asked apart."""
    held = Assignment.objects.current(on)
    own, grants = held.filter(person=person), AccountGrant.objects.current(on).filter(person=person)
    sites = Site.objects.current(on)
    projects = ProjectMember.objects.current(on).filter(person=person)
    regions = RoleGrant.objects.current(on).filter(person=person, role=RoleGrant.Role.SALES, region__isnull=False)
    sold = sites.filter(area_director__unit__region__in=regions.values("region"))
    led = held.filter(person__line_manager=person, role__in=(Role.OWNER, Role.DEPUTY))
    return {
        **{tie: Q(pk__in=own.filter(role__in=roles).values("account")) for tie, roles in BY_ASSIGNMENT.items()},
        Tie.NAMED: Q(pk__in=grants.values("account")),
        Tie.NAMED_MONEY: Q(pk__in=grants.filter(sees_money=True).values("account")),
        Tie.PROJECT_MEMBER: Q(pk__in=projects.values("project__account")),
        Tie.SUPERVISOR: Q(pk__in=_supervised(on).filter(supervisor=person).values("site__account")),
        Tie.AREA_DIRECTOR: Q(pk__in=sites.filter(area_director=person).values("account")),
        Tie.SALES: Q(pk__in=sold.values("account")),
        Tie.LINE_MANAGER: Q(pk__in=led.values("account"))
        | Q(pk__in=_supervised(on).filter(supervisor__line_manager=person).values("site__account")),
    }


def _supervised(on: datetime.date) -> PeriodQuerySet:
    """Supervisions on the day of sites that are active on it: they follow the billing system's site list."""
    return SiteSupervision.objects.current(on).filter(in_force(on, "site__"))
