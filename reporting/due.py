"""Work that falls due by the calendar: what beat, `run_due` and the buttons ask for, in one place.

The key of a job says how often it may happen: once a night for the schedule, once for a batch, once a minute for a
button, and for one account as often as it is written about.
"""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts_app.actions.mails import Sent, send_owed
from accounts_app.actions.privacy import run_retention
from accounts_app.naming.owner_reviews import owners_since
from config.common.month import add_months
from config.common.working_days import last_closed_month, nth_working_day
from reporting import jobs
from reporting.judging import accounts_of_month
from reporting.models import JobRun, MonthClose
from teams.actions.owner_reviews import plan
from teams.models import User

CLOSING_WORKING_DAY = 7  # of the next month: by then the ledgers are in and the drafts of the cards are made


def nightly_status(*, on: datetime.date) -> JobRun:
    """The judgement of all accounts, once a day."""
    return jobs.owe(kind="refresh_status", key=f"{on:%Y-%m-%d}", arguments={"on": on.isoformat()}, by=None)


def nightly_cards(*, on: datetime.date) -> JobRun:
    """Drafts of the newest closed month, once a day; published cards are left alone (domain.md 1.8)."""
    month = last_closed_month(on)
    key = f"{month:%Y-%m} {on:%Y-%m-%d}"
    return jobs.owe(kind="build_cards", key=key, arguments=card_arguments(month, on), by=None)


def nightly_close(*, on: datetime.date) -> JobRun | None:
    """The close of the newest closed month from its working day on, until every account has one; None when not due."""
    month = last_closed_month(on)
    if on < nth_working_day(add_months(month, 1), CLOSING_WORKING_DAY) or not _is_open(month):
        return None
    key = f"{month:%Y-%m} {on:%Y-%m-%d}"
    return jobs.owe(kind="close_month", key=key, arguments=close_arguments(month, on), by=None)


def keep_house(*, on: datetime.date) -> None:
    """Yearly reviews that fall due are planned, and what has been kept long enough is removed; twice is once."""
    plan(owners=owners_since(on), on=on, path=reverse("teams:owner_review_list"), by=None)
    run_retention(on=on, by=None)


def send_mails(*, at: datetime.datetime, on: datetime.date) -> Sent:
    """The mails that notices owe; two runs at once send each once."""
    return send_owed(at=at, on=on)


def _is_open(month: datetime.date) -> bool:
    """Some account that was a customer at the end of the month has no close of it."""
    closed = MonthClose.objects.filter(month=month, account=OuterRef("pk"))
    return accounts_of_month(month).filter(~Exists(closed)).exists()


def status_after_load(*, batch_id: int, on: datetime.date, by: User | None) -> JobRun:
    """New facts were loaded: the judgement of all accounts, once for the batch."""
    key = f"{on:%Y-%m-%d} batch {batch_id}"
    return jobs.owe(kind="refresh_status", key=key, arguments={"on": on.isoformat()}, by=by)


def status_now(*, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses in one minute of real time are one job."""
    key = f"{on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="refresh_status", key=key, arguments={"on": on.isoformat()}, by=by)


def status_of_account(*, account_id: int, on: datetime.date, by: User | None = None) -> JobRun:
    """Something was written about one account, or somebody asked: its judgement, once the write is safe.

    Writes that come before the job is taken up are one job; one that comes after is another.
    """
    arguments = {"account": account_id, "on": on.isoformat()}
    return jobs.owe_again(kind="refresh_account", subject=f"{account_id} {on:%Y-%m-%d}", arguments=arguments, by=by)


def close_now(*, month: datetime.date, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses for a month in one minute of real time are one job."""
    key = f"{month:%Y-%m} {on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="close_month", key=key, arguments=close_arguments(month, on), by=by)


def cards_now(*, month: datetime.date, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses for a month in one minute of real time are one job."""
    key = f"{month:%Y-%m} {on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="build_cards", key=key, arguments=card_arguments(month, on), by=by)


def close_arguments(month: datetime.date, as_of: datetime.date) -> dict[str, object]:
    """Arguments of the job `close_month`."""
    return {"month": month.isoformat(), "as_of": as_of.isoformat()}


def card_arguments(month: datetime.date, as_of: datetime.date, accounts: list[int] | None = None) -> dict[str, object]:
    """Arguments of the job `build_cards`; no accounts means all."""
    return {"month": month.isoformat(), "as_of": as_of.isoformat(), "accounts": accounts}
