"""What waits for somebody: windows of the annual clock, goal checks, cards without a comment, contracts that end."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from accounts_app.clock import KINDS, State, days_late, state
from accounts_app.models import ClockEvent, Contract, GoalCheck
from accounts_app.models.account import AccountQuerySet
from config.common.month import short_month
from reporting.cards.draft_order import deadlines, waiting

DAYS_AHEAD = 7
CONTRACT_DAYS_AHEAD = 120  # the earliest limit of rule R29 (domain.md 2.2)


class DueKind(StrEnum):
    """What kind of thing waits; the template has its icon and its words."""

    CLOCK = "clock"
    GOAL = "goal"
    CARD = "card"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that waits. `due_on` is the last day, `days_late` is above zero when it has passed."""

    kind: DueKind
    account_id: int
    account: str
    title: str
    due_on: datetime.date | None
    days_late: int
    target_id: int  # the row behind it
    month: datetime.date | None = None  # of a card
    rank: int = 0  # of a card: the worst first


def due_for(accounts: AccountQuerySet, on: datetime.date) -> tuple[Due, ...]:
    """Everything that waits in these accounts within a week, late ones first: four queries."""
    found = [
        *_clock(accounts, on),
        *_goals(accounts, on),
        *_cards(accounts, on),
        *_contracts(accounts, on),
    ]
    far = datetime.date.max
    return tuple(sorted(found, key=lambda due: (due.kind == DueKind.CONTRACT, due.due_on or far, due.account)))


def _clock(accounts: AccountQuerySet, on: datetime.date) -> list[Due]:
    limit = on + datetime.timedelta(days=DAYS_AHEAD)
    rows = ClockEvent.objects.filter(account__in=accounts.values("pk"), done_on__isnull=True, latest_on__lte=limit)
    return [
        Due(
            kind=DueKind.CLOCK,
            account_id=row.account_id,
            account=row.account.name,
            title=str(KINDS[row.kind].title) if row.kind in KINDS else row.kind,
            due_on=row.latest_on,
            days_late=days_late(row, on),
            target_id=row.pk,
        )
        for row in rows.select_related("account", "meeting")
        if state(row, on) in (State.OPEN, State.LATE)
    ]


def _goals(accounts: AccountQuerySet, on: datetime.date) -> list[Due]:
    limit = on + datetime.timedelta(days=DAYS_AHEAD)
    rows = GoalCheck.objects.filter(goal__account__in=accounts.values("pk"), done_on__isnull=True, due_on__lte=limit)
    return [
        Due(
            kind=DueKind.GOAL,
            account_id=row.goal.account_id,
            account=row.goal.account.name,
            title=row.goal.name,
            due_on=row.due_on,
            days_late=max(0, (on - row.due_on).days),
            target_id=row.goal_id,
        )
        for row in rows.exclude(goal__state="done").select_related("goal__account")
    ]


def _cards(accounts: AccountQuerySet, on: datetime.date) -> list[Due]:
    """Drafts that wait for the director's words, worst first; late from the day after working day 9."""
    by_month: dict[datetime.date, datetime.date] = {}
    found: list[Due] = []
    for row in waiting(accounts):
        day = by_month.setdefault(row.month, deadlines(row.month).comment_on)
        found.append(
            Due(
                kind=DueKind.CARD,
                account_id=row.account_id,
                account=row.account.name,
                title=short_month(row.month),
                due_on=day,
                days_late=max(0, (on - day).days),
                target_id=row.pk,
                month=row.month,
                rank=len(found),
            )
        )
    return found


def _contracts(accounts: AccountQuerySet, on: datetime.date) -> list[Due]:
    until = on + datetime.timedelta(days=CONTRACT_DAYS_AHEAD)
    rows = Contract.objects.filter(account__in=accounts.values("pk"), ends_on__range=(on, until))
    return [
        Due(
            kind=DueKind.CONTRACT,
            account_id=row.account_id,
            account=row.account.name,
            title=row.contract_no,
            due_on=row.ends_on,
            days_late=0,
            target_id=row.pk,
        )
        for row in rows.select_related("account")
    ]
