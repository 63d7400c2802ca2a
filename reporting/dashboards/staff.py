"""The start page of everybody: find who owns a customer, the own accounts, who of the account people is away today."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts_app.models import Account, Assignment, SiteSupervision
from accounts_app.models.account import AccountQuerySet
from teams.models import Absence, Person, User, in_force

SHOWN_AWAY = 20


@dataclass(frozen=True, slots=True)
class MyAccount:
    """An account the person has something to do with, and what."""

    pk: int
    name: str
    roles: tuple[str, ...]
    sites: int  # sites the person supervises


@dataclass(frozen=True, slots=True)
class Away:
    """A responsible person who is away today and who answers instead."""

    person: Person
    until: datetime.date | None
    stand_in: Person | None


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The start page of everybody."""

    accounts: tuple[MyAccount, ...]
    away: tuple[Away, ...]
    more_away: int


def staff_page(user: User | AnonymousUser, person: Person, *, on: datetime.date) -> StaffPage:
    """Directory facts only: no colour, no figure."""
    visible = Account.objects.visible_to(user, on=on).in_care(on)
    away = away_today(visible, on)
    return StaffPage(my_accounts(visible, person, on), away[:SHOWN_AWAY], max(0, len(away) - SHOWN_AWAY))


def my_accounts(visible: AccountQuerySet, person: Person, on: datetime.date) -> tuple[MyAccount, ...]:
    """Accounts the person is assigned to or supervises sites of: three queries."""
    roles: dict[int, list[str]] = {}
    for row in Assignment.objects.filter(in_force(on), person=person).order_by("role", "pk"):
        named = roles.setdefault(row.account_id, [])
        if (label := str(row.get_role_display())) not in named:
            named.append(label)
    led = SiteSupervision.objects.filter(in_force(on), supervisor=person)
    sites: dict[int, int] = {}
    for account_id in led.values_list("site__account", flat=True):
        sites[account_id] = sites.get(account_id, 0) + 1
    rows = visible.filter(pk__in={*roles, *sites}).by_name().values_list("pk", "name")
    return tuple(MyAccount(pk, name, tuple(roles.get(pk, ())), sites.get(pk, 0)) for pk, name in rows)


def away_today(visible: AccountQuerySet, on: datetime.date) -> tuple[Away, ...]:
    """Owners and deputies of visible accounts who are away on the day: one query."""
    held = Assignment.objects.filter(in_force(on), account__in=visible.values("pk"))
    people = held.filter(role__in=[Assignment.Role.OWNER, Assignment.Role.DEPUTY]).values("person")
    rows = Absence.objects.current(on).filter(person__in=people).select_related("person", "stand_in")
    return tuple(Away(row.person, row.ends_on, row.stand_in) for row in rows.order_by("person__name", "starts_on"))
