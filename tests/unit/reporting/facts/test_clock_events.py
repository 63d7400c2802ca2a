"""Late events of the annual clock as known on a day (domain.md 3.5, R19)."""

from datetime import date

import pytest

from accounts_app.models import Account, Meeting
from reporting.facts.clock_events import read
from reporting.facts.period import Period
from tests.factories import make_account, make_clock_event, make_meeting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


def clock(account: Account, as_of: date = TODAY) -> dict[str, object] | None:
    return read([account.pk], Period(date(2026, 8, 1), as_of)).get(account.pk)


def with_clock() -> Account:
    account = make_account()
    make_clock_event(account, "VV", date(2026, 12, 31))
    return account


def test_without_a_clock_of_the_year_nothing_is_known() -> None:
    account = make_account()
    assert clock(account) is None
    make_clock_event(account, "JT", date(2025, 8, 1))
    assert clock(account) is None


def test_nothing_late_is_zero() -> None:
    assert clock(with_clock()) == {"clock_late14": 0, "key_late_max": 0, "clock_late_names": ()}


def test_more_than_fourteen_days_late_the_latest_first() -> None:
    account = with_clock()
    make_clock_event(account, "SA", date(2026, 8, 27))  # 15 days, a key event
    make_clock_event(account, "TA", date(2026, 8, 28))  # 14 days
    make_clock_event(account, "RI", date(2026, 7, 1))
    assert clock(account) == {"clock_late14": 2, "key_late_max": 15, "clock_late_names": ("RI", "SA")}


def test_a_key_event_a_few_days_late_is_the_latest_key_event() -> None:
    account = with_clock()
    make_clock_event(account, "JT", date(2026, 9, 10))
    make_clock_event(account, "TS", date(2026, 9, 11))  # today is the last day
    assert clock(account) == {"clock_late14": 0, "key_late_max": 1, "clock_late_names": ()}


def test_last_year_counts_and_the_year_before_does_not() -> None:
    account = with_clock()
    make_clock_event(account, "TV", date(2025, 1, 31))
    make_clock_event(account, "JT", date(2024, 12, 31))
    fields = clock(account)
    assert (fields["clock_late_names"], fields["key_late_max"]) == (("TV",), 0)


def test_an_unknown_kind_is_no_key_event() -> None:
    account = with_clock()
    make_clock_event(account, "XX", date(2026, 1, 31))
    fields = clock(account)
    assert (fields["clock_late14"], fields["key_late_max"]) == (1, 0)


def test_evidence_counts_from_its_day() -> None:
    account = with_clock()
    make_clock_event(account, "TA", date(2026, 8, 1), done_on=date(2026, 9, 12))
    held = make_meeting(account, date(2026, 9, 12))
    make_clock_event(account, "JT", date(2026, 8, 1), meeting=held)
    fields = clock(account)
    assert (fields["clock_late14"], fields["key_late_max"]) == (2, 41)
    assert clock(account, date(2026, 9, 12))["clock_late14"] == 0


def test_a_booked_meeting_waits_for_its_day_as_on_the_clock_page() -> None:
    account = with_clock()
    booked = make_meeting(account, date(2026, 9, 20), state=Meeting.State.BOOKED)
    make_clock_event(account, "JT", date(2026, 8, 1), meeting=booked)
    assert clock(account)["clock_late14"] == 0
    assert clock(account, date(2026, 9, 21))["clock_late14"] == 1  # the day passed and nothing was recorded


def test_a_cancelled_meeting_is_no_evidence() -> None:
    account = with_clock()
    gone = make_meeting(account, date(2026, 8, 1), state=Meeting.State.CANCELLED)
    make_clock_event(account, "JT", date(2026, 8, 1), meeting=gone)
    assert clock(account)["key_late_max"] == 41
