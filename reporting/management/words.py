"""Days and months typed on the command line. Bad input is one sentence and exit code 2."""

import datetime

from django.core.management.base import CommandError

from config.common.clock import ClockError, today
from config.common.month import parse_month, short_month
from config.common.working_days import last_closed_month

BAD_INPUT = 2  # exit code


def day_of(text: str | None) -> datetime.date:
    """The day written as `YYYY-MM-DD`, or today when nothing is written."""
    try:
        return today() if text is None else datetime.date.fromisoformat(text)
    except ClockError as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None
    except ValueError:
        message = f"{text!r} is not a date. Write --as-of as YYYY-MM-DD, for example 2026-09-11."
        raise CommandError(message, returncode=BAD_INPUT) from None


def month_of(text: str) -> datetime.date:
    """The month written as `2026-08` or `8/2026`, as its first day."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None


def closed_month_of(text: str, on: datetime.date) -> datetime.date:
    """The month, if it is closed on the day `on` (domain.md 1.3)."""
    month, newest = month_of(text), last_closed_month(on)
    if month > newest:
        message = (
            f"Month {short_month(month)} is not closed yet on {on:%Y-%m-%d}; "
            f"the newest closed month is {short_month(newest)}."
        )
        raise CommandError(message, returncode=BAD_INPUT)
    return month
