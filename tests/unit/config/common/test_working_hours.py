"""Deadlines in working hours: 8–16, Monday to Friday, without holidays, Helsinki time (domain.md 1.4 C6)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.clock import HELSINKI
from config.common.working_days import is_working_day
from config.common.working_hours import CLOSES, OPENS, add_working_hours


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HELSINKI)


FRIDAY, MONDAY = date(2026, 9, 11), date(2026, 9, 14)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(FRIDAY, 8), at(FRIDAY, 12)),
        (at(FRIDAY, 12), at(FRIDAY, 16)),  # the last moment of the day still belongs to it
        (at(FRIDAY, 12, 1), at(MONDAY, 8, 1)),
        (at(FRIDAY, 15), at(MONDAY, 11)),
        (at(FRIDAY, 5), at(FRIDAY, 12)),  # before the opening the time does not run
        (at(FRIDAY, 16), at(MONDAY, 12)),
        (at(FRIDAY, 23), at(MONDAY, 12)),
        (at(date(2026, 9, 12), 10), at(MONDAY, 12)),
        (at(date(2026, 6, 18), 15), at(date(2026, 6, 22), 11)),  # over Midsummer Eve
        (at(date(2026, 12, 23), 14), at(date(2026, 12, 28), 10)),  # over Christmas
    ],
)
def test_four_working_hours(moment: datetime, expected: datetime) -> None:
    assert add_working_hours(moment, 4) == expected


def test_more_hours_than_a_day_has() -> None:
    assert add_working_hours(at(FRIDAY, 9), 17) == at(date(2026, 9, 15), 10)


def test_no_hours_end_at_the_next_opening() -> None:
    assert add_working_hours(at(FRIDAY, 10), 0) == at(FRIDAY, 10)
    assert add_working_hours(at(FRIDAY, 17), 0) == at(MONDAY, 8)


def test_a_moment_of_another_zone_is_read_in_helsinki() -> None:
    assert add_working_hours(datetime(2026, 9, 11, 9, tzinfo=UTC), 4) == at(FRIDAY, 16)
    assert add_working_hours(datetime(2026, 1, 16, 9, tzinfo=UTC), 4) == at(date(2026, 1, 16), 15)


def test_hours_are_counted_forwards_only() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_hours(at(FRIDAY, 9), -1)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda moment: moment.replace(tzinfo=HELSINKI))


@given(moments, st.integers(0, 40))
def test_the_deadline_is_in_working_hours_and_hours_add_up(moment: datetime, hours: int) -> None:
    found = add_working_hours(moment, hours)
    assert is_working_day(found.date())
    assert OPENS <= found.time() <= CLOSES
    assert found >= moment
    later = add_working_hours(found, 1)
    assert later - found >= timedelta(hours=1)
    assert later == add_working_hours(moment, hours + 1)
