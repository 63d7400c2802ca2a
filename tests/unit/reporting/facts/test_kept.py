"""Which records the company keeps (domain.md 1.7)."""

from datetime import date

import pytest

from reporting.facts.kept import read
from tests.factories import make_account, make_audit, make_budget, make_contract, make_invoice, make_project

pytestmark = pytest.mark.django_db


def test_without_accounts_nothing_is_kept() -> None:
    assert read(date(2026, 9, 11)) == frozenset()


def test_one_row_of_any_account_is_enough_and_later_ones_do_not_show() -> None:
    make_account()
    other = make_account()
    make_audit(other, date(2026, 9, 11))
    make_budget(other, 100)
    make_invoice(other, date(2026, 1, 1))
    assert read(date(2026, 9, 11)) == {"audits", "hours", "invoices"}
    assert read(date(2026, 9, 10)) == {"hours", "invoices"}


@pytest.mark.parametrize(("make", "name"), [(make_contract, "contracts"), (make_project, "projects")])
def test_contracts_and_projects_make_an_order_book(make, name) -> None:
    make(make_account())
    assert read(date(2026, 9, 11)) == {name, "order_book"}
