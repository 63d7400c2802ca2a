"""Finnish working days (domain.md 3.4 rule 3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common import working_days
from config.common.month import last_day, months_between

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        (2026, [20, 20, 22, 20, 19, 21, 23, 21, 22, 22, 21, 21]),
        (2027, [19, 20, 21, 22, 20, 21, 22, 22, 22, 21, 22, 21]),
    ],
)
def test_working_days_per_month(year, counts):
    months = months_between(date(year, 1, 1), date(year, 12, 1))
    found = [
        sum(working_days.is_working_day(month + timedelta(days=step)) for step in range(last_day(month).day))
        for month in months
    ]
    assert found == counts


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2026, 12, 24), date(2027, 6, 25), date(2026, 5, 14)])
def test_eves_and_ascension_are_free(day):
    assert not working_days.is_working_day(day)


def test_new_years_eve_is_a_working_day():
    assert working_days.is_working_day(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("month", "number", "day"),
    [
        (date(2026, 9, 1), 5, date(2026, 9, 7)),
        (date(2026, 1, 1), 1, date(2026, 1, 2)),
        (date(2026, 1, 1), 5, date(2026, 1, 9)),
        (date(2026, 12, 1), 21, date(2026, 12, 31)),
    ],
)
def test_nth_working_day(month, number, day):
    assert working_days.nth_working_day(month, number) == day


@pytest.mark.parametrize("number", [0, -1, 24])
def test_nth_working_day_outside_the_month(number):
    with pytest.raises(ValueError, match=r"(?i)working days"):
        working_days.nth_working_day(date(2026, 7, 1), number)


@pytest.mark.parametrize(
    ("on", "closed"),
    [
        (date(2026, 9, 11), date(2026, 8, 1)),
        (date(2026, 9, 7), date(2026, 8, 1)),
        (date(2026, 9, 6), date(2026, 7, 1)),
        (date(2026, 1, 8), date(2025, 11, 1)),
        (date(2026, 1, 9), date(2025, 12, 1)),
    ],
)
def test_last_closed_month(on, closed):
    assert working_days.last_closed_month(on) == closed


def test_close_day_is_set_per_company():
    assert working_days.last_closed_month(date(2026, 9, 2), close_working_day=2) == date(2026, 8, 1)


@given(days, st.integers(-60, 60))
def test_deadline_is_as_far_as_it_was_set(day, count):
    deadline = working_days.add_working_days(day, count)
    assert count == 0 or working_days.is_working_day(deadline)
    if count >= 0:
        assert working_days.working_days_between(day, deadline) == count


@given(days, days)
def test_distance_is_antisymmetric(first, last):
    forward = working_days.working_days_between(first, last)
    assert forward == -working_days.working_days_between(last, first)
