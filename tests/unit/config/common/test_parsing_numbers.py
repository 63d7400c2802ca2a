"""Numbers, percentages and hours (domain.md 7.2)."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.parsing import (
    Parsed,
    ParseError,
    PercentNumber,
    header_unit,
    parse_hours,
    parse_number,
    parse_percent,
    percent_scale_is_unclear,
)

amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2)
separators = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ""])


def code_of(parse, raw, **options):
    with pytest.raises(ParseError) as caught:
        parse(raw, **options)
    assert caught.value.raw is raw
    return caught.value.code


def outcome(parse, raw, **options):
    """What was read, or the error; anything else than a ParseError fails the test."""
    try:
        return parse(raw, **options)
    except ParseError as error:
        return error


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234\u00a0567,8", "1234567.8"),
        ("1\u202f234,50", "1234.50"),
        ("1\u2009234", "1234"),
        ("1234,5", "1234.5"),
        ("−450,00", "-450.00"),
        ("-450,00", "-450.00"),
        ("–450,00", "-450.00"),
        ("- 450,00", "-450.00"),
        ("450,00-", "-450.00"),
        ("(450,00)", "-450.00"),
        ("(450,00 €)", "-450.00"),
        ("450,00 €-", "-450.00"),
        ("+12,5", "12.5"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("12,345", "12.345"),
        (",5", "0.5"),
        ("0", "0"),
        ("0,00", "0.00"),
        ("-0,00", "0.00"),
        ("12 345,67 €", "12345.67"),
        ("12 345,67 EUR", "12345.67"),
        (" 77,10 ", "77.10"),
        ("'123", "123"),
        ("398,2 t€", "398200"),
        ("3,1 M€", "3100000"),
        ("3,1 milj. €", "3100000"),
        ("-3,1 milj. €", "-3100000"),
        (1999.95, "1999.95"),
        (0.1, "0.1"),
        (7, "7"),
        (Decimal("3.20"), "3.20"),
    ],
)
def test_accepted_forms(raw, value):
    assert parse_number(raw) == Parsed(Decimal(value))
    assert str(parse_number(raw).value) == value


@pytest.mark.parametrize(
    ("raw", "value", "warning"),
    [
        ("1,234.56", "1234.56", "english_form"),
        ("1,234,567", "1234567", "english_form"),
        ("12.5", "12.5", "dot_decimal"),
        ("0.125", "0.125", "dot_decimal"),
        ("1234.567", "1234.567", "dot_decimal"),
        ("1 234.567", "1234.567", "dot_decimal"),
    ],
)
def test_accepted_with_a_warning(raw, value, warning):
    assert parse_number(raw) == Parsed(Decimal(value), (warning,))


@pytest.mark.parametrize(
    "raw", ["", " ", "\u00a0", "–", "-", "—", "ei tietoa", "Ei tietoa", "n/a", "N/A", "(tyhjä)", None]
)
def test_missing_is_not_zero(raw):
    parsed = parse_number(raw)
    assert parsed.missing
    assert parsed.value is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1 23,4", "grouping"),
        ("12 0000", "grouping"),
        ("1.23.456", "grouping"),
        ("1234 567", "grouping"),
        ("1 234.567,8", "grouping"),
        ("1,23,456", "grouping"),
        ("1,234.567.8", "grouping"),
        ("12,3 4", "grouping"),
        ("İ5", "not_a_number"),
        ("1.234", "ambiguous_dot"),
        ("-12.000", "ambiguous_dot"),
        ("tuhat", "not_a_number"),
        ("12,", "not_a_number"),
        ("(-5)", "not_a_number"),
        ("--5", "not_a_number"),
        ("-5-", "not_a_number"),
        ("€", "not_a_number"),
        ("5 %", "not_a_number"),
        ("3 kk", "not_a_number"),
        ("1_000", "not_a_number"),
        ("１２", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("9" * 100, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (1e308, "not_a_number"),
        (True, "not_a_number"),
        (date(2026, 8, 31), "not_a_number"),
        ("#N/A", "error_cell"),
        ("#DIV/0!", "error_cell"),
        ("#REF!", "error_cell"),
        ("#PUUTTUU!", "error_cell"),
        ("#JAKO/0!", "error_cell"),
        ("#VIITTAUS!", "error_cell"),
        ("#ARVO!", "error_cell"),
        ("#NIMI?", "error_cell"),
        ("####", "error_cell"),
    ],
)
def test_refused_forms(raw, code):
    assert code_of(parse_number, raw) == code


def test_the_dot_is_decided_once_per_column():
    assert parse_number("1.234", dot_is="decimal") == Parsed(Decimal("1.234"))
    assert parse_number("1.234", dot_is="thousands") == Parsed(Decimal(1234))
    assert parse_number("12.5", dot_is="decimal") == Parsed(Decimal("12.5"))
    assert code_of(parse_number, "12.5", dot_is="thousands") == "grouping"
    assert parse_number("1.234,5", dot_is="decimal") == Parsed(Decimal("1234.5"))


def test_unit_of_the_header_scales_the_column():
    assert parse_number("398,2", header="t€").value == 398_200
    assert parse_number(3.1, header="M€").value == 3_100_000
    assert parse_number("12,50 €", header="€").value == Decimal("12.50")
    assert code_of(parse_number, "398,2 t€", header="t€") == "unit_twice"
    assert code_of(parse_number, "398,2 €", header="t€") == "unit_twice"
    assert code_of(parse_number, "398,2 t€", header="€") == "unit_twice"


def test_named_suffixes_are_dropped():
    assert parse_number("3 kk", suffixes=("kk",)).value == 3
    assert parse_number("1 250,5 m²", suffixes=("m²",)).value == Decimal("1250.5")


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Arvo t€", "t€"),
        ("Myynti (1000 €)", "t€"),
        ("Myynti (1 000 €)", "t€"),
        ("Liikevaihto (M€)", "m€"),
        ("Veroton €", "€"),
        ("Sopimusarvo €/kk", "€"),
        ("Kate-%", "%"),
        ("Todennäköisyys %", "%"),
        ("Asiakasnro", None),
        ("Neuro", None),
    ],
)
def test_header_unit(header, unit):
    assert header_unit(header) == unit


@pytest.mark.parametrize(
    ("raw", "options", "value"),
    [
        ("12,5 %", {}, "12.5"),
        ("12,5\u00a0%", {}, "12.5"),
        ("-2 %", {}, "-2"),
        ("17,6", {}, "17.6"),
        (15.1, {}, "15.1"),
        (0.162, {"percent_format": True}, "16.2"),
        (-0.02, {"percent_format": True}, "-2"),
        (1, {"percent_format": True}, "100"),
        (PercentNumber(0.162), {}, "16.2"),
        ("17,6 %", {"percent_format": True}, "17.6"),
    ],
)
def test_percent(raw, options, value):
    assert parse_percent(raw, **options).value == Decimal(value)


def test_percent_refuses():
    assert parse_percent(None, percent_format=True).missing
    assert code_of(parse_percent, "%") == "not_a_percent"
    assert code_of(parse_percent, "5 €") == "not_a_percent"
    assert code_of(parse_percent, True) == "not_a_percent"
    assert code_of(parse_percent, "#DIV/0!") == "error_cell"


@pytest.mark.parametrize(
    ("values", "unclear"),
    [
        (["0.12", "0.9", "1.5"], True),
        (["0.12", "16.2"], False),
        (["-0.02"], True),
        (["0", "0"], False),
        ([None, "0.5"], True),
        ([], False),
    ],
)
def test_percent_scale(values, unclear):
    assert percent_scale_is_unclear([None if value is None else Decimal(value) for value in values]) is unclear


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("7,5", "7.5"),
        ("7:30", "7.5"),
        ("0:45", "0.75"),
        ("0:20", "0.3333"),
        ("120:00", "120"),
        ("0:00", "0"),
        ("7,5 h", "7.5"),
        ("-2", "-2"),
        (7.5, "7.5"),
        (time(7, 30), "7.5"),
        (timedelta(hours=26, minutes=15), "26.25"),
    ],
)
def test_hours(raw, value):
    assert parse_hours(raw).value == Decimal(value)


def test_hours_refuse_and_warn():
    assert parse_hours("") == Parsed(None)
    assert parse_hours("7.5") == Parsed(Decimal("7.5"), ("dot_decimal",))
    assert code_of(parse_hours, "1:75") == "not_hours"
    assert code_of(parse_hours, "7:3") == "not_hours"
    assert code_of(parse_hours, "paljon") == "not_hours"
    assert code_of(parse_hours, date(2026, 8, 3)) == "not_hours"


def grouped(digits, separator):
    return f"{int(digits):,}".replace(",", separator)


@given(
    amounts, separators, st.sampled_from(["−{}", "-{}", "–{}", "{}-", "({})", "- {}"]), st.sampled_from(["", " €", "€"])
)
def test_every_finnish_form_reads_back(value, separator, minus, unit):
    whole, fraction = f"{abs(value):.2f}".split(".")
    text = f"{grouped(whole, separator)},{fraction}"
    printed = (minus.format(text) if value < 0 else text) + unit
    assert parse_number(printed) == Parsed(value)


@given(amounts)
def test_mixed_separators_read_back(value):
    whole, fraction = f"{abs(value):.2f}".split(".")
    assert parse_number(f"{grouped(whole, '.')},{fraction}").value == abs(value)
    english = parse_number(f"{grouped(whole, ',')}.{fraction}")
    assert english.value == abs(value)
    assert english.warnings


@given(
    st.lists(st.text("0123456789", min_size=1, max_size=6), min_size=2, max_size=5),
    st.sampled_from([" ", "\u00a0", "\u202f"]),
    st.sampled_from(["", ",5"]),
)
def test_grouping_errors_are_always_refused(groups, separator, tail):
    text = separator.join(groups) + tail
    if len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        assert parse_number(text).value is not None
    else:
        assert code_of(parse_number, text) == "grouping"


anything = st.one_of(
    st.text(),
    st.text("0123456789.,- €%()+t:/\u00a0−", max_size=14),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.decimals(),
)


@given(anything, st.sampled_from([None, "decimal", "thousands"]))
def test_nothing_but_a_parse_error(raw, dot_is):
    for parse in (parse_number, parse_percent, parse_hours):
        result = outcome(parse, raw, dot_is=dot_is)
        if isinstance(result, ParseError):
            assert all(result.text(lang) for lang in ("fi", "en", "sv"))
        else:
            assert result.value is None or result.value.is_finite()


@given(anything)
def test_reading_the_value_again_changes_nothing(raw):
    result = outcome(parse_number, raw)
    if isinstance(result, Parsed):
        assert parse_number(result.value) == Parsed(result.value)
