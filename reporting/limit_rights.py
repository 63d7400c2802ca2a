"""Who may change which limit, and which changes somebody may read (domain.md 1.6)."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of, rights, with_care
from reporting.models import LimitChange
from reporting.rules.thresholds import SWITCH
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

Scope = LimitChange.Scope
NEEDED = {
    Scope.COMPANY: Permission.SET_COMPANY_LIMITS,
    Scope.CARE_MODEL: Permission.SET_MODEL_LIMITS,
    Scope.ACCOUNT: Permission.SET_ACCOUNT_LIMITS,
}


def may_set(user: User | AnonymousUser, scope: str, name: str, *, on: datetime.date) -> bool:
    """Whether the user may change limits of this name in the scope; switching a rule on or off belongs to the board.

    For one account `may_set_for` says the rest.
    """
    if name == SWITCH:
        return scope != Scope.ACCOUNT and has_permission(user, Permission.SET_MODEL_LIMITS, on=on)
    return has_permission(user, NEEDED[Scope(scope)], on=on)


def may_set_for(user: User | AnonymousUser, account: Account, *, on: datetime.date) -> bool:
    """An exception of one account: never by its own owner or deputy, and only by somebody who sees its care."""
    if not has_permission(user, Permission.SET_ACCOUNT_LIMITS, on=on):
        return False
    if not Account.objects.visible_to(user, on=on).filter(pk=account.pk).exists():
        return False
    own = rights(user, account, on)
    return own.care and not own.edit


def scopes_of(user: User | AnonymousUser, *, on: datetime.date) -> tuple[str, ...]:
    """Scopes in which the user may change something."""
    return tuple(
        scope for scope in Scope.values if any(may_set(user, scope, name, on=on) for name in ("amber", SWITCH))
    )


def readable_changes(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[LimitChange]:
    """Changes of the company and the care models, and exceptions of the accounts whose care the user may see."""
    accounts = with_care(Account.objects.all(), user, on=on)
    return LimitChange.objects.filter(Q(account__isnull=True) | Q(account__in=accounts.values("pk")))


def may_take_back(user: User | AnonymousUser, change: LimitChange, *, on: datetime.date) -> bool:
    """Who may make a change may also take it back."""
    if change.account is not None:
        return may_set_for(user, change.account, on=on)
    return may_set(user, change.scope, change.name, on=on)


def may_be_taken_back(user: User | AnonymousUser, rows: Iterable[LimitChange], *, on: datetime.date) -> set[int]:
    """Ids of the rows the user could take back, of rows from `readable_changes`. One query at most."""
    rows = list(rows)
    own: set[int] = set()
    if any(row.account_id is not None for row in rows):
        own = set(in_charge_of(user, on=on).values_list("pk", flat=True))
    return {row.pk for row in rows if row.account_id not in own and may_set(user, row.scope, row.name, on=on)}
