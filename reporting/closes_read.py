"""Reads the memory of month closes: how long a colour has held, where it is going, and the last two years of it.

Durations are counted in closes: "punainen 3. kk" is the third month judged red in a row, the month judged now included
(domain.md 2.7). Trend and arrow compare with the newest published card.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from reporting.cards.context import Run
from reporting.models import AccountJudgement, MonthClose, QualityCard
from reporting.rules import Colour
from reporting.status import arrow, belongs_on_agenda, duration, trend

HISTORY = 24  # closes a page looks back
BEFORE_ALL = date(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """One month close as pages print it."""

    month: date
    closed_on: date
    shown: str
    computed: str
    dimensions: Mapping[str, str]
    risk_points: int
    is_presented: bool  # the card of the month is published


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMemory:
    """What the closes say of an account's present colour."""

    closes: tuple[Close, ...]  # newest first, at most 24
    months: int  # closes in the present colour, the month judged now included
    trend: str  # "new", "better", "same" or "worse" than the newest published card
    arrow: str  # by risk points: "new", "better", "same" or "worse"
    on_agenda: bool  # red or amber for so long that the board takes it up by itself


def runs(account_ids: Collection[int], *, before: date) -> dict[int, dict[str, Run]]:
    """The colour of the newest close before the month and how many closes in a row had it, by account id.

    The key is the code of a dimension, and "" for the account. One query.
    """
    rows = MonthClose.objects.filter(account__in=account_ids, month__lt=before).order_by("account", "-month")
    found: dict[int, dict[str, Run]] = {}
    ended: dict[int, set[str]] = {}
    for account_id, shown, dimensions in rows.values_list("account_id", "shown", "dimensions").iterator():
        _count(found.setdefault(account_id, {}), ended.setdefault(account_id, set()), {**dimensions, "": shown})
    return found


def _count(found: dict[str, Run], ended: set[str], colours: Mapping[str, str]) -> None:
    """Add one older close: a run goes on while the colour is the same."""
    if not found:
        found |= {key: Run(colour, 1) for key, colour in colours.items()}
        return
    ended |= {key for key, run in found.items() if colours.get(key) != run.colour}
    for key in found.keys() - ended:
        found[key] = Run(found[key].colour, found[key].closes + 1)


def with_months(accounts: AccountQuerySet) -> AccountQuerySet:
    """Adds `months_in_colour`: closes in the present colour, the month judged now included; None when never judged."""
    earlier = MonthClose.objects.filter(account=OuterRef("pk"), month__lt=OuterRef("judgement__month"))
    other = earlier.exclude(shown=OuterRef("status")).order_by("-month").values("month")[:1]
    same = earlier.filter(month__gt=OuterRef("other_colour_in")).order_by().values("account")
    counted = Coalesce(Subquery(same.annotate(n=Count("pk")).values("n")), 0)
    months = Case(When(judgement__isnull=False, then=counted + 1), output_field=IntegerField())
    found: AccountQuerySet = accounts.annotate(other_colour_in=Coalesce(Subquery(other), Value(BEFORE_ALL)))
    return found.annotate(months_in_colour=months)


def months_of(account: Account) -> int | None:
    """Closes in the present colour of one account; no query when `with_months` counted them already."""
    counted = account if hasattr(account, "months_in_colour") else with_months(Account.objects.all()).get(pk=account.pk)
    months: int | None = counted.months_in_colour
    return months


def memory_of(judgement: AccountJudgement) -> StatusMemory:
    """The memory of a judged account. One query."""
    closes = closes_of(judgement.account_id)
    shown = Colour(judgement.shown)
    presented = next((close for close in closes if close.is_presented), None)
    months = _months(closes, judgement.month, shown)
    return StatusMemory(
        closes=closes,
        months=months,
        trend=trend(Colour(presented.shown) if presented else None, shown),
        arrow=arrow(presented.risk_points if presented else None, judgement.risk_points),
        on_agenda=belongs_on_agenda(shown, months),
    )


def closes_of(account_id: int, count: int = HISTORY) -> tuple[Close, ...]:
    """The newest closes of the account, newest first. One query."""
    card = QualityCard.objects.filter(
        account=OuterRef("account"), month=OuterRef("month"), state=QualityCard.State.PUBLISHED
    )
    rows = MonthClose.objects.filter(account=account_id).annotate(is_presented=Exists(card)).order_by("-month")
    return tuple(_close(row) for row in rows.defer("rule_states")[:count])


def _close(row: Any) -> Close:
    return Close(
        month=row.month,
        closed_on=row.closed_on,
        shown=row.shown,
        computed=row.computed,
        dimensions=row.dimensions,
        risk_points=row.risk_points,
        is_presented=row.is_presented,
    )


def _months(closes: Sequence[Close], month: date, shown: Colour) -> int:
    """Closes of earlier months in the colour, newest first and unbroken, and the month judged now."""
    earlier = [close.shown for close in closes if close.month < month]
    same = next((place for place, colour in enumerate(earlier) if colour != shown), len(earlier))
    return duration(shown, same, shown)
