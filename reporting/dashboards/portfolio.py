"""All accounts a person may know of, as rows: the account list, the board page and their exports read this model.

What the reader may not see of an account is empty in its row, and is neither filtered nor sorted by.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Collate, NullIf

from accounts_app.access import Data
from accounts_app.models import Account, Assignment, MonthlyFigure, Site, StatusChange
from accounts_app.models.account import AccountQuerySet
from accounts_app.ownership import responsible_on
from accounts_app.permissions import opened
from config.common.collation import FINNISH, finnish_key
from config.common.month import add_months, last_day, month_of
from config.common.working_days import last_closed_month
from reporting.closes_read import months_of, with_months
from reporting.dashboards.reasons import why
from reporting.models import QualityCard
from reporting.overrides import hand_reasons, overridden_from
from reporting.rules import Colour
from reporting.status import trend
from teams.models import Person, Town, User, in_force

COLOURS: tuple[str, ...] = ("RED", "AMBER", "GREY", "GREEN")
MONTHS_R12 = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account of the list. `status` is empty and `revenue_r12` is None where the reader has no right."""

    pk: int
    name: str
    status: str
    computed: str  # the computed colour when the status is shown by hand, otherwise ""
    trend: str  # "better", "same", "worse", "new"; "" without the right
    months: int | None  # month closes in this colour, the present one included
    reason: str
    more_reasons: int
    owner: Person | None
    acting: Person | None  # who answers today when it is not the owner
    care_model: str
    care_model_label: str
    town: str
    revenue_r12: Decimal | None  # EUR of the last 12 closed months
    sees_money: bool


@dataclass(frozen=True, slots=True)
class ColourCounts:
    """How many accounts show each colour, and how many rows have care or money open to the reader."""

    by_colour: dict[str, int]
    total: int
    with_care: int
    with_money: int


