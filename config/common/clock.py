"""The only source of "today" and "now" (architecture.md "Time").

Views, tasks and commands call it; deeper code is given `on=`, `as_of=` or `month=`.
The environment variable KAM_TODAY=YYYY-MM-DD fixes the day for demonstrations and tests.
"""

import os
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
VARIABLE = "KAM_TODAY"
FIXED_TIME = time(12, 0)


class ClockError(ValueError):
    """KAM_TODAY holds something that is not a date; the message says what to write."""


def fixed_day() -> date | None:
    """The day fixed by KAM_TODAY, or None when the real clock is used. Raises ClockError for a bad value."""
    raw = os.environ.get(VARIABLE, "").strip()
    if not raw:
        return None
    try:
        return datetime.strptime(raw, "%Y-%m-%d").date()
    except ValueError:
        raise ClockError(f"{VARIABLE}={raw!r} is not a date. Write it as YYYY-MM-DD, for example 2026-09-11.") from None


def today() -> date:
    """The current day in Helsinki, or the day fixed by KAM_TODAY."""
    return fixed_day() or datetime.now(HELSINKI).date()


def now() -> datetime:
    """The current moment, aware, Europe/Helsinki. With KAM_TODAY: that day at 12.00."""
    day = fixed_day()
    if day is None:
        return datetime.now(HELSINKI)
    return datetime.combine(day, FIXED_TIME, tzinfo=HELSINKI)
