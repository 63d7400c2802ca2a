"""Projects of consultancy accounts (domain.md 1.4 F4, Q1p–Q3p, R04, R06k–R08k)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts_app.models import Account
from reporting.facts.period import Period
from reporting.facts.projects import Work, read
from tests.factories import make_account, make_project

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
R12 = Decimal(120000)


def consultancy() -> Account:
    return make_account(profile=Account.Profile.CONSULTANCY)


def work(account: Account, as_of: date = TODAY, r12: Decimal | None = R12) -> Work:
    return read({account.pk: r12}, [account.pk], Period(date(2026, 8, 1), as_of))[account.pk]


def fields(account: Account, as_of: date = TODAY) -> dict[str, object]:
    return work(account, as_of).fields


def test_service_accounts_have_no_projects() -> None:
    account = make_account()
    make_project(account)
    assert read({account.pk: R12}, [], Period(date(2026, 8, 1), TODAY)) == {}


def test_no_project_is_a_true_zero_and_no_order_book() -> None:
    found = work(consultancy())
    assert found.confirmed_on is None
    assert (found.fields["projects_active"], found.fields["sites_active"]) == (0, 0)
    assert (found.fields["projects_over_110"], found.fields["project_over_125_share"]) == (0, 0)
    assert found.fields["orderbook_months"] is found.fields["project_feedback"] is None


def test_active_is_begun_and_not_closed() -> None:
    account = consultancy()
    make_project(account)
    make_project(account, starts_on=TODAY)
    make_project(account, starts_on=date(2026, 9, 12))
    make_project(account, closed_on=TODAY)
    make_project(account, closed_on=date(2026, 9, 12))
    assert fields(account)["projects_active"] == fields(account)["sites_active"] == 3


def test_a_milestone_may_be_fourteen_days_late() -> None:
    account = consultancy()
    make_project(account)
    make_project(account, milestone_on=date(2026, 8, 28))
    make_project(account, name="Yli", milestone_on=date(2026, 8, 27))
    make_project(account, name="Pahin", milestone_on=date(2026, 5, 1))
    found = fields(account)
    assert (found["projects_on_schedule"], found["projects_late_names"]) == (2, ("Pahin", "Yli"))


def test_feedback_of_projects_closed_in_twelve_months() -> None:
    account = consultancy()
    for day, feedback in ((date(2025, 8, 31), "1"), (date(2025, 9, 1), "4"), (date(2026, 8, 31), "4.5")):
        make_project(account, closed_on=day, feedback=Decimal(feedback))
    make_project(account, closed_on=date(2026, 9, 1), feedback=Decimal(1))  # after the closed month
    make_project(account, closed_on=date(2026, 5, 1))
    make_project(account, feedback=Decimal(1))  # not closed
    found = fields(account)
    assert (found["project_feedback"], found["project_feedback_n"]) == (Decimal("4.25"), 2)
    assert fields(account, date(2026, 8, 30))["project_feedback_n"] == 1


def test_projects_over_their_hours_the_worst_first() -> None:
    account = consultancy()
    make_project(account, used_hours=Decimal(110))
    make_project(account, name="Vähän yli", used_hours=Decimal("110.1"))
    make_project(account, name="Paljon yli", used_hours=Decimal(125))
    make_project(account, budget_hours=0, used_hours=Decimal(500))
    found = fields(account)
    assert (found["projects_over_110"], found["projects_over_names"]) == (2, ("Paljon yli", "Vähän yli"))
    assert found["project_over_125_share"] == 0


def test_the_largest_project_far_over_by_its_share() -> None:
    account = consultancy()
    make_project(account, contract_eur=Decimal(3000), used_hours=Decimal(126))
    make_project(account, contract_eur=Decimal(2000), used_hours=Decimal(300))
    make_project(account, contract_eur=Decimal(5000))
    make_project(account, contract_eur=Decimal(90000), used_hours=Decimal(300), closed_on=TODAY)
    assert fields(account)["project_over_125_share"] == 30


def test_a_share_of_nothing_is_not_known() -> None:
    account = consultancy()
    make_project(account, contract_eur=0, used_hours=Decimal(300))
    assert fields(account)["project_over_125_share"] is None


def test_the_order_book_in_months_of_mean_revenue() -> None:
    account = consultancy()
    make_project(account, contract_eur=Decimal(40000), invoiced_eur=Decimal(10000))
    make_project(account, contract_eur=Decimal(10000), invoiced_eur=Decimal(15000))  # invoiced over is not minus
    make_project(account, contract_eur=Decimal(90000), closed_on=TODAY)
    assert fields(account)["orderbook_months"] == 3
    for unknown in (None, Decimal(0), Decimal(-5)):
        assert work(account, r12=unknown).fields["orderbook_months"] is None


def test_the_newest_confirmation_of_active_projects() -> None:
    account = consultancy()
    make_project(account, confirmed_on=date(2026, 8, 20))
    make_project(account, confirmed_on=date(2026, 8, 1))
    make_project(account, confirmed_on=date(2026, 9, 12))  # confirmed later: not known yet
    make_project(account, confirmed_on=date(2026, 9, 10), closed_on=date(2026, 9, 10))
    assert work(account).confirmed_on == date(2026, 8, 20)