def portfolio(user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """The visible accounts in care, each with `sees_care` and `sees_money`: what the reader may know of it."""
    accounts = Account.objects.visible_to(user, on=on).in_care(on)
    care, money = (_is_true(opened(user, data, on=on)) for data in (Data.CARE, Data.MONEY))
    found: AccountQuerySet = accounts.annotate(sees_care=care, sees_money=money)
    return found


def _is_true(condition: Q) -> Combinable:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def counts(accounts: AccountQuerySet) -> ColourCounts:
    """Counts in one query."""
    groups = accounts.order_by().values_list("status", "sees_care", "sees_money").annotate(n=Count("pk"))
    found = [(status if care else "", care, money, number) for status, care, money, number in groups]
    return ColourCounts(
        by_colour={colour: sum(number for shown, *_, number in found if shown == colour) for colour in COLOURS},
        total=sum(number for *_, number in found),
        with_care=sum(number for _, care, _, number in found if care),
        with_money=sum(number for *_, money, number in found if money),
    )


def with_previous(accounts: AccountQuerySet, on: datetime.date) -> AccountQuerySet:
    """Adds `previous_status`: of the latest published card, else what held a month ago (domain.md 2.7)."""
    published = QualityCard.objects.filter(account=OuterRef("pk"), state=QualityCard.State.PUBLISHED)
    card = published.order_by("-month", "-version").values("status")[:1]
    recent = StatusChange.objects.filter(
        account=OuterRef("pk"), scope=StatusChange.Scope.ACCOUNT, changed_on__gt=month_ago(on)
    )
    change = recent.order_by("changed_on", "pk").values("old")[:1]
    before = Coalesce(Subquery(card), NullIf(Subquery(change), Value("")))
    found: AccountQuerySet = accounts.annotate(previous_status=before)
    return found


def month_ago(on: datetime.date) -> datetime.date:
    """The same day a month earlier, at most its last day."""
    month = add_months(month_of(on), -1)
    return month.replace(day=min(on.day, last_day(month).day))


def revenue_r12(on: datetime.date) -> Subquery:
    """Revenue of the last 12 closed months in EUR; empty when nothing was delivered."""
    last = last_closed_month(on)
    first = add_months(last, 1 - MONTHS_R12)
    rows = MonthlyFigure.objects.filter(account=OuterRef("pk"), month__range=(first, last)).order_by()
    return Subquery(rows.values("account").annotate(sum=Sum("revenue_eur")).values("sum"))


def sorted_by(accounts: AccountQuerySet, sort: str, on: datetime.date) -> AccountQuerySet:
    """In the asked order (a leading minus turns it), then by name. An unknown order is by status."""
    code, descending = sort.removeprefix("-"), sort.startswith("-")
    name = Collate("name", FINNISH)
    if code == "name":
        return accounts.order_by(name.desc() if descending else name.asc(), "pk")
    key, annotations = _sort_key(code, on)
    counted = with_months(accounts) if code == "months" else accounts
    annotated = counted.annotate(**annotations) if annotations else counted
    order = key.desc(nulls_last=True) if descending else key.asc(nulls_last=True)
    # Ties by risk only where the reader may know it: the order of rows would tell it otherwise.
    points = Case(When(sees_care=True, then=F("judgement__risk_points"))).desc(nulls_last=True)
    return annotated.order_by(order, *([points] if code == "status" else []), name.asc(), "pk")


def _sort_key(code: str, on: datetime.date) -> tuple[Any, dict[str, Any]]:
    """The expression to sort by and what must be annotated for it."""
    if code == "owner":
        held = Assignment.objects.filter(in_force(on), account=OuterRef("pk"), role=Assignment.Role.OWNER)
        owner = Subquery(held.order_by("starts_on", "pk").values("person__name")[:1])
        return Collate(F("owner_name"), FINNISH), {"owner_name": owner}
    if code == "town":
        return Collate(F("home_town__name"), FINNISH), {}
    if code == "care_model":
        return F("care_model"), {}
    if code == "revenue":
        shown = Case(When(sees_money=True, then=revenue_r12(on)))
        return F("shown_revenue"), {"shown_revenue": shown}
    if code == "months":
        return F("shown_months"), {"shown_months": Case(When(sees_care=True, then=F("months_in_colour")))}
    ranks = Case(*(When(status=colour, then=Value(place)) for place, colour in enumerate(COLOURS)))
    shown = Case(When(sees_care=True, then=ranks), default=Value(len(COLOURS)), output_field=IntegerField())
    return F("rank"), {"rank": shown}


def rows_of(
    accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date, lang: str
) -> tuple[AccountRow, ...]:
    """The rows of the chosen accounts (a slice of them) in their order.

    Four queries whatever their number, and a fifth when some are shown by hand.
    """
    ids = list(accounts.values_list("pk", flat=True))
    chosen = portfolio(user, on=on).filter(pk__in=ids)
    full = with_months(with_previous(chosen, on)).annotate(r12=revenue_r12(on)).select_related("judgement", "home_town")
    known = {account.pk: account for account in full}
    found = [known[pk] for pk in ids if pk in known]
    named = responsible_on(found, on)
    by_hand = hand_reasons(getattr(account, "judgement", None) for account in found if account.sees_care)
    return tuple(_row(account, named[account.pk], by_hand.get(account.pk, ""), on, lang) for account in found)


def _row(account: Any, named: Any, by_hand: str, on: datetime.date, lang: str) -> AccountRow:
    judged = getattr(account, "judgement", None) if account.sees_care else None
    computed = why(judged, money=account.sees_money, lang=lang) if account.sees_care else ()
    sentences = (by_hand, *computed) if by_hand else computed
    owner = named.owner
    return AccountRow(
        pk=account.pk,
        name=account.name,
        status=account.status if account.sees_care else "",
        computed=overridden_from(judged),
        trend=direction(account.previous_status, account.status) if account.sees_care else "",
        months=months_of(account) if account.sees_care else None,
        reason=sentences[0] if sentences else "",
        more_reasons=max(0, len(sentences) - 1),
        owner=owner,
        acting=named.acting if named.acting != owner else None,
        care_model=account.care_model,
        care_model_label=account.get_care_model_display(),
        town=account.home_town.name if account.home_town else "",
        revenue_r12=account.r12 if account.sees_money else None,
        sees_money=account.sees_money,
    )


def direction(previous: str | None, now: str) -> str:
    """Against the previous status: "new", "better", "same" or "worse" (domain.md 2.7)."""
    return trend(Colour(previous) if previous else None, Colour(now))


def choices_of(accounts: AccountQuerySet, on: datetime.date) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Who owns some of the accounts, and the towns of their homes and active sites, by name. One query."""
    held = Assignment.objects.filter(in_force(on), role=Assignment.Role.OWNER, account__in=accounts.values("pk"))
    sites = Site.objects.filter(in_force(on), account__in=accounts.values("pk"))
    near = Q(pk__in=sites.values("town")) | Q(pk__in=accounts.values("home_town"))
    people = Person.objects.filter(pk__in=held.values("person")).annotate(sort=Value("owner"))
    towns = Town.objects.filter(near).annotate(sort=Value("town"))
    columns = ("sort", "pk", "name")
    rows = list(people.values_list(*columns).union(towns.values_list(*columns), all=True))
    rows.sort(key=lambda row: finnish_key(row[2]))
    owners = [(pk, name) for sort, pk, name in rows if sort == "owner"]
    return owners, [(pk, name) for sort, pk, name in rows if sort == "town"]
