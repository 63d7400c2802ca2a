"""Months and periods of reports: `8/2026`, `elokuu 2026`, `elo.26`, `202608`, `1–8/2026` (domain.md 7.2)."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from config.common.folding import fold
from config.common.month import month_name, month_of
from config.common.parsing.dates import CENTURY_TURN, FIRST_YEAR, LAST_YEAR, parse_date
from config.common.parsing.result import Parsed, ParseError, is_missing, refuse_error_cell, tidy

_SLASH = re.compile(r"([0-9]{1,2}) ?/ ?([0-9]{4})")
_DOT = re.compile(r"([0-9]{1,2})\.([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})")
_NAMED = re.compile(r"([^\W\d_]+)(?:[ .\-/']+([0-9]{4}|[0-9]{2}))?\.?")
_WEEK = re.compile(r"(?:vk|viikko|week|v)\b", re.I)
_PERIOD = re.compile(r"(?:[^\W\d_]+:? )?([0-9]{1,2})(?:/([0-9]{4}))? ?[-\u2013\u2212] ?([0-9]{1,2})/([0-9]{4})")
_LEADING_WORD = re.compile(r"[^\W\d_]+:? ")


def _names() -> dict[str, int]:
    """Folded names of months: full, Finnish stems (`elo`) and the three-letter forms of English and Swedish."""
    names: dict[str, int] = {}
    for number in range(1, 13):
        finnish = fold(month_name(number, "fi"))
        names |= {finnish: number, finnish.removesuffix("kuu"): number}
        for lang in ("en", "sv"):
            foreign = fold(month_name(number, lang))
            names |= {foreign: number, foreign[:3]: number}
    return names | {"sept": 9}


_MONTHS = _names()


def month_number(text: str) -> int | None:
    """1-12 for the name of a month in a heading: `Tammi`, `elokuu`, `Aug`, `mars`; None when it is none."""
    return _MONTHS.get(fold(text))


def parse_month(raw: object, *, date1904: bool = False, year: int | None = None) -> Parsed[date]:
    """Read a month cell as the first day of the month; dates count as their month.

    `year` is the year of the file's period for `elokuu` without a year. A week counts when it lies in one month.
    Raises ParseError: not_a_month, no_such_month, week_in_two_months, year_missing, year_range, as parse_date does.
    """
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool) and (found := _compact(raw)):
        return Parsed(_month(int(found[1]), int(found[2]), raw))
    if not isinstance(raw, str):
        return _from_date(raw, date1904)
    text = tidy(raw)
    if is_missing(text):
        return Parsed(None)
    refuse_error_cell(text, raw)
    return _numbers(text, raw) or _named(text, raw, year) or _from_date(raw, date1904)


def parse_period(raw: object) -> tuple[date, date]:
    """Read `1-8/2026`, `9/2026–2/2027`, `Kausi: 1-8/2026` or one month as its first and last month.

    Raises ParseError: not_a_period, no_such_month, year_range.
    """
    text = tidy(raw) if isinstance(raw, str) else ""
    if found := _PERIOD.fullmatch(text):
        last_year = int(found[4])
        first = _month(int(found[2] or last_year), int(found[1]), raw)
        last = _month(last_year, int(found[3]), raw)
    else:
        only = _numbers(_LEADING_WORD.sub("", text, count=1), raw)
        if only is None or only.value is None:
            raise ParseError("not_a_period", raw)
        first = last = only.value
    if last < first:
        raise ParseError("not_a_period", raw)
    return first, last


def _compact(raw: int | float | Decimal) -> re.Match[str] | None:
    return _COMPACT.fullmatch(str(raw).removesuffix(".0"))


def _numbers(text: str, raw: object) -> Parsed[date] | None:
    if found := _SLASH.fullmatch(text) or _DOT.fullmatch(text):
        return Parsed(_month(int(found[2]), int(found[1]), raw))
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return Parsed(_month(int(found[1]), int(found[2]), raw))
    return None


def _named(text: str, raw: object, year: int | None) -> Parsed[date] | None:
    found = _NAMED.fullmatch(text)
    number = month_number(found[1]) if found else None
    if found is None or number is None:
        return None
    if found[2]:
        return Parsed(_month(_full_year(found[2]), number, raw))
    if year is None:
        raise ParseError("year_missing", raw)
    return Parsed(_month(year, number, raw), ("year_from_period",))


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < CENTURY_TURN else 1900)


def _from_date(raw: object, date1904: bool) -> Parsed[date]:
    try:
        parsed = parse_date(raw, date1904=date1904)
    except ParseError as error:
        raise ParseError("not_a_month" if error.code == "not_a_date" else error.code, raw, **error.values) from None
    day = parsed.value
    if day is None:
        return Parsed(None)
    if isinstance(raw, str) and _WEEK.match(tidy(raw)) and month_of(day) != month_of(day + timedelta(days=6)):
        raise ParseError("week_in_two_months", raw)
    return Parsed(month_of(day), parsed.warnings)


def _month(year: int, number: int, raw: object) -> date:
    if not 1 <= number <= 12:
        raise ParseError("no_such_month", raw)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ParseError("year_range", raw, year=year)
    return datetime(year, number, 1).date()
