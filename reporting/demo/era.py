"""The time of the demo: everything is placed relative to one day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from config.common.clock import HELSINKI
from config.common.month import add_months, month_of, months_between, rolling
from config.common.working_days import add_working_days, is_working_day, last_closed_month, nth_working_day
from reporting.cards import deadlines

HISTORY_MONTHS = 24
CARD_WORKING_DAY = 7  # drafts are made on the 7th working day (domain.md 1.8)


@dataclass(frozen=True)
class Era:
    """The day the demo looks at and the months before it."""

    as_of: date

    @cached_property
    def month(self) -> date:
        """The last closed month."""
        return last_closed_month(self.as_of)

    @cached_property
    def months(self) -> list[date]:
        """The 24 closed months, oldest first."""
        return rolling(self.month, HISTORY_MONTHS)

    @cached_property
    def money_months(self) -> list[date]:
        """Months of the ledgers: the 24 in full, and before them sums from the January a year before the first card."""
        return months_between(date(self.months[0].year - 1, 1, 1), self.month)

    @cached_property
    def work_months(self) -> list[date]:
        """Months with rounds and complaints: two before the first card, so that its three months are full."""
        return months_between(add_months(self.months[0], -2), month_of(self.as_of))

    def ago(self, days: int) -> date:
        """The day so many days before, whatever weekday it is."""
        return self.as_of - timedelta(days=days)

    def months_ago(self, count: int, day: int = 1) -> date:
        """A working day in the month `count` months before the last closed one."""
        return working_day(add_months(self.month, -count), day)

    def card_day(self, month: date) -> date:
        """The day the card of a month is made; today at the latest."""
        return min(nth_working_day(add_months(month, 1), CARD_WORKING_DAY), self.as_of)

    def publishing_day(self, month: date) -> date:
        """The day the card of a month is published; today at the latest."""
        return min(deadlines.publishing_day(month), self.as_of)


def working_day(month: date, day: int) -> date:
    """The day of the month or the first working day after it (day at most 24, so the month does not change)."""
    return on_or_after(month.replace(day=day))


def on_or_after(day: date) -> date:
    """The day or the first working day after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def on_or_before(day: date) -> date:
    """The day or the last working day before it."""
    return day if is_working_day(day) else add_working_days(day, -1)


def moment(day: date, hour: int, minute: int) -> datetime:
    """A moment of the day in Helsinki."""
    return datetime.combine(day, time(hour, minute), tzinfo=HELSINKI)
