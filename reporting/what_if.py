"""What a change of limits would have meant for the last closed months, before anybody publishes it (domain.md 1.6).

Each month is judged twice as it was known at its close: with the limits of the month the change starts, and with the
change laid over them. Only accounts whose care the reader may see are counted. Chunks keep the memory bounded; with
thousands of accounts fewer months are tried, so that the answer comes while somebody waits for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import with_care
from config.common.memory import no_search_for_cycles
from config.common.month import add_months, last_day
from reporting.cards.deadlines import publishing_day
from reporting.facts.collect import PROFILE_NAMES, collect_each
from reporting.freshness import judged_month, known_loads
from reporting.judging import grounds
from reporting.limits import limits_in_force
from reporting.models import LimitChange, MonthClose
from reporting.rules import RULES, Colour, Limits
from reporting.rules.thresholds import NOT_RULES
from teams.models import User

MONTHS = 3
CHUNK = 500  # accounts judged at once
MOST_CLOSES = 9_000  # accounts times months one answer tries: about twenty seconds
ORDER = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)


@dataclass(frozen=True, slots=True)
class Turn:
    """An account that would have another colour."""

    account_id: int
    name: str
    before: Colour
    after: Colour


@dataclass(frozen=True, slots=True)
class MonthTurns:
    """What would change in one closed month."""

    month: date
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The months tried, newest first, and how many accounts the change concerns."""

    accounts: int
    months: tuple[MonthTurns, ...]

    def turned(self, colour: Colour) -> tuple[Turn, ...]:
        """Accounts that would turn to the colour in at least one month, each once, by name."""
        found = {turn.account_id: turn for month in self.months for turn in month.turns if turn.after is colour}
        return tuple(sorted(found.values(), key=lambda turn: (turn.name, turn.account_id)))

    @property
    def is_shortened(self) -> bool:
        """So many accounts are concerned that not all three months were tried."""
        return len(self.months) < MONTHS

    @property
    def changes(self) -> bool:
        """Whether any account would have another colour in any month."""
        return any(month.turns for month in self.months)


def what_if(rows: Sequence[LimitChange], reader: User, *, on: date) -> WhatIf:
    """Try unsaved changes of one rule on the last three closed months, or on those of them that fit `MOST_CLOSES`.

    The colours are the computed ones: manual overrides are left out. What each rule said at the close before comes
    from the stored closes; without one the month is judged as the first.
    """
    concerned = _concerned(rows, reader, on)
    number = concerned.count()
    newest = judged_month(on, known_loads(on))
    months = [add_months(newest, -back) for back in range(_months_for(number))]
    turns: dict[date, list[Turn]] = {month: [] for month in months}
    for chunk in _chunks(concerned):
        before, after = (limits_in_force(chunk, rows[0].starts_on, extra) for extra in ((), rows))
        touched = [account for account in chunk if before[account.pk].table != after[account.pk].table]
        for month in months:
            with no_search_for_cycles():
                turns[month] += _turns(_started(touched, month), month, on, before, after)
    return WhatIf(number, tuple(MonthTurns(month, tuple(turns[month])) for month in months))


def _months_for(accounts: int) -> int:
    """How many months are tried: three, fewer with very many accounts, and always the newest."""
    return max(1, min(MONTHS, MOST_CLOSES // max(1, accounts)))


def _chunks(accounts: AccountQuerySet) -> Iterator[list[Account]]:
    rest = accounts.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _concerned(rows: Sequence[LimitChange], reader: User, on: date) -> AccountQuerySet:
    """Accounts in care whose care the reader may see and the change could touch."""
    first = rows[0]
    found = with_care(Account.objects.all(), reader, on=on).in_care(on).order_by("pk")
    if first.account_id is not None:
        found = found.filter(pk=first.account_id)
    if first.care_model:
        found = found.filter(care_model=first.care_model)
    if first.rule not in NOT_RULES:
        spec = RULES[first.rule]
        profiles = [key for key, name in PROFILE_NAMES.items() if name in spec.profiles]
        found = found.filter(care_model__in=[*spec.applies, *spec.optional], profile__in=profiles)
    return found


def _started(accounts: Iterable[Account], month: date) -> list[Account]:
    end = last_day(month)
    return [row for row in accounts if row.relationship_started_on is None or row.relationship_started_on <= end]


def _turns(
    accounts: list[Account], month: date, on: date, before: dict[int, Limits], after: dict[int, Limits]
) -> Iterator[Turn]:
    """Accounts whose colour of the month differs under the two sets of limits."""
    for as_of, together in _by_close(accounts, month, on).items():
        ground = grounds(together, month=month, as_of=as_of)
        for account, facts in zip(together, collect_each(together, month=month, as_of=as_of), strict=True):
            own = ground[account.pk]
            was = own.judge(facts, before[account.pk]).computed
            would_be = own.judge(facts, after[account.pk]).computed
            if was is not would_be:
                yield Turn(account.pk, account.name, was, would_be)


def _by_close(accounts: list[Account], month: date, on: date) -> dict[date, list[Account]]:
    """Accounts by the day their month was closed; without a stored close the day its card was due, at most today."""
    if not accounts:
        return {}
    closes = MonthClose.objects.filter(month=month, account__in=[account.pk for account in accounts])
    closed = dict(closes.values_list("account_id", "closed_on"))
    due = min(on, publishing_day(month))
    found: dict[date, list[Account]] = {}
    for account in accounts:
        found.setdefault(min(on, closed.get(account.pk, due)), []).append(account)
    return found
