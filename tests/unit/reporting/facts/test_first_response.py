"""First responses of three months and their deadlines (domain.md 1.4 C6, R16)."""

from datetime import date, datetime

import pytest

from accounts_app.models import Account, Complaint
from config.common.clock import HELSINKI
from reporting.facts.first_response import deadline, read
from reporting.facts.period import Period
from tests.factories import make_account, make_complaint

TODAY = date(2026, 9, 11)
CRITICAL = Complaint.Severity.CRITICAL


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HELSINKI)


def counts(account: Account, as_of: date = TODAY, month: date = date(2026, 8, 1)) -> tuple[int, int] | None:
    return read([account.pk], Period(month, as_of)).get(account.pk)


def test_an_ordinary_complaint_is_answered_by_the_end_of_the_next_working_day() -> None:
    assert deadline(at(8, 24, 9), is_critical=False) == at(8, 26, 0)
    assert deadline(at(8, 28, 15), is_critical=False) == at(9, 1, 0)  # Friday: by the end of Monday
    assert deadline(at(8, 29, 15), is_critical=False) == at(9, 1, 0)  # Saturday as well
    assert deadline(at(6, 18, 9), is_critical=False) == at(6, 23, 0)  # Midsummer Eve is free


def test_a_critical_one_within_four_working_hours() -> None:
    assert deadline(at(8, 24, 9), is_critical=True) == at(8, 24, 13)
    assert deadline(at(8, 28, 15), is_critical=True) == at(8, 31, 11)


@pytest.mark.django_db
def test_answered_in_time_late_and_never() -> None:
    account = make_account()
    make_complaint(account, date(2026, 6, 1), first_response_at=at(6, 2, 23, 59))
    make_complaint(account, date(2026, 7, 1), first_response_at=at(7, 3, 0, 1))
    make_complaint(account, date(2026, 8, 31))
    make_complaint(account, date(2026, 8, 24), severity=CRITICAL, first_response_at=at(8, 24, 16))
    make_complaint(account, date(2026, 8, 25), severity=CRITICAL, first_response_at=at(8, 26, 8, 1))
    assert counts(account) == (5, 2)


@pytest.mark.django_db
def test_only_the_three_closed_months_count() -> None:
    account = make_account()
    make_complaint(account, date(2026, 5, 31), first_response_at=at(6, 1, 9))
    make_complaint(account, date(2026, 9, 1), first_response_at=at(9, 1, 14))
    assert counts(account) is None
    assert counts(account, month=date(2026, 7, 1)) == (1, 1)


@pytest.mark.django_db
def test_what_is_still_waiting_in_time_does_not_count() -> None:
    account = make_account()
    make_complaint(account, date(2026, 8, 28))  # Friday
    assert counts(account, date(2026, 8, 30)) is None
    assert counts(account, date(2026, 8, 31)) == (1, 0)


@pytest.mark.django_db
def test_a_later_answer_or_complaint_does_not_show() -> None:
    account = make_account()
    make_complaint(account, date(2026, 8, 26), first_response_at=at(8, 28, 9))
    make_complaint(account, date(2026, 8, 28), first_response_at=at(8, 28, 13))
    assert counts(account, date(2026, 8, 26)) is None
    assert counts(account, date(2026, 8, 27)) == (1, 0)
    assert counts(account, date(2026, 8, 28)) == (2, 1)
