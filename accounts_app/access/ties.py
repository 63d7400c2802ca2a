"""What binds a person to accounts on a day: one condition for each tie of the access matrix (requirements.md 5.4.6)."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Q, QuerySet, Value

from accounts_app.access import ROLE_TIES, Tie
from accounts_app.models import Account, AccountGrant, Assignment, ProjectMember, Site, SiteSupervision
from accounts_app.ownership.substitution import Substitution, substitutions_of
from teams.models import PeriodQuerySet, Person, RoleGrant, User, in_force
from teams.permissions import member_of, roles_of

Role = Assignment.Role
Rows = tuple[QuerySet[Any], str]  # rows and their column of the account
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


def reached(person: Person, on: datetime.date) -> Mapping[Tie, tuple[Rows, ...]]:
    """For each tie the rows that bind the person to accounts, and their column of the account.

    Substitution and roles are asked apart.
    """
    held = Assignment.objects.current(on)
    own, grants = held.filter(person=person), AccountGrant.objects.current(on).filter(person=person)
    sites, supervised = Site.objects.current(on), _supervised(on)
    projects = ProjectMember.objects.current(on).filter(person=person)
    regions = RoleGrant.objects.current(on).filter(person=person, role=RoleGrant.Role.SALES, region__isnull=False)
    sold = sites.filter(area_director__unit__region__in=regions.values("region"))
    led = held.filter(person__line_manager=person, role__in=(Role.OWNER, Role.DEPUTY))
    return {
        **{tie: ((own.filter(role__in=roles), "account"),) for tie, roles in BY_ASSIGNMENT.items()},
        Tie.NAMED: ((grants, "account"),),
        Tie.NAMED_MONEY: ((grants.filter(sees_money=True), "account"),),
        Tie.PROJECT_MEMBER: ((projects, "project__account"),),
        Tie.SUPERVISOR: ((supervised.filter(supervisor=person), "site__account"),),
        Tie.AREA_DIRECTOR: ((sites.filter(area_director=person), "account"),),
        Tie.SALES: ((sold, "account"),),
        Tie.LINE_MANAGER: (
            (led, "account"),
            (supervised.filter(supervisor__line_manager=person), "site__account"),
        ),
    }


def condition(person: Person, on: datetime.date, ties: Collection[Tie]) -> Q:
    """The condition of the accounts any of these ties binds the person to."""
    found = Q(pk__in=[])
    for tie, kinds in reached(person, on).items():
        for rows, column in kinds if tie in ties else ():
            found |= Q(pk__in=rows.values(column))
    return found


def ties_of(person: Person, account: Account, on: datetime.date) -> set[Tie]:
    """What binds the person to one account. One query."""
    asked = [
        rows.filter(**{column: account.pk}).values_list(Value(tie.value, output_field=CharField()))
        for tie, kinds in reached(person, on).items()
        for rows, column in kinds
    ]
    return {Tie(value) for (value,) in asked[0].union(*asked[1:])}


def _supervised(on: datetime.date) -> PeriodQuerySet:
    """Supervisions on the day of sites that are active on it: they follow the billing system's site list."""
    return SiteSupervision.objects.current(on).filter(in_force(on, "site__"))
