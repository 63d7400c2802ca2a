"""Working hours: 8–16 on Finnish working days, Helsinki time, for deadlines given in hours (domain.md 1.4 C6)."""

from datetime import datetime, time, timedelta

from config.common.clock import HELSINKI
from config.common.working_days import add_working_days, is_working_day

OPENS, CLOSES = time(8), time(16)


def add_working_hours(moment: datetime, hours: int) -> datetime:
    """The moment `hours` working hours after an aware `moment`, Helsinki time.

    Outside working hours the time runs from the next opening: four hours from Friday 15.00 end on Monday 11.00.
    Raises ValueError for a negative number of hours.
    """
    if hours < 0:
        raise ValueError("Working hours are counted forwards.")
    left, at = timedelta(hours=hours), _when_open(moment.astimezone(HELSINKI))
    while at + left > (closes := datetime.combine(at, CLOSES, tzinfo=HELSINKI)):
        left -= closes - at
        at = datetime.combine(add_working_days(at.date(), 1), OPENS, tzinfo=HELSINKI)
    return at + left


def _when_open(moment: datetime) -> datetime:
    """The moment itself during working hours, otherwise the next opening."""
    day = moment.date()
    if is_working_day(day) and moment.time() < CLOSES:
        return max(moment, datetime.combine(day, OPENS, tzinfo=HELSINKI))
    return datetime.combine(add_working_days(day, 1), OPENS, tzinfo=HELSINKI)
