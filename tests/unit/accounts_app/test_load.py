"""Time promised for care by month, account and person (domain.md 5.7)."""

import datetime
from decimal import Decimal

import pytest

from accounts_app.support.load import loads, monthly_hours
from tests.factories import make_account, make_budget, make_hours, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def test_months_of_a_year_add_up_to_its_hours() -> None:
    months = [monthly_hours(Decimal(90), month) for month in range(1, 13)]
    assert sum(months) == pytest.approx(Decimal(90))
    assert months[6] == months[0] / 2
    assert months[11] == months[0] * Decimal("0.75")
    assert months[0] == Decimal(8)


@pytest.mark.parametrize(("hours", "pct", "over"), [(990, 110, False), (1000, 111, True), (450, 50, False)])
def test_more_than_110_per_cent_is_too_much(hours: int, pct: int, over: bool) -> None:
    person = make_person(care_hours_month=Decimal(80))
    make_budget(make_account(owner=person), hours)
    (line,) = loads([person], make_user(), TODAY)
    assert (round(line.load_pct), line.is_over) == (pct, over)


def test_without_known_hours_the_load_is_unknown() -> None:
    person = make_person()
    make_budget(make_account(owner=person), 900)
    (line,) = loads([person], make_user(), TODAY)
    assert (line.promised, line.load_pct, line.is_over) == (80, None, False)


def test_account_without_a_budget_is_said_and_adds_nothing() -> None:
    person = make_person(care_hours_month=Decimal(10))
    make_account(owner=person)
    (line,) = loads([person], make_user(), TODAY)
    assert (line.without_budget, line.promised) == (1, 0)


def test_secret_account_adds_hours_only_for_those_who_know_of_it() -> None:
    owner = make_user(care_hours_month=Decimal(80))
    make_budget(make_account(owner=owner.person, confidentiality="secret"), 900)
    assert loads([owner.person], make_user(), TODAY)[0].promised == 0
    assert loads([owner.person], owner, TODAY)[0].promised == 80


@pytest.mark.parametrize(
    ("july", "august", "idle"), [(0, 1, True), (0, 2, False), (1, 0, False), (Decimal("0.99"), Decimal("1.9"), True)]
)
def test_two_months_under_a_quarter_are_flagged(july: object, august: object, idle: bool) -> None:
    """Budget 8 h in an ordinary month, 4 h in July: a quarter is 2 h and 1 h."""
    owner = make_user()
    account = make_account(owner=owner.person)
    make_budget(account, 90)
    for day, hours in ((datetime.date(2026, 7, 6), july), (datetime.date(2026, 8, 6), august)):
        if hours:
            make_hours(account, day, hours, person=owner.person)
    (line,) = loads([owner.person], owner, TODAY)
    assert bool(line.idle) is idle


def test_used_hours_are_hidden_from_those_who_may_not_see_them() -> None:
    person = make_person()
    account = make_account(owner=person)
    make_budget(account, 90)
    make_hours(account, datetime.date(2026, 8, 6), 4)
    (line,) = loads([person], make_user(role="human_resources"), TODAY)
    assert line.accounts[0].used_pcts is None


def test_line_manager_sees_the_used_hours_of_own_people() -> None:
    manager = make_user()
    person = make_person(line_manager=manager.person)
    account = make_account(owner=person)
    make_budget(account, 90)
    make_hours(account, datetime.date(2026, 8, 6), 4)
    (line,) = loads([person], manager, TODAY)
    assert line.accounts[0].used_pcts == [50, 0]
