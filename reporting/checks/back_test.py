"""What the status said 30, 60 and 90 days before something bad happened (issue of trust: domain.md 2.8)."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts_app.models import StatusChange
from config.common.rounding import ratio_pct
from reporting.checks import bad_news
from reporting.checks.bad_news import BadNews

DAYS_BEFORE = (90, 60, 30)
WARNING = ("AMBER", "RED")


@dataclass(frozen=True, slots=True)
class Said:
    """The status on a day so many days before; "" = the account was not assessed yet."""

    days: int
    colour: str
    rules: tuple[str, ...]  # red and amber rules of that colour, the worst first


@dataclass(frozen=True, slots=True)
class Tested:
    """One event with what the status said before it."""

    news: BadNews
    said: tuple[Said, ...]

    @property
    def was_warned(self) -> bool:
        """Amber or red on at least one of the days."""
        return any(said.colour in WARNING for said in self.said)

    @property
    def is_known(self) -> bool:
        """The account was assessed on at least one of the days; otherwise nothing can be said of the status."""
        return any(said.colour for said in self.said)


@dataclass(frozen=True, slots=True)
class Hits:
    """Of the events whose account was assessed so many days before, how many were amber or red."""

    days: int
    known: int
    warned: int
    pct: Decimal | None


def back_test(ids: Collection[int], first: datetime.date, last: datetime.date) -> list[Tested]:
    """Every notice, lost contract and critical complaint of the time, the newest first. Four queries."""
    readers = (bad_news.notices, bad_news.lost_contracts, bad_news.critical_complaints)
    happened = [news for read in readers for news in read(ids, first, last)]
    past = _history({news.account_id for news in happened})
    happened.sort(key=lambda news: (news.on, news.account_id, news.kind), reverse=True)
    return [
        Tested(news, tuple(_said(past[news.account_id], news.on, days) for days in DAYS_BEFORE)) for news in happened
    ]


@dataclass(slots=True)
class _Past:
    days: list[datetime.date]
    colours: list[tuple[str, tuple[str, ...]]]


def _history(ids: Collection[int]) -> dict[int, _Past]:
    """Changes of the colour of accounts, the oldest first. One query."""
    rows = StatusChange.objects.filter(account__in=ids, scope=StatusChange.Scope.ACCOUNT)
    past: dict[int, _Past] = defaultdict(lambda: _Past([], []))
    for pk, day, new, reasons in rows.order_by("changed_on", "pk").values_list(
        "account_id", "changed_on", "new", "reasons"
    ):
        past[pk].days.append(day)
        past[pk].colours.append((new, _rules(reasons)))
    return past


def _rules(reasons: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(reason["rule"] for reason in reasons if reason["rule"] and reason["level"] in WARNING)


def _said(past: _Past, event: datetime.date, days: int) -> Said:
    position = bisect_right(past.days, event - datetime.timedelta(days=days))
    colour, rules = past.colours[position - 1] if position else ("", ())
    return Said(days, colour, rules)


def hits(tested: Sequence[Tested]) -> tuple[Hits, ...]:
    """How often the status warned, by days before."""
    found = []
    for index, days in enumerate(DAYS_BEFORE):
        colours = [each.said[index].colour for each in tested if each.said[index].colour]
        warned = sum(colour in WARNING for colour in colours)
        found.append(Hits(days, len(colours), warned, ratio_pct(warned, len(colours))))
    return tuple(found)
