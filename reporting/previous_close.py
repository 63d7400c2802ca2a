"""What each rule said at the last month close: the ground of hysteresis and carry (domain.md 2.5).

The memory is the newest close of an earlier month. Once the card of that month is published, the close says what was
presented.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from accounts_app.models import Account
from reporting.models import MonthClose
from reporting.status_history import RuleState

States = dict[str, RuleState]


@dataclass(frozen=True, slots=True)
class PreviousClose:
    """The close an account is judged against."""

    month: date
    limits_version: str  # of the limits it was judged by
    states: States


def previous_closes(accounts: Collection[int], *, month: date) -> dict[int, PreviousClose]:
    """The newest close of a month before `month`, by account id; never closed = no entry. One query."""
    earlier = MonthClose.objects.filter(account=OuterRef("pk"), month__lt=month).order_by("-month").values("pk")[:1]
    newest = Account.objects.filter(pk__in=accounts).annotate(newest_close=Subquery(earlier)).values("newest_close")
    rows = MonthClose.objects.filter(pk__in=newest)
    columns = rows.values_list("account_id", "month", "limits_version", "rule_states")
    return {account_id: PreviousClose(at, version, _read(states)) for account_id, at, version, states in columns}


def previous_states(accounts: Collection[int], *, month: date) -> dict[int, States]:
    """Rule states by account id at the newest close of a month before `month`; never closed = no entry."""
    return {account_id: close.states for account_id, close in previous_closes(accounts, month=month).items()}


def _read(states: dict[str, dict[str, object]]) -> States:
    return {rule_id: RuleState.from_json(state) for rule_id, state in states.items()}
