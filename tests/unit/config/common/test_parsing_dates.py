"""Dates, times and months (domain.md 7.2)."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.month import month_label, month_of
from config.common.parsing import (
    Parsed,
    ParseError,
    month_number,
    parse_date,
    parse_datetime,
    parse_month,
    parse_period,
    parse_time,
)

LAST_OF_AUGUST = date(2026, 8, 31)
AUGUST = date(2026, 8, 1)
days = st.dates(date(1950, 1, 1), date(2099, 12, 31))


def code_of(parse, raw, **options):
    with pytest.raises(ParseError) as caught:
        parse(raw, **options)
    return caught.value.code


def outcome(parse, raw, **options):
    """What was read, or the error; anything else than a ParseError fails the test."""
    try:
        return parse(raw, **options)
    except ParseError as error:
        return error


@pytest.mark.parametrize(
    "raw",
    [
        "31.8.2026", "31.08.2026", "31.08.26", "31. 8. 2026", "2026-08-31", "20260831", 20260831, 46265, 46265.0,
        46265.4, "46265", "vk 36/2026", "31.8.2026 6.05", "31.8.2026 klo 6.05", "2026-08-31T06:05:00",
        "2026-08-31 00:00:00",
        LAST_OF_AUGUST, datetime(2026, 8, 31, 23, 59), datetime(2026, 8, 30, 21, 30, tzinfo=UTC),
    ],
)  # fmt: skip
def test_accepted_dates(raw):
    assert parse_date(raw) == Parsed(LAST_OF_AUGUST)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("31.9.2026", "no_such_date"),
        ("30.2.2026", "no_such_date"),
        ("31.6.2026", "no_such_date"),
        ("0.8.2026", "no_such_date"),
        ("20261331", "no_such_date"),
        (20261331, "no_such_date"),
        ("vk 54/2026", "no_such_date"),
        ("9/1/2026", "ambiguous_date"),
        ("13/13/2026", "no_such_date"),
        ("1.9.", "year_missing"),
        ("31.8.2206", "year_range"),
        ("31.8.1026", "year_range"),
        (date(2206, 8, 31), "year_range"),
        (5, "year_range"),
        ("8/2026", "not_a_date"),
        ("elokuu", "not_a_date"),
        ("tänään", "not_a_date"),
        (202608, "not_a_date"),
        (-1, "not_a_date"),
        (10**12, "not_a_date"),
        (True, "not_a_date"),
        (time(8, 0), "not_a_date"),
        (float("inf"), "not_a_date"),
        (float("nan"), "not_a_date"),
        ("31.8.2026 25.00", "not_a_time"),
        ("#ARVO!", "error_cell"),
    ],
)
def test_refused_dates(raw, code):
    assert code_of(parse_date, raw) == code


def test_missing_dates():
    assert parse_date(None) == parse_date("") == parse_date("–") == Parsed(None)


def test_order_of_slashes_is_decided_once_per_column():
    assert parse_date("9/1/2026", day_first=True) == Parsed(date(2026, 1, 9), ("slash_date",))
    assert parse_date("9/1/2026", day_first=False) == Parsed(date(2026, 9, 1), ("slash_date",))
    assert parse_date("31/8/2026").value == parse_date("8/31/2026").value == LAST_OF_AUGUST
    assert parse_date("9/9/2026").value == date(2026, 9, 9)


def test_year_of_the_file():
    assert parse_date("1.9.", year=2026) == Parsed(date(2026, 9, 1), ("year_from_period",))


def test_workbook_counted_from_1904():
    assert parse_date(46265 - 1462, date1904=True) == Parsed(LAST_OF_AUGUST)


def test_moment_is_helsinki_time():
    summer = parse_datetime("12.8.2026 8.45").value
    assert summer.isoformat() == "2026-08-12T08:45:00+03:00"
    assert parse_datetime(46265.25).value.isoformat() == "2026-08-31T06:00:00+03:00"
    assert parse_datetime("12.1.2026", "9.15").value.isoformat() == "2026-01-12T09:15:00+02:00"
    assert parse_datetime(datetime(2026, 8, 12), time(9, 15)).value.hour == 9
    assert parse_datetime(datetime(2026, 8, 12, 7, tzinfo=UTC)).value.hour == 10
    assert parse_datetime(None, "9.15") == Parsed(None)


@pytest.mark.parametrize("raw", ["9:15", "9.15", "09:15:00", "klo 9.15", time(9, 15), datetime(2026, 8, 1, 9, 15)])
def test_times(raw):
    assert parse_time(raw) == Parsed(time(9, 15))


def test_times_refuse():
    assert parse_time("") == parse_time(None) == Parsed(None)
    assert code_of(parse_time, "24:00") == "not_a_time"
    assert code_of(parse_time, "aamu") == "not_a_time"
    assert code_of(parse_time, 0.5) == "not_a_time"


@pytest.mark.parametrize(
    "raw",
    [
        "8/2026", "08/2026", "202608", 202608, 202608.0, Decimal(202608), "2026-08", "2026/8", "8.2026", "elokuu 2026",
        "Elokuu 2026", "elo.26", "elo-26", "elo 2026", "Aug-26", "aug. 2026", "August 2026", "augusti 2026",
        "31.8.2026", "31.08.26", "2026-08-31", LAST_OF_AUGUST, datetime(2026, 8, 31), 46265, "46265", "vk 35/2026",
    ],
)  # fmt: skip
def test_accepted_months(raw):
    assert parse_month(raw) == Parsed(AUGUST)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("13/2026", "no_such_month"),
        ("0/2026", "no_such_month"),
        (202613, "no_such_month"),
        ("8/1026", "year_range"),
        ("8/2206", "year_range"),
        ("30.2.2026", "no_such_date"),
        ("9/1/2026", "ambiguous_date"),
        ("elokussa", "not_a_month"),
        ("kuu 2026", "not_a_month"),
        (True, "not_a_month"),
        ("elokuu", "year_missing"),
        ("vk 36/2026", "week_in_two_months"),
        ("#VIITTAUS!", "error_cell"),
    ],
)
def test_refused_months(raw, code):
    assert code_of(parse_month, raw) == code


def test_missing_months_and_year_of_the_file():
    assert parse_month(None) == parse_month(" ") == Parsed(None)
    assert parse_month("Elo", year=2026) == Parsed(AUGUST, ("year_from_period",))
    assert parse_month("elo.98").value == date(1998, 8, 1)


def test_months_of_wide_headings():
    short = ["Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä", "Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu"]
    assert [month_number(name) for name in short] == list(range(1, 13))
    assert [month_number(f"{name}kuu") for name in short] == list(range(1, 13))
    assert month_number("Yht.") is None
    assert month_number("Mittari") is None


@pytest.mark.parametrize("raw", ["Kausi: 1-8/2026", "1–8/2026", "Kausi 1-8/2026", "1/2026 - 8/2026"])
def test_periods(raw):
    assert parse_period(raw) == (date(2026, 1, 1), AUGUST)


def test_periods_of_one_month_and_refusals():
    assert parse_period("Kausi 8/2026") == (AUGUST, AUGUST)
    assert code_of(parse_period, "8-1/2026") == "not_a_period"
    assert code_of(parse_period, "Luottamuksellinen") == "not_a_period"
    assert code_of(parse_period, 8) == "not_a_period"
    assert code_of(parse_period, "1-13/2026") == "no_such_month"


@given(days)
def test_every_printed_date_reads_back(day):
    forms = [
        f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"), (day - date(1899, 12, 30)).days, f"{day.day}. {day.month}. {day.year}", day,
        datetime.combine(day, time(23, 59)),
    ]  # fmt: skip
    assert {parse_date(form).value for form in forms} == {day}
    assert {parse_month(form).value for form in forms} == {month_of(day)}


@given(days, st.sampled_from(["fi", "en", "sv"]))
def test_every_printed_month_reads_back(day, lang):
    forms = [month_label(day, lang), f"{day.month}/{day.year}", f"{day:%m/%Y}", f"{day:%Y%m}", f"{day:%Y-%m}"]
    assert {parse_month(form).value for form in forms} == {month_of(day)}


anything = st.one_of(
    st.text(),
    st.text("0123456789./-: vkelo", max_size=14),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.decimals(),
)


@given(anything, st.booleans())
def test_nothing_but_a_parse_error(raw, date1904):
    for parse in (parse_date, parse_datetime, parse_month):
        result = outcome(parse, raw, date1904=date1904, year=2026)
        if isinstance(result, ParseError):
            assert all(result.text(lang) for lang in ("fi", "en", "sv"))
        else:
            assert result.value is None or 1949 <= result.value.year <= 2100
    for parse in (parse_time, parse_period):
        assert outcome(parse, raw) is not None


@given(anything)
def test_reading_the_value_again_changes_nothing(raw):
    for parse in (parse_date, parse_month):
        result = outcome(parse, raw)
        if isinstance(result, Parsed):
            assert parse(result.value) == Parsed(result.value)


def test_serial_is_exact_to_the_second():
    assert parse_datetime(46265 + 30_061 / 86_400).value.replace(tzinfo=None) - datetime(2026, 8, 31) == timedelta(
        seconds=30_061
    )
