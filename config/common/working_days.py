"""Finnish working days: Monday to Friday minus public holidays (domain.md 3.4 rule 3).

Midsummer Eve and Christmas Eve are not statutory holidays but count as non-working. 31.12. is a working day.
"""

from datetime import date, timedelta
from functools import lru_cache

from config.common.month import add_months, last_day, month_of

ONE_DAY = timedelta(days=1)
SATURDAY = 5
CLOSE_WORKING_DAY = 5


@lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[date]:
    """The non-working days of a year, weekends among them when a holiday falls on one."""
    import holidays  # costly import, needed by few requests

    public = holidays.country_holidays("FI", years=year)
    return frozenset(public) | {date(year, 12, 24), midsummer_eve(year)}


def midsummer_eve(year: int) -> date:
    """The Friday of 19-25 June."""
    first = date(year, 6, 19)
    return first + timedelta(days=(4 - first.weekday()) % 7)


def is_working_day(day: date) -> bool:
    """Whether work is done on the day."""
    return day.weekday() < SATURDAY and day not in holidays_of(day.year)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it when negative); `day` itself when 0."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day


def nth_working_day(month: date, number: int) -> date:
    """The `number`-th working day of the month, counted from 1. Raises ValueError when the month has fewer."""
    if number < 1:
        raise ValueError("Working days of a month are counted from 1.")
    day = add_working_days(month_of(month) - ONE_DAY, number)
    if day > last_day(month):
        raise ValueError(f"{month.month}/{month.year} has fewer than {number} working days.")
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`; negative when `last` is earlier.

    The counterpart of add_working_days: a deadline set 3 working days ahead is 3 away.
    """
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))


def last_closed_month(on: date, close_working_day: int = CLOSE_WORKING_DAY) -> date:
    """The newest month closed on the day: month M closes on the 5th working day of M+1 (domain.md 1.3)."""
    current = month_of(on)
    closed = nth_working_day(current, close_working_day) <= on
    return add_months(current, -1 if closed else -2)
