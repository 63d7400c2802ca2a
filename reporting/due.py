"""Work that falls due by the calendar: what beat, `run_due` and the buttons ask for, in one place.

The key of a job says how often it may happen: once a night for the schedule, once for a batch, once a minute for a
button.
"""

import datetime

from config.common.working_days import last_closed_month
from reporting import jobs
from reporting.models import JobRun
from teams.models import User


def nightly_status(*, on: datetime.date) -> JobRun:
    """The judgement of all accounts, once a day."""
    return jobs.owe(kind="refresh_status", key=f"{on:%Y-%m-%d}", arguments={"on": on.isoformat()}, by=None)


def nightly_cards(*, on: datetime.date) -> JobRun:
    """Drafts of the newest closed month, once a day; published cards are left alone (domain.md 1.8)."""
    month = last_closed_month(on)
    key = f"{month:%Y-%m} {on:%Y-%m-%d}"
    return jobs.owe(kind="build_cards", key=key, arguments=card_arguments(month, on), by=None)


def status_after_load(*, batch_id: int, on: datetime.date, by: User | None) -> JobRun:
    """New facts were loaded: the judgement of all accounts, once for the batch."""
    key = f"{on:%Y-%m-%d} batch {batch_id}"
    return jobs.owe(kind="refresh_status", key=key, arguments={"on": on.isoformat()}, by=by)


def status_now(*, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses in one minute of real time are one job."""
    key = f"{on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="refresh_status", key=key, arguments={"on": on.isoformat()}, by=by)


def cards_now(*, month: datetime.date, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses for a month in one minute of real time are one job."""
    key = f"{month:%Y-%m} {on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="build_cards", key=key, arguments=card_arguments(month, on), by=by)


def card_arguments(month: datetime.date, as_of: datetime.date, accounts: list[int] | None = None) -> dict[str, object]:
    """Arguments of the job `build_cards`; no accounts means all."""
    return {"month": month.isoformat(), "as_of": as_of.isoformat(), "accounts": accounts}
