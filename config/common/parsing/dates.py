"""Dates and times as they come in Finnish workbooks (domain.md 7.2). Moments are Europe/Helsinki."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from config.common.clock import HELSINKI
from config.common.parsing.result import Parsed, ParseError, is_missing, refuse_error_cell, tidy

FIRST_YEAR, LAST_YEAR = 1950, 2099
CENTURY_TURN = 70

# Day 0 of Excel's serial numbers; the 1900 system counts a 29.2.1900 that never was, so day 60 and later are right.
EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)

_CLOCK = r"(?:[ T]+(?:klo )?(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2}))?(?:\.[0-9]+)?)?"
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4}|[0-9]{2})" + _CLOCK)
_NO_YEAR = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})" + _CLOCK)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_SLASHES = re.compile(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>[0-9]{4})")
_WEEK = re.compile(r"(?:vk|viikko|week|v\.?) ?(?P<week>[0-9]{1,2})/(?P<year>[0-9]{4})", re.I)
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_TIME = re.compile(r"(?:klo )?([0-9]{1,2})[.:]([0-9]{2})(?:[.:]([0-9]{2}))?", re.I)

Reader = Callable[[re.Match[str], "Question"], Parsed[datetime]]


class Question:
    """What is known beside the cell: the workbook's date system, the file's year, the column's day order."""

    def __init__(self, raw: object, date1904: bool, year: int | None, day_first: bool | None) -> None:
        self.raw, self.date1904, self.year, self.day_first = raw, date1904, year, day_first


def parse_date(
    raw: object, *, date1904: bool = False, year: int | None = None, day_first: bool | None = None
) -> Parsed[date]:
    """Read a date cell; a time of day in it is left out.

    `year` is the year of the file's period for `1.9.`; `day_first` the decision made once per column for `9/1/2026`.
    Raises ParseError: not_a_date, no_such_date, ambiguous_date, year_missing, year_range, error_cell.
    """
    parsed = _parse(Question(raw, date1904, year, day_first))
    return Parsed(parsed.value.date() if parsed.value else None, parsed.warnings)


def parse_datetime(
    raw: object, clock: object = None, *, date1904: bool = False, year: int | None = None, day_first: bool | None = None
) -> Parsed[datetime]:
    """Read a moment, aware in Europe/Helsinki. `clock` is the cell of a separate time column, when there is one.

    Without a time of day the moment is midnight. Raises ParseError as parse_date, and not_a_time.
    """
    parsed = _parse(Question(raw, date1904, year, day_first))
    if parsed.value is None:
        return Parsed(None, parsed.warnings)
    at = parse_time(clock).value
    moment = datetime.combine(parsed.value.date(), at) if at else parsed.value
    return Parsed(moment.replace(tzinfo=HELSINKI), parsed.warnings)


def parse_time(raw: object) -> Parsed[time]:
    """Read a time of day: `9:15`, `9.15`, `klo 9.15`, or a time cell. Raises ParseError: not_a_time, error_cell."""
    if raw is None or isinstance(raw, datetime):
        return Parsed(raw.time() if raw else None)
    if isinstance(raw, time):
        return Parsed(raw.replace(tzinfo=None))
    text = tidy(raw) if isinstance(raw, str) else "?"
    if is_missing(text):
        return Parsed(None)
    refuse_error_cell(text, raw)
    found = _TIME.fullmatch(text)
    if not found:
        raise ParseError("not_a_time", raw)
    return Parsed(_time(found[1], found[2], found[3], raw))


def from_serial(serial: Decimal, date1904: bool, raw: object) -> datetime:
    """The moment of an Excel serial number, to the second. Raises ParseError outside 1950-2099."""
    epoch = datetime.combine(EPOCH_1904 if date1904 else EPOCH_1900, time())
    if not 0 < serial < 100_000:
        raise ParseError("not_a_date", raw)
    return in_range(epoch + timedelta(seconds=round(float(serial) * 86_400)), raw)


def in_range(moment: datetime, raw: object) -> datetime:
    """The moment when its year is credible. Raises ParseError("year_range") otherwise (`2206` for `2026`)."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ParseError("year_range", raw, year=moment.year)
    return moment


def _parse(question: Question) -> Parsed[datetime]:
    raw = question.raw
    if raw is None:
        return Parsed(None)
    if isinstance(raw, date):
        moment = raw if isinstance(raw, datetime) else datetime.combine(raw, time())
        local = moment.astimezone(HELSINKI).replace(tzinfo=None) if moment.tzinfo else moment
        return Parsed(in_range(local, raw))
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        return _numeric(question)
    if not isinstance(raw, str):
        raise ParseError("not_a_date", raw)
    text = tidy(raw)
    if is_missing(text):
        return Parsed(None)
    refuse_error_cell(text, raw)
    return _text(text, question)


def _numeric(question: Question) -> Parsed[datetime]:
    number = Decimal(str(question.raw))
    if not number.is_finite():
        raise ParseError("not_a_date", question.raw)
    if number == number.to_integral_value() and (found := _COMPACT.fullmatch(f"{number:.0f}")):
        return _calendar(found, question)
    return Parsed(from_serial(number, question.date1904, question.raw))


def _text(text: str, question: Question) -> Parsed[datetime]:
    for pattern, reader in _READERS:
        if found := pattern.fullmatch(text):
            return reader(found, question)
    raise ParseError("not_a_date", question.raw)


def _calendar(found: re.Match[str], question: Question) -> Parsed[datetime]:
    parts = found.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < CENTURY_TURN else 1900
    at = time()
    if parts.get("hour"):
        at = _time(parts["hour"], parts["minute"], parts["second"], question.raw)
    return Parsed(_moment(year, int(parts["month"]), int(parts["day"]), at, question.raw))


def _without_year(found: re.Match[str], question: Question) -> Parsed[datetime]:
    if question.year is None:
        raise ParseError("year_missing", question.raw)
    moment = _moment(question.year, int(found["month"]), int(found["day"]), time(), question.raw)
    return Parsed(moment, ("year_from_period",))


def _slashes(found: re.Match[str], question: Question) -> Parsed[datetime]:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    day_first = question.day_first
    if day_first is None and first <= 12 and second <= 12 and first != second:
        raise ParseError("ambiguous_date", question.raw)
    if day_first is None:
        day_first = second <= 12
    month, day = (second, first) if day_first else (first, second)
    return Parsed(_moment(year, month, day, time(), question.raw), ("slash_date",))


def _week(found: re.Match[str], question: Question) -> Parsed[datetime]:
    """The Monday of the ISO week."""
    try:
        monday = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
    except ValueError:
        raise ParseError("no_such_date", question.raw) from None
    return Parsed(in_range(datetime.combine(monday, time()), question.raw))


def _serial_text(found: re.Match[str], question: Question) -> Parsed[datetime]:
    return Parsed(from_serial(Decimal(found[0].replace(",", ".")), question.date1904, question.raw))


def _moment(year: int, month: int, day: int, at: time, raw: object) -> datetime:
    try:
        return in_range(datetime.combine(date(year, month, day), at), raw)
    except ParseError:
        raise
    except ValueError:
        raise ParseError("no_such_date", raw) from None


def _time(hour: str, minute: str, second: str | None, raw: object) -> time:
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise ParseError("not_a_time", raw) from None


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_DOTTED, _calendar),
    (_ISO, _calendar),
    (_COMPACT, _calendar),
    (_NO_YEAR, _without_year),
    (_SLASHES, _slashes),
    (_WEEK, _week),
    (_SERIAL, _serial_text),
)
