"""Working days to a repair the customer accepts (domain.md 1.4 C7)."""

from datetime import date

import pytest

from accounts_app.models import Account
from reporting.facts.period import Period
from reporting.facts.resolution import read
from tests.factories import make_account, make_complaint

pytestmark = pytest.mark.django_db


def times(account: Account) -> dict[str, object] | None:
    return read([account.pk], Period(date(2026, 8, 1), date(2026, 9, 11))).get(account.pk)


def closed(account: Account, received: date, day: date, **values: object) -> None:
    make_complaint(account, received, closed_on=day, **values)


def test_the_median_and_what_nine_of_ten_stay_within() -> None:
    account = make_account()
    monday = date(2026, 8, 3)
    closed(account, monday, monday)
    closed(account, monday, date(2026, 8, 4))
    closed(account, monday, date(2026, 8, 7), is_accepted=True)
    closed(account, monday, date(2026, 8, 17))  # two weeks: ten working days
    assert times(account) == {"resolution_days": 2.5, "resolution_p90": 10}


def test_only_what_was_closed_in_three_months_and_not_refused() -> None:
    account = make_account()
    closed(account, date(2026, 5, 1), date(2026, 5, 31))
    closed(account, date(2026, 8, 31), date(2026, 9, 1))
    closed(account, date(2026, 8, 3), date(2026, 8, 4), is_accepted=False)
    make_complaint(account, date(2026, 8, 3))
    assert times(account) is None
    closed(account, date(2026, 5, 29), date(2026, 6, 1))  # Friday to Monday
    assert times(account) == {"resolution_days": 1, "resolution_p90": 1}
