"""Codes, texts, yes/no and business IDs (domain.md 7.2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.parsing import (
    MESSAGES,
    Parsed,
    ParseError,
    message,
    parse_business_id,
    parse_code,
    parse_text,
    parse_yes_no,
)


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
    ("raw", "length", "expected"),
    [
        ("004513", None, Parsed("004513")),
        ("004513", 6, Parsed("004513")),
        (4513, 6, Parsed("004513", ("code_padded",))),
        (4513.0, 6, Parsed("004513", ("code_padded",))),
        ("4513", 6, Parsed("004513", ("code_padded",))),
        (100222, 6, Parsed("100222")),
        (4513, None, Parsed("4513")),
        ("'004528", None, Parsed("004528")),
        (" 004564 ", None, Parsed("004564")),
        ("P-1042", 6, Parsed("P-1042")),
        ("1234567890", 6, Parsed("1234567890")),
        ("", 6, Parsed(None)),
        (None, 6, Parsed(None)),
        ("12\x00345 \x1b", None, Parsed("12345", ("control_characters",))),
        ("\x00", None, Parsed(None, ("control_characters",))),
    ],
)
def test_codes(raw, length, expected):
    assert parse_code(raw, length) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("4,513E+03", "code_lost"),
        ("2.026E+09", "code_lost"),
        ("4513,0", "code_lost"),
        (4513.5, "code_lost"),
        (float("nan"), "code_lost"),
        (True, "not_a_code"),
        ([], "not_a_code"),
        ("#PUUTTUU!", "error_cell"),
    ],
)
def test_destroyed_codes(raw, code):
    assert code_of(parse_code, raw) == code


@pytest.mark.parametrize(
    ("raw", "options", "expected"),
    [
        ("  Näennäis Vakuutus Oyj ", {}, Parsed("Näennäis Vakuutus Oyj")),
        ("A\u0308ly", {}, Parsed("Äly")),
        ('=HYPERLINK("http://paha.example";"avaa")', {}, Parsed('=HYPERLINK("http://paha.example";"avaa")')),
        ("@SUM(A1:A9)", {}, Parsed("@SUM(A1:A9)")),
        ("eka\ntoka", {}, Parsed("eka\ntoka")),
        ("a\x00b\u202ec", {}, Parsed("abc", ("control_characters",))),
        ("pitkä teksti", {"max_length": 6}, Parsed("pitkä", ("text_too_long",))),
        (4513.0, {}, Parsed("4513")),
        (" ", {}, Parsed(None)),
        (None, {}, Parsed(None)),
    ],
)
def test_texts(raw, options, expected):
    assert parse_text(raw, **options) == expected


def test_error_cell_is_no_text():
    assert code_of(parse_text, "#DIV/0!") == "error_cell"
    assert parse_text("#1 kohde").value == "#1 kohde"


@pytest.mark.parametrize("raw", ["K", "k", "kyllä", "Kyllä ", "Y", "yes", "x", "X", "ja", True, 1, "1", 1.0])
def test_yes(raw):
    assert parse_yes_no(raw) == Parsed(True)


@pytest.mark.parametrize("raw", ["E", "ei", "N", "no", "nej", False, 0, "0"])
def test_no(raw):
    assert parse_yes_no(raw) == Parsed(False)


def test_neither_yes_nor_no():
    assert parse_yes_no("") == parse_yes_no(None) == parse_yes_no("–") == Parsed(None)
    assert code_of(parse_yes_no, "ehkä") == "not_yes_no"
    assert code_of(parse_yes_no, 2) == "not_yes_no"
    assert code_of(parse_yes_no, Decimal("0.5")) == "not_yes_no"


@pytest.mark.parametrize("raw", ["1234567-1", "12345671", "FI12345671", "fi 1234567-1", 12345671])
def test_business_id(raw):
    assert parse_business_id(raw) == Parsed("1234567-1")


def test_business_id_of_six_digits_gets_its_zero():
    assert parse_business_id("123456-7").value == "0123456-7"


@pytest.mark.parametrize("raw", ["1234567-2", "12345672", "FI12345679"])
def test_wrong_check_digit_is_a_warning(raw):
    assert parse_business_id(raw).warnings == ("business_id_check",)


@pytest.mark.parametrize("raw", ["12345", "Oy Ab", "1234567-12", "SE556677889901"])
def test_no_business_id(raw):
    assert code_of(parse_business_id, raw) == "not_a_business_id"


def test_missing_business_id():
    assert parse_business_id(None) == parse_business_id("-") == Parsed(None)


@given(st.text("0123456789", min_size=7, max_size=7))
def test_exactly_one_check_digit_fits_or_none(base):
    weights = (7, 9, 10, 5, 8, 4, 2)
    remainder = sum(weight * int(digit) for weight, digit in zip(weights, base, strict=True)) % 11
    fitting = [digit for digit in range(10) if not parse_business_id(f"{base}-{digit}").warnings]
    expected = {0: [0], 1: []}.get(remainder, [11 - remainder])
    assert fitting == expected


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.dates()))
def test_nothing_but_a_parse_error(raw):
    for parse in (parse_code, parse_text, parse_yes_no, parse_business_id):
        result = outcome(parse, raw)
        if isinstance(result, ParseError):
            assert result.text("fi")
        else:
            assert parse(result.value).value == result.value


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_code_has_a_sentence_in_three_languages(code):
    sentences = [message(code, lang, raw="x", header="t€", length=6, year=2206) for lang in ("fi", "en", "sv")]
    assert len(set(sentences)) == 3
    assert all(sentence.endswith((".", "?")) and "{" not in sentence for sentence in sentences)


def test_long_originals_are_shortened_in_messages():
    error = ParseError("not_a_number", "pitkä\n" * 50)
    assert "\n" not in error.text("fi")
    assert len(error.text("fi")) < 130
    assert message("own_code") == "own_code"
    assert message("year_range", "en", raw="x") == "The year  in “x” is not possible. Check the year."
    assert message("not_a_date", "de", raw="x") == message("not_a_date", "fi", raw="x")
