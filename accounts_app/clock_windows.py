"""Windows of the annual clock: target days, quiet periods and quarters (domain.md 3.3, 3.4).

Windows are stretched over quiet periods, never shrunk. Everything here is a function of dates alone.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from config.common.month import add_months, last_day
from config.common.working_days import add_working_days, is_working_day

DIRECTOR_DAYS = 21
STEERING_DAYS = 14
GOAL_CHECK_WORKING_DAYS = 10
RENEWAL_FIRST_DAYS, RENEWAL_LAST_DAYS = 270, 180
PRICE_REVIEW_LEAD_DAYS = 90
# The Tuesday aimed at in each quarter: ISO weeks inside 3–12, 15–24, 33–39 and 40–49 (domain.md 3.4 rule 6).
MEETING_WEEKS = {1: 7, 2: 19, 3: 36, 4: 44}
JULY, AUGUST_WEEKS = 7, (33, 34)
FIRST_SUMMER_WEEK, LAST_SUMMER_WEEK = 27, 31


@dataclass(frozen=True)
class Window:
    """From the earliest to the latest day, both included."""

    earliest_on: datetime.date
    latest_on: datetime.date


@dataclass(frozen=True)
class Pattern:
    """How the windows of one kind are placed in a year."""

    kind: str
    numbers: tuple[int, ...]
    place: Callable[[int, int], Window]

    def windows(self, year: int) -> Iterator[Window]:
        """The windows of the year in order."""
        for number in self.numbers:
            yield self.place(year, number)


def is_quiet(day: datetime.date) -> bool:
    """No customer-facing targets: ISO weeks 27–31, 20.12.–6.1. (domain.md 3.4 rule 4)."""
    at_turn = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)
    return at_turn or FIRST_SUMMER_WEEK <= day.isocalendar().week <= LAST_SUMMER_WEEK


def next_open_day(day: datetime.date) -> datetime.date:
    """The day itself or the first working day after it outside the quiet periods."""
    while is_quiet(day) or not is_working_day(day):
        day += datetime.timedelta(days=1)
    return day


def centred(target: datetime.date, days: int) -> Window:
    """Days before and after a target; a target or an end in a quiet period moves later."""
    middle = next_open_day(target)
    slack = datetime.timedelta(days=days)
    return Window(middle - slack, next_open_day(middle + slack))


def whole_month(year: int, number: int) -> Window:
    """The calendar month."""
    first = datetime.date(year, number, 1)
    return Window(first, last_day(first))


def whole_quarter(year: int, number: int) -> Window:
    """The quarter and ten working days after it, so that its last month can be looked at."""
    first = datetime.date(year, 3 * number - 2, 1)
    return Window(first, add_working_days(last_day(add_months(first, 2)), GOAL_CHECK_WORKING_DAYS))


def whole_half(year: int, number: int) -> Window:
    """The half of the year."""
    first = datetime.date(year, 6 * number - 5, 1)
    return Window(first, last_day(add_months(first, 5)))


def mid_month(year: int, number: int) -> Window:
    """Two weeks around the middle of the month."""
    return centred(datetime.date(year, number, 15), STEERING_DAYS)


def over_year_end(year: int, _number: int) -> Window:
    """From November of the year before to the end of January (domain.md 4.5)."""
    return Window(datetime.date(year - 1, 11, 1), datetime.date(year, 1, 31))


def renewal(ends_on: datetime.date) -> Window:
    """When the renewal of a contract is decided: 270 to 180 days before its end."""
    days = datetime.timedelta
    return Window(ends_on - days(days=RENEWAL_FIRST_DAYS), ends_on - days(days=RENEWAL_LAST_DAYS))


def anniversary_window(anniversary: datetime.date, year: int) -> Window:
    """Three weeks around the anniversary; July moves to weeks 33–34, 29 February to the 28th (domain.md 3.4 rule 5)."""
    if anniversary.month == JULY:
        monday = datetime.date.fromisocalendar(year, AUGUST_WEEKS[0], 1)
        return Window(monday, datetime.date.fromisocalendar(year, AUGUST_WEEKS[1] + 2, 5))
    leap_day = (anniversary.month, anniversary.day) == (2, 29)
    return centred(datetime.date(year, anniversary.month, 28 if leap_day else anniversary.day), DIRECTOR_DAYS)


def before_review(year: int, number: int) -> Window:
    """Four weeks that start 90 days before the price review month."""
    earliest = datetime.date(year, number, 1) - datetime.timedelta(days=PRICE_REVIEW_LEAD_DAYS)
    return Window(earliest, earliest + datetime.timedelta(days=28))


def quarter_of(day: datetime.date) -> int:
    """The quarter of a day, 1–4."""
    return (day.month - 1) // 3 + 1


def director_meeting(year: int, number: int) -> Window:
    """Three weeks around the Tuesday aimed at in the quarter."""
    return centred(datetime.date.fromisocalendar(year, MEETING_WEEKS[number], 2), DIRECTOR_DAYS)


def around(kind: str, *months: int) -> Pattern:
    """Two weeks around the middle of the months."""
    return Pattern(kind, months, mid_month)


def month(kind: str, *months: int) -> Pattern:
    """The whole months."""
    return Pattern(kind, months, whole_month)


def quarter(kind: str, *quarters: int) -> Pattern:
    """The quarters."""
    return Pattern(kind, quarters, whole_quarter)


def half_year(kind: str, *halves: int) -> Pattern:
    """The halves of the year."""
    return Pattern(kind, halves, whole_half)


def year_end(kind: str) -> Pattern:
    """The turn of the year."""
    return Pattern(kind, (1,), over_year_end)
