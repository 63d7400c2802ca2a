"""When the card of a month is due, and whether it needs the director's words (domain.md 1.8). Pure of the database.

Days are working days of the month after, moments are of Helsinki; nothing here knows what day it is.
"""

from datetime import date, datetime, time
from enum import StrEnum

from config.common.clock import HELSINKI
from config.common.month import add_months, month_of
from config.common.working_days import is_working_day, nth_working_day

DRAFT_WORKING_DAY = 7
REMINDER_WORKING_DAY = 8
COMMENT_WORKING_DAY = 9  # the last one for the director's words
PUBLISHING_WORKING_DAY = 10  # later is late (R23)
PUBLISHING_TIME = time(12)
COMMENTED_MODELS = "AB"  # always; C and D only when not green


class Reminder(StrEnum):
    """What the people of an account are told on a day, at most one thing a day."""

    READY = "card_ready"
    MISSING = "card_comment_missing"
    LAST_DAY = "card_comment_last_day"


def draft_day(month: date) -> date:
    """The day the drafts of a month are made for the first time."""
    return nth_working_day(add_months(month, 1), DRAFT_WORKING_DAY)


def comment_day(month: date) -> date:
    """The last day for the director's words."""
    return nth_working_day(add_months(month, 1), COMMENT_WORKING_DAY)


def publishing_day(month: date) -> date:
    """The last day on which the card of a month is published in time."""
    return nth_working_day(add_months(month, 1), PUBLISHING_WORKING_DAY)


def publishing_moment(month: date) -> datetime:
    """The noon at which an open card is published without anybody's doing."""
    return datetime.combine(publishing_day(month), PUBLISHING_TIME, tzinfo=HELSINKI)


def drafted_month(on: date) -> date | None:
    """The month before, once the day of its drafts has come; None while it has not."""
    before = add_months(month_of(on), -1)
    return before if draft_day(before) <= on else None


def reminder(month: date, on: date) -> Reminder | None:
    """What the day asks to be told about the cards of the month; nobody is reminded on a free day."""
    if not is_working_day(on) or not draft_day(month) <= on < publishing_day(month):
        return None
    if on < nth_working_day(add_months(month, 1), REMINDER_WORKING_DAY):
        return Reminder.READY
    return Reminder.LAST_DAY if on == comment_day(month) else Reminder.MISSING


def needs_comment(care_model: str, status: str) -> bool:
    """Whether the card of an account of this care model is commented at all, given its colour ("GREEN" …)."""
    return care_model in COMMENTED_MODELS or status != "GREEN"
