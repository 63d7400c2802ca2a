"""What a person may see and do on one account, and on many (requirements.md 5.4.6)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

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


def rights(user: User | AnonymousUser, account: Account, on: datetime.date) -> AccountRights:
    """What the user may do with the account on the day. The account must already come from `visible_to`."""
    person = member_of(user, on=on)
    if person is None:
        return AccountRights()
    in_charge = _is_in_charge(person, account, on)

    def may(permission: Permission) -> bool:
        return in_charge or has_permission(user, permission, on=on)

    # Being near the account is asked only of those whose role does not open its care already.
    sees_care = may(Permission.SEE_ALL_CARE) or _is_near(person, account, on)
    return AccountRights(
        directory=True,
        care=sees_care,
        money=may(Permission.SEE_ALL_MONEY),
        contacts=sees_care,
        cards=may(Permission.SEE_ALL_CARDS),
        comment_card=in_charge,
        publish_card=may(Permission.PUBLISH_ANY_CARD),
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


def _is_in_charge(person: Person, account: Account, on: datetime.date) -> bool:
    """Owner or deputy on the day."""
    held = Assignment.objects.current(on).filter(account=account, person=person)
    return held.filter(role__in=[Assignment.Role.OWNER, Assignment.Role.DEPUTY]).exists()


def _is_near(person: Person, account: Account, on: datetime.date) -> bool:
    """Supports the account, supervises or directs one of its active sites on the day."""
    if Assignment.objects.current(on).filter(account=account, person=person).exists():
        return True
    if _led(person, on).filter(site__account=account).exists():
        return True
    return account.sites.current(on).filter(area_director=person).exists()
