"""Watermelons, reds nobody acts on, overrides by owner and entries made just before the cut-off (domain.md 2.8)."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from accounts_app.models import Instruction
from config.common.clock import HELSINKI
from config.common.month import add_months, month_of
from config.common.working_days import nth_working_day
from reporting.checks import bad_news
from reporting.checks.bad_news import BadNews
from reporting.models import MonthClose, StatusOverride
from teams.models import AuditEvent

LOOK_BACK_MONTHS = 12
GREEN_MONTHS = 3  # the closes 0–2 months before the bad news
RED_CLOSES = 3
CUT_OFF_WORKING_DAY = 7  # the drafts of a month are made on this working day of the next (domain.md 1.8)
LAST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Watermelon:
    """An account that looked green shortly before bad news: some rule was blind."""

    account_id: int
    news: BadNews
    month: datetime.date  # the newest green close before it


@dataclass(frozen=True, slots=True)
class Unheeded:
    """An account red for three closes running without an instruction of the board: noted, and nothing else."""

    account_id: int
    closes: int
    since: datetime.date  # first of these months


@dataclass(frozen=True, slots=True)
class OwnerOverrides:
    """Overrides somebody asked for in a quarter."""

    name: str
    better: int
    worse: int


@dataclass(frozen=True, slots=True)
class LateEntries:
    """Records written by hand in the month before a cut-off, and how many of them in its last two days."""

    cut_off: datetime.date
    total: int
    last_days: int


def watermelons(ids: Collection[int], month: datetime.date, on: datetime.date) -> list[Watermelon]:
    """Accounts that were green in one of the three closes up to a notice, a lost contract or a red survey."""
    first = add_months(month, -LOOK_BACK_MONTHS)
    readers: tuple[Callable[..., list[BadNews]], ...] = (
        bad_news.notices,
        bad_news.lost_contracts,
        bad_news.low_surveys,
    )
    happened = [news for read in readers for news in read(ids, first, on)]
    green = _green_months({news.account_id for news in happened})
    found = []
    for news in sorted(happened, key=lambda news: (news.on, news.account_id), reverse=True):
        months = [add_months(month_of(news.on), -back) for back in range(GREEN_MONTHS)]
        hit = next((month for month in months if month in green.get(news.account_id, ())), None)
        if hit is not None:
            found.append(Watermelon(news.account_id, news, hit))
    return found


def _green_months(ids: Collection[int]) -> Mapping[int, set[datetime.date]]:
    rows = MonthClose.objects.filter(account__in=ids, shown="GREEN").values_list("account_id", "month")
    months: dict[int, set[datetime.date]] = {}
    for account_id, month in rows:
        months.setdefault(account_id, set()).add(month)
    return months


def unheeded_reds(ids: Collection[int], month: datetime.date) -> list[Unheeded]:
    """Red at the last closes, three or more running, and no instruction since the first of them. Two queries."""
    rows = MonthClose.objects.filter(account__in=ids, month__lte=month).order_by("account", "-month")
    found = [
        Unheeded(account_id, len(reds), reds[-1])
        for account_id, closes in groupby(rows.values_list("account_id", "month", "shown"), key=lambda row: row[0])
        if len(reds := _newest_reds(closes, month)) >= RED_CLOSES
    ]
    told = _last_instructions([row.account_id for row in found])
    return [row for row in found if told.get(row.account_id, datetime.date.min) < row.since]


def _newest_reds(closes: Iterable[tuple[int, datetime.date, str]], month: datetime.date) -> list[datetime.date]:
    """Months red without a break up to `month`, the newest first."""
    reds: list[datetime.date] = []
    for _account_id, closed, shown in closes:
        if shown != "RED" or closed != add_months(month, -len(reds)):
            break
        reds.append(closed)
    return reds


def _last_instructions(ids: Collection[int]) -> dict[int, datetime.date]:
    rows = Instruction.objects.filter(account__in=ids).order_by("given_on").values_list("account_id", "given_on")
    return dict(rows)


def overrides_by_owner(ids: Collection[int], on: datetime.date) -> list[OwnerOverrides]:
    """Overrides asked for in the quarter of the day, by who asked. One query."""
    first = datetime.date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    start = datetime.datetime.combine(first, datetime.time.min, tzinfo=HELSINKI)
    rows = StatusOverride.objects.filter(account__in=ids, asked_at__gte=start)
    better = Q(colour="GREEN") | Q(colour="GREY", computed__in=["AMBER", "RED"]) | Q(colour="AMBER", computed="RED")
    counted = rows.values("asked_by__person__name").annotate(all=Count("pk"), better=Count("pk", filter=better))
    found = [
        OwnerOverrides(row["asked_by__person__name"] or "", row["better"], row["all"] - row["better"])
        for row in counted.order_by()
    ]
    return sorted(found, key=lambda row: (-(row.better + row.worse), row.name))


def late_entries(ids: Collection[int], month: datetime.date) -> LateEntries:
    """Records of the accounts written by hand between the cut-off of the month before and that of `month`."""
    cut_off = nth_working_day(add_months(month, 1), CUT_OFF_WORKING_DAY)
    before = nth_working_day(month, CUT_OFF_WORKING_DAY)
    days = Counter(_entry_days(set(ids), before, cut_off))
    last = sum(number for day, number in days.items() if (cut_off - day).days <= LAST_DAYS)
    return LateEntries(cut_off, days.total(), last)


def _entry_days(ids: set[int], after: datetime.date, until: datetime.date) -> Iterable[datetime.date]:
    rows: Iterable[tuple[datetime.datetime, dict[str, Any]]] = AuditEvent.objects.filter(
        Q(act__endswith=".add") | Q(act__endswith=".change"),
        at__date__gt=after,
        at__date__lte=until,
        by__isnull=False,
    ).values_list("at", "details")
    return (at.astimezone(HELSINKI).date() for at, details in rows if details.get("account") in ids)
