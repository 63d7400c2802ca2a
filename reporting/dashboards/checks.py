"""The pages of checks: the numbers of `reporting/checks` for one reader, with names of accounts only."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import with_care
from config.common.month import short_month
from reporting.checks.back_test import DAYS_BEFORE, Hits, Tested, back_test, hits
from reporting.checks.bad_news import CRITICAL, LOST, LOW_CSAT, NOTICE
from reporting.checks.share import Closed, RuleReds, closed, closed_months
from reporting.checks.trust import (
    LateEntries,
    OwnerOverrides,
    Unheeded,
    Watermelon,
    late_entries,
    overrides_by_owner,
    unheeded_reds,
    watermelons,
)
from reporting.rules import RULES
from reporting.rules.sentences import title
from teams.models import User

T = TypeVar("T")
YEARS_BACK = 2
KINDS: dict[str, str | Promise] = {
    NOTICE: _("Notice given"),
    LOST: _("Contract lost"),
    CRITICAL: _("Critical complaint"),
    LOW_CSAT: _("Survey below the red limit"),
}


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A finding with the name of its account."""

    account_id: int
    name: str
    what: T
    kind: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month to choose."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    """Everything the page of checks prints; `closed` is None while no month is closed."""

    months: tuple[Month, ...]
    closed: Closed | None
    rules: tuple[tuple[RuleReds, str], ...]  # with the name of the rule
    watermelons: tuple[Named[Watermelon], ...]
    unheeded: tuple[Named[Unheeded], ...]
    overrides: tuple[OwnerOverrides, ...]
    entries: LateEntries | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTestPage:
    """Everything the page of the back-test prints."""

    rows: tuple[Named[Tested], ...]
    hits: tuple[Hits, ...]
    days: tuple[int, ...]
    since: datetime.date
    blind: int  # events nothing warned of though the account was assessed


def checked_accounts(user: User | AnonymousUser, on: datetime.date) -> AccountQuerySet:
    """The accounts the checks count: visible to the reader, with the right to their care."""
    return with_care(Account.objects.all(), user, on=on)


def checks_page(user: User | AnonymousUser, *, on: datetime.date, lang: str, asked: str) -> ChecksPage:
    """The checks of the asked month ("2026-08"), the newest close when it is not one of them."""
    accounts = checked_accounts(user, on)
    months = closed_months(accounts)
    chosen = next((month for month in months if f"{month:%Y-%m}" == asked), months[0] if months else None)
    names = dict(accounts.values_list("pk", "name"))
    found = closed(accounts, chosen) if chosen else None
    return ChecksPage(
        months=tuple(Month(f"{month:%Y-%m}", short_month(month), month == chosen) for month in months),
        closed=found,
        rules=tuple(
            (row, title(row.rule, lang) if row.rule in RULES else "") for row in (found.rules if found else ())
        ),
        watermelons=tuple(
            Named(row.account_id, names[row.account_id], row, KINDS[row.news.kind])
            for row in (watermelons(names, chosen, on) if chosen else ())
        ),
        unheeded=tuple(
            Named(row.account_id, names[row.account_id], row)
            for row in (unheeded_reds(names, chosen) if chosen else ())
        ),
        overrides=tuple(overrides_by_owner(names, on)),
        entries=late_entries(names, chosen) if chosen else None,
    )


def back_test_page(user: User | AnonymousUser, *, on: datetime.date) -> BackTestPage:
    """The events of the last two years."""
    names = dict(checked_accounts(user, on).values_list("pk", "name"))
    since = on.replace(year=on.year - YEARS_BACK, day=1)
    tested = back_test(names, since, on)
    return BackTestPage(
        rows=tuple(_named(tested, names)),
        hits=hits(tested),
        days=DAYS_BEFORE,
        since=since,
        blind=sum(each.is_known and not each.was_warned for each in tested),
    )


def _named(tested: Iterable[Tested], names: dict[int, str]) -> Iterable[Named[Tested]]:
    for each in tested:
        pk = each.news.account_id
        yield Named(pk, names[pk], each, KINDS[each.news.kind])
