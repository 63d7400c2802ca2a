"""Printed numbers and dates (look.md "Conventions")."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common import formats
from config.common.parsing import parse_date, parse_number, parse_percent

NB = "\u00a0"
amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (formats.number(Decimal("1234.5"), 1), f"1{NB}234,5"),
        (formats.number(-1234567, 0), f"−1{NB}234{NB}567"),
        (formats.number(Decimal("-0.04"), 1), "0,0"),
        (formats.number("96.95", 1), "97,0"),
        (formats.number(Decimal("7.50"), None), "7,5"),
        (formats.number(1200, None), f"1{NB}200"),
        (formats.number(None), "–"),
        (formats.percent(97), f"97,0{NB}%"),
        (formats.percent(None), "–"),
        (formats.signed_percent("0.9"), f"+0,9{NB}%"),
        (formats.percentage_points(-0.9), f"−0,9{NB}pp"),
        (formats.eur("1234.5"), f"1{NB}234,50{NB}€"),
        (formats.eur(1234, 0), f"1{NB}234{NB}€"),
        (formats.thousands_eur(Decimal("3126487.20")), f"3{NB}126,5"),
        (formats.thousands_eur(None), "–"),
        (formats.signed("0.94"), "+0,9"),
        (formats.signed("-0.94"), "−0,9"),
        (formats.signed("0.04"), "0,0"),
        (formats.signed("-0.04"), "0,0"),
        (formats.day(date(2026, 11, 21)), "21.11.2026"),
        (formats.short_day(date(2026, 9, 14)), "14.9."),
        (formats.day(datetime(2026, 9, 10, 22, 30, tzinfo=UTC)), "11.9.2026"),
        (formats.moment(datetime(2026, 9, 11, 3, 5, tzinfo=UTC)), f"11.9.2026{NB}6.05"),
        (formats.moment(None), "–"),
        (formats.day(None), "–"),
        (formats.short_day(None), "–"),
        (formats.day_range(date(2026, 3, 1), None), "1.3.2026–"),
        (formats.week(date(2026, 8, 31)), f"vk{NB}36"),
        (formats.week(date(2026, 8, 31), "sv"), f"v.{NB}36"),
    ],
)
def test_printing(printed, expected):
    assert printed == expected


@pytest.mark.parametrize("printer", [formats.signed, formats.signed_percent, formats.percentage_points, formats.eur])
def test_missing_prints_a_dash(printer):
    assert printer(None) == "–"


@given(amounts)
def test_printed_numbers_read_back(value):
    assert parse_number(formats.number(value, 2)).value == value
    assert parse_number(formats.eur(value)).value == value
    assert parse_number(formats.signed(value, 2)).value == value
    assert parse_number(formats.number(value, None)).value == value
    assert parse_percent(formats.percent(value, 2)).value == value


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_printed_dates_read_back(day):
    assert parse_date(formats.day(day)).value == day
    assert parse_date(formats.short_day(day), year=day.year).value == day
