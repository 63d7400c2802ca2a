"""The days and months a collection is about: closed month, Kausi, R3, R12 and the day of knowledge (domain.md 1.3)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from config.common.clock import HELSINKI
from config.common.month import add_months, last_day, month_of, rolling, year_to_date
from config.common.working_days import nth_working_day

CUT_OFF_WORKING_DAY = 9  # the director comments until this working day of M+1 (domain.md 1.8)


@dataclass(frozen=True)
class Period:
    """`month` is the closed accounting month M, `as_of` the day up to which anything is known."""

    month: date
    as_of: date

    @cached_property
    def kausi(self) -> list[date]:
        """The months of the financial year up to M."""
        return year_to_date(self.month)

    @cached_property
    def kausi_before(self) -> list[date]:
        """The same months a year ago."""
        return [add_months(month, -12) for month in self.kausi]

    @cached_property
    def r3(self) -> list[date]:
        """Rolling three closed months ending at M."""
        return rolling(self.month, 3)

    @cached_property
    def r12(self) -> list[date]:
        """Rolling twelve closed months ending at M."""
        return rolling(self.month, 12)

    @cached_property
    def r12_before(self) -> list[date]:
        """The twelve months before R12."""
        return [add_months(month, -12) for month in self.r12]

    @cached_property
    def first_month(self) -> date:
        """The earliest month any figure needs."""
        return min(self.kausi_before[0], self.r12[0])

    def ago(self, days: int) -> date:
        """The day `days` days before the day of knowledge."""
        return self.as_of - timedelta(days=days)

    def months_ago(self, count: int) -> date:
        """The same day `count` months ago; a day that month does not have becomes its last."""
        month = add_months(month_of(self.as_of), -count)
        return min(last_day(month), month + timedelta(days=self.as_of.day - 1))

    @property
    def year_ago(self) -> date:
        """The same day a year ago; 29.2. becomes 28.2."""
        return self.months_ago(12)


def span(months: list[date]) -> tuple[date, date]:
    """First and last day of consecutive months."""
    return months[0], last_day(months[-1])


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """Midnight before the first day and midnight after the last one, Helsinki time: `>=` the first, `<` the second."""
    return (
        datetime.combine(first, time.min, tzinfo=HELSINKI),
        datetime.combine(last + timedelta(days=1), time.min, tzinfo=HELSINKI),
    )


def full_months(first: date, last: date) -> int:
    """Full months between two days, never negative."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(0, months)


def cut_off(month: date, today: date) -> date:
    """The day a month is looked at: working day 9 of the month after, or today when that is still ahead."""
    return min(today, nth_working_day(add_months(month, 1), CUT_OFF_WORKING_DAY))
