"""Grades of the local contact on quality rounds (domain.md 1.4 C3)."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.facts.period import Period
from reporting.facts.pulse import read
from tests.factories import make_account, make_round, make_site

pytestmark = pytest.mark.django_db


def test_the_mean_of_three_months() -> None:
    account = make_account()
    site = make_site(account)
    grades = {date(2026, 6, 1): 4, date(2026, 7, 1): 5, date(2026, 8, 31): 4, date(2026, 5, 31): 1, date(2026, 9, 1): 1}
    for day, grade in grades.items():
        row = make_round(site, day, 90)
        row.customer_score = Decimal(grade)
        row.save()
    make_round(site, date(2026, 7, 10), 90)
    slip = make_round(site, date(2026, 7, 11), 90)
    slip.customer_score = Decimal(45)
    slip.save()
    fields = read([account.pk, make_account().pk], Period(date(2026, 8, 1), date(2026, 9, 11)))
    assert fields == {account.pk: {"pulse": Decimal("13.0") / 3, "pulse_n": 3}}
