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


def late(account: Account, as_of: date = TODAY) -> tuple[object, ...]:
    fields = clock(account, as_of) or {}
    return fields["clock_late14"], fields["key_late_max"], fields["clock_late_names"]


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
    assert late(with_clock()) == (0, 0, ())
    fields = clock(with_clock()) or {}
    assert (fields["meetings_due"], fields["meetings_done"], fields["clock_due_r12"]) == (0, 0, 0)


def test_more_than_fourteen_days_late_the_latest_first() -> None:
    account = with_clock()
    make_clock_event(account, "SA", date(2026, 8, 27))  # 15 days, a key event
    make_clock_event(account, "TA", date(2026, 8, 28))  # 14 days
    make_clock_event(account, "RI", date(2026, 7, 1))
    assert late(account) == (2, 15, ("RI", "SA"))


def test_a_key_event_a_few_days_late_is_the_latest_key_event() -> None:
    account = with_clock()
    make_clock_event(account, "JT", date(2026, 9, 10))
    make_clock_event(account, "TS", date(2026, 9, 11))  # today is the last day
    assert late(account) == (0, 1, ())


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


def test_meetings_of_the_year_whose_window_has_closed() -> None:
    account = with_clock()
    held = make_meeting(account, date(2026, 6, 10))
    make_clock_event(account, "JT", date(2026, 6, 30), meeting=held)
    make_clock_event(account, "OR", date(2026, 9, 11), done_on=date(2026, 9, 11))
    make_clock_event(account, "SY", date(2026, 3, 31))
    make_clock_event(account, "JT", date(2026, 9, 12), done_on=date(2026, 9, 1))  # its window is still open
    make_clock_event(account, "JT", date(2025, 12, 31))  # last year
    make_clock_event(account, "TA", date(2026, 6, 30))  # no meeting
    fields = clock(account) or {}
    assert (fields["meetings_due"], fields["meetings_done"]) == (3, 2)


def test_events_of_twelve_closed_months_within_their_window() -> None:
    account = with_clock()
    make_clock_event(account, "TA", date(2025, 9, 1), done_on=date(2025, 9, 1))
    make_clock_event(account, "TA", date(2026, 8, 31), done_on=date(2026, 9, 1))  # a day late
    make_clock_event(account, "JT", date(2026, 8, 31), meeting=make_meeting(account, date(2026, 8, 31)))
    make_clock_event(account, "RI", date(2026, 7, 1))
    make_clock_event(account, "TA", date(2025, 8, 31), done_on=date(2025, 8, 1))  # the month before R12
    make_clock_event(account, "TA", date(2026, 9, 1), done_on=date(2026, 9, 1))  # the month after
    fields = clock(account) or {}
    assert (fields["clock_due_r12"], fields["clock_on_time_r12"]) == (4, 2)


def test_a_moved_window_is_late_by_its_new_end_and_counted_by_its_first() -> None:
    account = with_clock()
    moved = {"planned_latest_on": date(2026, 8, 10), "moves": 1, "move_reason": "Asiakas muutti"}
    meeting = make_meeting(account, date(2026, 8, 20))
    make_clock_event(account, "JT", date(2026, 9, 1), meeting=meeting, **moved)
    make_clock_event(account, "RI", date(2026, 10, 1), **moved)
    fields = clock(account) or {}
    assert fields["clock_late14"] == 0
    assert (fields["clock_due_r12"], fields["clock_on_time_r12"]) == (2, 0)
    assert (fields["meetings_due"], fields["meetings_done"]) == (1, 1)
