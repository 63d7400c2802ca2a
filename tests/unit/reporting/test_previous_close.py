"""Only closes of earlier months are remembered, the newest of them (domain.md 2.5)."""

from datetime import date

import pytest

from accounts_app.models import Account
from reporting.models import MonthClose
from reporting.previous_close import previous_closes, previous_states
from reporting.rules import Level
from reporting.status_history import RuleState
from tests.factories import make_account
from tests.factories.status import make_close

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 1)


def make_state(account: Account, month: date, level: str, *, good: int = 1) -> MonthClose:
    states = {"R07": {"c": level, "good": good}}
    return make_close(account, month, "RED", rule_states=states, limits_version=f"v{month.month}")


def test_the_newest_earlier_month_counts() -> None:
    account = make_account()
    make_state(account, date(2026, 5, 1), "GREEN")
    make_state(account, date(2026, 6, 1), "RED")
    make_state(account, AUGUST, "AMBER")
    assert previous_states([account.pk], month=AUGUST) == {account.pk: {"R07": RuleState(Level.RED, 1)}}


def test_a_close_names_its_month_and_its_limits(django_assert_num_queries) -> None:
    first, second, other = make_account(), make_account(), make_account()
    make_state(first, date(2026, 6, 1), "RED")
    make_state(second, date(2026, 7, 1), "AMBER")
    make_state(other, date(2026, 7, 1), "AMBER")
    with django_assert_num_queries(1):
        closes = previous_closes([first.pk, second.pk], month=AUGUST)
    assert {pk: (close.month.month, close.limits_version) for pk, close in closes.items()} == {
        first.pk: (6, "v6"),
        second.pk: (7, "v7"),
    }


def test_no_close_no_memory() -> None:
    account, other = make_account(), make_account()
    make_state(other, date(2026, 7, 1), "RED")
    assert previous_states([account.pk], month=AUGUST) == {}
