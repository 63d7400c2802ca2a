"""Months and periods (domain.md 1.2, 1.3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common import month as months
from config.common.parsing import parse_period

AUGUST = date(2026, 8, 1)
any_month = st.dates(date(1960, 1, 1), date(2090, 12, 31)).map(months.month_of)


@pytest.mark.parametrize("text", ["2026-08", "8/2026", "08/2026", " 2026-8 "])
def test_parse_month(text):
    assert months.parse_month(text) == AUGUST


@pytest.mark.parametrize("text", ["", "2026", "13/2026", "2026-00", "elokuu", "8/26"])
def test_parse_month_refuses_with_a_sentence(text):
    with pytest.raises(ValueError, match="is not a month"):
        months.parse_month(text)


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2026, 1, 1), AUGUST, "1–8/2026"),
        (date(2026, 1, 1), date(2026, 1, 1), "1/2026"),
        (date(2026, 9, 1), date(2027, 2, 1), "9/2026–2/2027"),
    ],
)
def test_period_label(first, last, label):
    assert months.period_label(first, last) == label


@pytest.mark.parametrize(("lang", "label"), [("fi", "elokuu 2026"), ("en", "August 2026"), ("sv", "augusti 2026")])
def test_month_label(lang, label):
    assert months.month_label(AUGUST, lang) == label


def test_short_month_and_last_day():
    assert months.short_month(AUGUST) == "8/2026"
    assert months.last_day(date(2028, 2, 1)) == date(2028, 2, 29)
    assert months.last_day(date(2026, 12, 1)) == date(2026, 12, 31)


def test_year_to_date_of_calendar_year():
    assert months.year_to_date(AUGUST) == [date(2026, number, 1) for number in range(1, 9)]


def test_year_to_date_of_another_financial_year():
    period = months.year_to_date(date(2027, 2, 1), first_month=9)
    assert (period[0], period[-1], len(period)) == (date(2026, 9, 1), date(2027, 2, 1), 6)


def test_rolling_twelve():
    rolled = months.rolling(AUGUST, 12)
    assert (rolled[0], rolled[-1], len(rolled)) == (date(2025, 9, 1), AUGUST, 12)


def test_months_between_is_empty_backwards():
    assert months.months_between(AUGUST, date(2026, 7, 1)) == []


@given(any_month, st.integers(-500, 500))
def test_adding_and_taking_away_months(month, count):
    moved = months.add_months(month, count)
    assert moved.day == 1
    assert months.add_months(moved, -count) == month


@given(any_month, st.integers(0, 60))
def test_printed_period_reads_back(first, length):
    last = months.add_months(first, length)
    assert parse_period(months.period_label(first, last)) == (first, last)
    assert months.parse_month(months.short_month(last)) == last
