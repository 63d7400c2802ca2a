"""Continuing contracts as an order book (domain.md 1.4 F4)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts_app.models import Account
from reporting.facts.order_book import read
from reporting.facts.period import Period
from tests.factories import make_account, make_contract

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


def book(account: Account, as_of: date = TODAY) -> tuple[object, ...] | None:
    fields = read([account.pk], Period(date(2026, 8, 1), as_of)).get(account.pk)
    return fields and (fields["orderbook_eur"], fields["orderbook_prev_eur"])


def contract(account: Account, ends_on: date | None = None, **values: object) -> None:
    values.setdefault("starts_on", date(2026, 1, 1))
    make_contract(account, ends_on=ends_on, monthly_price_eur=Decimal(1000), **values)


def test_twelve_months_of_a_contract_without_an_end() -> None:
    account = make_account()
    contract(account)
    assert book(account) == (12000, None)


def test_an_end_cuts_it_to_whole_months() -> None:
    account = make_account()
    contract(account, date(2026, 12, 31))
    contract(account, date(2026, 12, 30))
    assert book(account) == (7000, None)  # September to December, and to November


def test_a_notice_cuts_it_at_the_end_of_its_period() -> None:
    account = make_account()
    contract(account, notice_months=3, notice_given_on=date(2026, 9, 1))
    assert book(account) == (4000, None)
    withdrawn = make_account()
    contract(withdrawn, notice_months=3, notice_given_on=date(2026, 9, 1), notice_withdrawn_on=date(2026, 9, 10))
    assert book(withdrawn) == (12000, None)
    assert book(withdrawn, date(2026, 9, 9)) == (4000, None)


def test_last_year_is_what_was_known_then() -> None:
    account = make_account()
    contract(account, date(2026, 3, 31), starts_on=date(2020, 1, 1))
    assert book(account) == (None, 7000)


def test_a_contract_that_begins_later_is_not_known_yet() -> None:
    account = make_account()
    contract(account, starts_on=date(2026, 9, 12))
    assert book(account) is None
