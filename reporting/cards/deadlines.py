"""When the card of a month is due, and whether it needs the director's words (domain.md 1.8). Pure of the database."""

from datetime import date

from config.common.month import add_months
from config.common.working_days import nth_working_day

PUBLISHING_WORKING_DAY = 10  # of the month after; later is late (R23)
COMMENTED_MODELS = "AB"  # always; C and D only when not green


def publishing_day(month: date) -> date:
    """The last day on which the card of a month is published in time."""
    return nth_working_day(add_months(month, 1), PUBLISHING_WORKING_DAY)


def needs_comment(care_model: str, status: str) -> bool:
    """Whether the card of an account of this care model is commented at all, given its colour ("GREEN" …)."""
    return care_model in COMMENTED_MODELS or status != "GREEN"
