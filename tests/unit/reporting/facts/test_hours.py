"""Care hours against the budget (domain.md 1.4 G5, 5.7, R22)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts_app.models import Account
from reporting.facts.hours import read
from reporting.facts.period import Period
from tests.factories import make_account, make_budget, make_hours

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


def hours(
    account: Account, as_of: date = TODAY, month: date = date(2026, 8, 1), *, has_feed: bool = True
) -> dict[str, object] | None:
    return read([account.pk], Period(month, as_of), has_feed=has_feed).get(account.pk)


def test_the_budget_is_spread_over_the_months() -> None:
    account = make_account()
    make_budget(account, 192)
    make_hours(account, date(2026, 1, 1), "59.5")
    make_hours(account, date(2026, 8, 31), "59.5")
    assert hours(account) == {
        "hours_used": Decimal(119),
        "hours_budget": Decimal(128),
        "time_budget_pct": Decimal("92.96875"),
        "hours_month": Decimal("59.5"),
        "hours_month_budget": Decimal(16),
    }


def test_hours_outside_the_period_do_not_count() -> None:
    account = make_account()
    make_budget(account, 120)
    make_hours(account, date(2025, 12, 31))
    make_hours(account, date(2026, 9, 1))
    make_hours(make_account(), date(2026, 5, 1))
    assert hours(account)["hours_used"] == hours(account)["time_budget_pct"] == 0


def test_hours_worked_later_do_not_show() -> None:
    account = make_account()
    make_budget(account, 120)
    make_hours(account, date(2026, 8, 20), 4)
    make_hours(account, date(2026, 8, 21), 5)
    assert hours(account, date(2026, 8, 20))["hours_used"] == 4


def test_without_a_budget_of_the_year_nothing_is_said() -> None:
    account = make_account()
    make_budget(account, 120, year=2025)
    make_hours(account, date(2026, 5, 1))
    assert hours(account) is None
    assert hours(account, date(2026, 1, 20), date(2025, 12, 1))["hours_budget"] == 120


def test_hours_nobody_records_are_not_known() -> None:
    account = make_account()
    make_budget(account, 120)
    assert hours(account)["hours_used"] == 0  # loaded, and nothing for this account
    unknown = {
        "hours_used": None,
        "hours_budget": Decimal(80),
        "time_budget_pct": None,
        "hours_month": None,
        "hours_month_budget": Decimal(10),
    }
    assert hours(account, has_feed=False) == unknown
    make_hours(make_account(), date(2026, 5, 1))
    assert hours(account, has_feed=False)["time_budget_pct"] == 0
    assert hours(account, date(2026, 4, 30), has_feed=False) == unknown
