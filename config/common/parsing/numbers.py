"""Numbers, percentages and hours as they come in Finnish workbooks (domain.md 7.2)."""

import re
from collections.abc import Collection, Iterable
from datetime import time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from config.common.parsing.result import Parsed, ParseError, PercentNumber, is_missing, refuse_error_cell, tidy
from config.common.rounding import WIDE

DotIs = Literal["decimal", "thousands"]

LONGEST = 60
SHARE_LIMIT = Decimal("1.5")
_SIXTY = Decimal(60)

# Units of money and their power of ten. `1000 €` occurs in headers only.
_SCALES = {
    "€": 0, "eur": 0, "euroa": 0, "euro": 0,
    "t€": 3, "k€": 3, "teur": 3, "keur": 3, "tuhatta €": 3, "tuhatta euroa": 3,
    "m€": 6, "meur": 6, "milj. €": 6, "milj.€": 6, "milj €": 6, "milj. euroa": 6, "milj. eur": 6, "miljoonaa euroa": 6,
}  # fmt: skip
_LONGEST_FIRST = sorted(_SCALES, key=len, reverse=True)
_HEADER_SCALES = re.compile(r"1[ .]?000 ?(?:€|eur)|" + "|".join(re.escape(unit) for unit in _LONGEST_FIRST), re.I)

_MINUS = "-\u2010\u2011\u2013\u2212"
_SIGNED = re.compile(rf"(?P<sign>[+{re.escape(_MINUS)}])? ?(?P<body>.*?) ?(?P<after>[{re.escape(_MINUS)}])?")
_BODY = re.compile(r"[0-9., ]*[0-9]")
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}( [0-9]{3})+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}(,[0-9]{3})+")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")

Number = tuple[Decimal, tuple[str, ...]]


def parse_number(
    raw: object,
    *,
    dot_is: DotIs | None = None,
    header: str | None = None,
    suffixes: Collection[str] = (),
) -> Parsed[Decimal]:
    """Read a number cell (domain.md 7.2).

    `dot_is` is the decision made once per column for `1.234`; without it that raises ParseError("ambiguous_dot").
    `header` is the unit found by `header_unit` ("t€"): the value is scaled by it. `suffixes` are words to drop ("kk").
    Raises ParseError: not_a_number, grouping, ambiguous_dot, unit_twice, error_cell.
    """
    scale = _SCALES.get((header or "").casefold(), 0)
    if not isinstance(raw, str):
        return Parsed(_scaled(_typed(raw), scale))
    value, unit, warnings = _from_text(raw, (*_LONGEST_FIRST, *suffixes), dot_is)
    if unit and header and (scale or _SCALES.get(unit, 0)):
        raise ParseError("unit_twice", raw, header=header)
    return Parsed(_scaled(value, scale or _SCALES.get(unit, 0)), warnings)


def header_unit(header: str) -> str | None:
    """The unit named in a column heading: `Arvo t€` -> `t€`, `Myynti (1000 €)` -> `t€`, `Kate-%` -> `%`."""
    text = tidy(header).casefold()
    for found in _HEADER_SCALES.finditer(text):
        if _stands_alone(text, found):
            unit = found[0]
            return "t€" if unit.startswith("1") else unit
    return "%" if "%" in text else None


def parse_percent(raw: object, *, percent_format: bool = False, dot_is: DotIs | None = None) -> Parsed[Decimal]:
    """Read per cent: `12,5 %` and 12.5 give 12.5; a PercentNumber, or any number with `percent_format`, is taken x 100.

    A column of bare numbers of at most 1,5 is unclear: ask with `percent_scale_is_unclear`. Raises ParseError.
    """
    if isinstance(raw, PercentNumber) or (percent_format and not isinstance(raw, str)):
        return Parsed(_scaled(_plain(raw, (), dot_is, "not_a_percent").value, 2))
    return _plain(raw, ("%",), dot_is, "not_a_percent")


def percent_scale_is_unclear(values: Iterable[Decimal | None]) -> bool:
    """Whether a % column of bare numbers may hold shares: nothing exceeds 1,5 and something is not 0."""
    known = [value.copy_abs() for value in values if value is not None]
    return any(known) and all(value <= SHARE_LIMIT for value in known)


def parse_hours(raw: object, *, dot_is: DotIs | None = None) -> Parsed[Decimal]:
    """Read hours: `7,5`, `7:30`, `7,5 h`, a number, or a time cell; hours as a decimal number.

    The range is judged by the caller. Raises ParseError: not_hours, grouping, ambiguous_dot, error_cell.
    """
    if isinstance(raw, time):
        return Parsed(_hours(raw.hour, raw.minute, raw.second))
    if isinstance(raw, timedelta):
        return Parsed(_hours(raw.days * 24, 0, raw.seconds))
    if isinstance(raw, str) and ":" in raw:
        return Parsed(_clock_hours(tidy(raw), raw))
    return _plain(raw, ("tuntia", "h", "t"), dot_is, "not_hours")


def _clock_hours(text: str, raw: object) -> Decimal:
    found = _CLOCK.fullmatch(text)
    if not found or int(found[2]) >= 60 or int(found[3] or 0) >= 60:
        raise ParseError("not_hours", raw)
    return _hours(int(found[1]), int(found[2]), int(found[3] or 0))


