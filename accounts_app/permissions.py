"""What a person may see and do on one account, and on many (requirements.md 5.4.6)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from accounts_app.models import Account, Assignment, Site, SiteSupervision
from accounts_app.models.account import AccountQuerySet
from teams.models import PeriodQuerySet, Person, User, in_force
from teams.permissions import has_permission, member_of
from teams.roles import Permission


@dataclass(frozen=True)
class AccountRights:
    """Rights on one visible account. The directory (name, owner, deputy, phone) is open to everybody who sees it."""

    directory: bool = False
    care: bool = False
    money: bool = False
    contacts: bool = False
    cards: bool = False
    comment_card: bool = False
    publish_card: bool = False
    edit: bool = False  # write what happens in the account: owner or deputy
    near: bool = False  # supports the account, supervises or directs one of its sites, or is in charge
    worsen: bool = False  # show a worse colour than the computed one
    approve: bool = False  # approve a better one; never of an account one owns
    instruct: bool = False  # give an instruction of the board; never to an account one owns
    keep_figures: bool = False  # invoices, projects and budgets
    leads: bool = False  # supervises an active site: acknowledges the brief for oneself
    directs: bool = False  # area director of an active site


def rights(user: User | AnonymousUser, account: Account, on: datetime.date) -> AccountRights:
    """What the user may do with the account on the day. The account must already come from `visible_to`."""
    person = member_of(user, on=on)
    if person is None:
        return AccountRights()
    ties = _ties(person, account, on)
    in_charge = ties.in_charge

    def may(permission: Permission) -> bool:
        return in_charge or has_permission(user, permission, on=on)

    def may_about_others(permission: Permission) -> bool:
        return not in_charge and has_permission(user, permission, on=on)

    sees_care = ties.near or has_permission(user, Permission.SEE_ALL_CARE, on=on)
    return AccountRights(
        directory=True,
        care=sees_care,
        money=may(Permission.SEE_ALL_MONEY),
        contacts=sees_care,
        cards=may(Permission.SEE_ALL_CARDS),
        comment_card=in_charge,
        publish_card=may(Permission.PUBLISH_ANY_CARD),
        edit=in_charge,
        near=ties.near,
        worsen=may(Permission.WORSEN_STATUS) or ties.directs,
        approve=may_about_others(Permission.APPROVE_OVERRIDE),
        instruct=may_about_others(Permission.GIVE_INSTRUCTION),
        keep_figures=may(Permission.KEEP_FIGURES),
        leads=ties.leads,
        directs=ties.directs,
    )


def with_money(accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """Of the visible accounts those whose money the user may see."""
    return _allowed(accounts, user, Permission.SEE_ALL_MONEY, on)


def with_cards(accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """Of the visible accounts those whose quality cards the user may read."""
    return _allowed(accounts, user, Permission.SEE_ALL_CARDS, on)


def with_care(accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """Of the visible accounts those whose status, goals, meetings and quality the user may see."""
    person = member_of(user, on=on)
    if person is None or has_permission(user, Permission.SEE_ALL_CARE, on=on):
        return _allowed(accounts, user, Permission.SEE_ALL_CARE, on)
    mine = Assignment.objects.filter(in_force(on), person=person).values("account")
    led = _led(person, on).values("site__account")
    directed = Site.objects.current(on).filter(area_director=person).values("account")
    return accounts.visible_to(user, on=on).filter(pk__in=mine.union(led, directed))


def _allowed(
    accounts: AccountQuerySet, user: User | AnonymousUser, permission: Permission, on: datetime.date
) -> AccountQuerySet:
    visible = accounts.visible_to(user, on=on)
    person = member_of(user, on=on)
    if person is None or has_permission(user, permission, on=on):
        return visible
    return visible.cared_for_by(person, on=on)


def _led(person: Person, on: datetime.date) -> PeriodQuerySet:
    """The supervisions of the person on the day at sites that are active on it."""
    return SiteSupervision.objects.current(on).filter(in_force(on, "site__"), supervisor=person)


@dataclass(frozen=True)
class _Ties:
    """What binds a person to an account on a day."""

    in_charge: bool  # owner or deputy
    assigned: bool  # any responsibility, support too
    leads: bool  # supervises an active site
    directs: bool  # area director of an active site

    @property
    def near(self) -> bool:
        return self.assigned or self.leads or self.directs


def _ties(person: Person, account: Account, on: datetime.date) -> _Ties:
    """One query."""
    held = Assignment.objects.current(on).filter(account=OuterRef("pk"), person=person)
    in_charge = held.filter(role__in=[Assignment.Role.OWNER, Assignment.Role.DEPUTY])
    directed = Site.objects.current(on).filter(account=OuterRef("pk"), area_director=person)
    found = Account.objects.filter(pk=account.pk).values_list(
        Exists(in_charge), Exists(held), Exists(_led(person, on).filter(site__account=OuterRef("pk"))), Exists(directed)
    )
    return _Ties(*found.get())