def _hours(hours: int, minutes: int, seconds: int) -> Decimal:
    total = Decimal(hours) + (Decimal(minutes) + Decimal(seconds) / _SIXTY) / _SIXTY
    rounded = total.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return rounded.normalize() if rounded else Decimal(0)


def _plain(raw: object, units: Collection[str], dot_is: DotIs | None, code: str) -> Parsed[Decimal]:
    """A number without money units; "not a number" is said in the words of the field."""
    try:
        if not isinstance(raw, str):
            return Parsed(_typed(raw))
        value, _unit, warnings = _from_text(raw, units, dot_is)
    except ParseError as error:
        raise ParseError(code if error.code == "not_a_number" else error.code, raw) from None
    return Parsed(value, warnings)


def _from_text(raw: str, units: Collection[str], dot_is: DotIs | None) -> tuple[Decimal | None, str, tuple[str, ...]]:
    text = tidy(raw)
    if is_missing(text):
        return None, "", ()
    refuse_error_cell(text, raw)
    if len(text) > LONGEST:
        raise ParseError("not_a_number", raw)
    body, unit = _split_unit(text, units)
    value, warnings = _signed(body, raw, dot_is)
    return value, unit, warnings


def _typed(raw: object) -> Decimal | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise ParseError("not_a_number", raw)
    value = Decimal(float.__repr__(raw)) if isinstance(raw, float) else Decimal(raw)
    if not value.is_finite() or value.adjusted() > LONGEST:
        raise ParseError("not_a_number", raw)
    return value


def _scaled(value: Decimal | None, power: int) -> Decimal | None:
    """The value times a power of ten, written out: 398200 and not 3.982E+5."""
    if value is None or not power:
        return value
    scaled = value.scaleb(power, context=WIDE)
    return scaled.quantize(Decimal(1), context=WIDE) if int(scaled.as_tuple().exponent) > 0 else scaled


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return not before.isalnum() and not after.isalnum()


def _split_unit(text: str, units: Collection[str]) -> tuple[str, str]:
    """Cut a unit at the end, also inside brackets and before a trailing minus: (`(450,00 €)`, `450,00 €-`)."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return text, ""
    for tail in (")", *_MINUS, ""):
        inner = lowered.removesuffix(tail).rstrip()
        unit = next((unit for unit in units if _ends_with_unit(inner, unit)), "")
        if unit and lowered.endswith(tail):
            return text[: len(inner) - len(unit)].rstrip() + tail, unit
    return text, ""


def _ends_with_unit(text: str, unit: str) -> bool:
    return text.endswith(unit) and not text.removesuffix(unit)[-1:].isalpha()


def _signed(text: str, raw: object, dot_is: DotIs | None) -> Number:
    bracketed = text.startswith("(") and text.endswith(")")
    found = _SIGNED.fullmatch(text[1:-1].strip() if bracketed else text)
    signs = (bracketed, bool(found and found["sign"]), bool(found and found["after"]))
    if found is None or sum(signs) > 1 or not _BODY.fullmatch(found["body"]):
        raise ParseError("not_a_number", raw)
    value, warnings = _unsigned(found["body"], raw, dot_is)
    negative = any(signs) and found["sign"] != "+"
    return (value.copy_negate() if negative and value else value), warnings


def _unsigned(body: str, raw: object, dot_is: DotIs | None) -> Number:
    dots, commas = body.count("."), body.count(",")
    if commas == 1 and body.rfind(".") < body.find(","):
        whole, _, fraction = body.partition(",")
        return _decimal(whole, fraction, raw), ()
    if dots == 1 and commas and body.find(".") > body.rfind(","):
        whole, _, fraction = body.partition(".")
        return _decimal(whole, fraction, raw), ("english_form",)
    if dots == 1 and not commas:
        return _single_dot(body, raw, dot_is)
    if dots and commas:
        raise ParseError("grouping", raw)
    return _decimal(body, "", raw), (("english_form",) if commas else ())


def _single_dot(body: str, raw: object, dot_is: DotIs | None) -> Number:
    whole, _, fraction = body.partition(".")
    may_be_thousands = re.fullmatch(r"[1-9][0-9]{0,2}", whole) and re.fullmatch(r"[0-9]{3}", fraction)
    if dot_is == "thousands":
        return _decimal(body, "", raw), ()
    if dot_is == "decimal":
        return _decimal(whole, fraction, raw), ()
    if may_be_thousands:
        raise ParseError("ambiguous_dot", raw)
    return _decimal(whole, fraction, raw), ("dot_decimal",)


def _decimal(whole: str, fraction: str, raw: object) -> Decimal:
    """The number of a whole part with or without groups of three and a plain fraction."""
    bare_fraction = not whole and fraction
    if not bare_fraction and not _WHOLE.fullmatch(whole):
        raise ParseError("grouping" if whole else "not_a_number", raw)
    if fraction and not re.fullmatch(r"[0-9]+", fraction):
        raise ParseError("grouping", raw)
    digits = re.sub(r"[ .,]", "", whole) or "0"
    return Decimal(f"{digits}.{fraction}" if fraction else digits)
