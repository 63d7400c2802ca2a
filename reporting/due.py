"""Work that falls due by the calendar: what beat, `run_due` and the buttons ask for, in one place.

The key of a job says how often it may happen: once a night for the schedule, once for a batch, once a minute for a
button, and for one account as often as it is written about.
"""

import datetime
import uuid
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from accounts_app.actions.mails import Sent, send_owed
from accounts_app.actions.privacy import run_retention
from accounts_app.naming.owner_reviews import owners_since
from config.common.month import add_months
from config.common.working_days import last_closed_month, nth_working_day
from reporting import jobs
from reporting.actions.card_retention import redact_old
from reporting.actions.meeting_retention import redact_old_meetings
from reporting.cards.deadlines import drafted_month, publishing_moment, reminder
from reporting.judging import accounts_of_month
from reporting.models import JobRun, MonthClose, QualityCard
from teams.actions.owner_reviews import plan
from teams.models import User

CLOSING_WORKING_DAY = 7  # of the next month: by then the ledgers are in and the drafts of the cards are made


def nightly_status(*, on: datetime.date) -> JobRun:
    """The judgement of all accounts, once a day."""
    return jobs.owe(kind="refresh_status", key=f"{on:%Y-%m-%d}", arguments={"on": on.isoformat()}, by=None)


def nightly_cards(*, on: datetime.date) -> JobRun | None:
    """Drafts of the month before from working day 7 on, every night until all are published; None when not due.

    Drafts follow the facts; published cards are left alone (domain.md 1.8).
    """
    month = drafted_month(on)
    if month is None or not _is_unpublished(month):
        return None
    key = f"{month:%Y-%m} {on:%Y-%m-%d}"
    return jobs.owe(kind="build_cards", key=key, arguments=card_arguments(month, on), by=None)


def daily_reminders(*, on: datetime.date) -> JobRun | None:
    """What the day asks to be told about the open cards of the month before, once a day; None when it asks nothing."""
    month = drafted_month(on)
    if month is None or reminder(month, on) is None or not _open_firsts().filter(month=month).exists():
        return None
    arguments = {"month": month.isoformat(), "on": on.isoformat()}
    return jobs.owe(kind="remind_cards", key=f"{month:%Y-%m} {on:%Y-%m-%d}", arguments=arguments, by=None)


def publications(*, at: datetime.datetime) -> list[JobRun]:
    """The publication of every month whose noon of working day 10 has passed and that still has open cards.

    Once a day for a month. Corrections have no such day: whoever began one publishes it.
    """
    return [
        jobs.owe(kind="publish_cards", key=f"{month:%Y-%m} {at:%Y-%m-%d}", arguments=publish_arguments(month), by=None)
        for month in months_to_publish(at)
    ]


def months_to_publish(at: datetime.datetime) -> list[datetime.date]:
    """The months with open cards whose time is over."""
    months = _open_firsts().order_by("month").values_list("month", flat=True).distinct()
    return [month for month in months if publishing_moment(month) <= at]


def _open_firsts() -> QuerySet[QualityCard]:
    """First versions that are not published yet."""
    return QualityCard.objects.filter(frozen_at__isnull=True, supersedes__isnull=True)


def _is_unpublished(month: datetime.date) -> bool:
    """Some account that was a customer at the end of the month has no card of it, or an open one."""
    cards = QualityCard.objects.filter(month=month, account=OuterRef("pk"))
    is_open = ~Exists(cards) | Exists(cards.filter(frozen_at__isnull=True))
    return accounts_of_month(month).filter(is_open).exists()


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
    redact_old(on=on, by=None)
    redact_old_meetings(on=on, by=None)


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


def status_of_accounts(*, account_ids: Sequence[int], on: datetime.date) -> JobRun:
    """Many accounts were written about at once: their judgement as one job, once the write is safe."""
    key, arguments = f"{on:%Y-%m-%d} {uuid.uuid4().hex}", {"accounts": list(account_ids), "on": on.isoformat()}
    return jobs.owe(kind="refresh_accounts", key=key, arguments=arguments, by=None)


def close_now(*, month: datetime.date, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses for a month in one minute of real time are one job."""
    key = f"{month:%Y-%m} {on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="close_month", key=key, arguments=close_arguments(month, on), by=by)


def cards_now(*, month: datetime.date, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses for a month in one minute of real time are one job."""
    key = f"{month:%Y-%m} {on:%Y-%m-%d} {pressed_at:%Y-%m-%d %H.%M}"
    return jobs.owe(kind="build_cards", key=key, arguments=card_arguments(month, on), by=by)


def publication_now(*, month: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody publishes every open card of the month that is theirs to read, corrections too.

    Two presses of one person for a month in one minute of real time are one job.
    """
    key = f"{month:%Y-%m} {pressed_at:%Y-%m-%d %H.%M} {by.pk}"
    arguments = publish_arguments(month, only_first=False) | {"by": by.pk}
    return jobs.owe(kind="publish_cards", key=key, arguments=arguments, by=by)


def verification_now(*, on: datetime.date, pressed_at: datetime.datetime, by: User) -> JobRun:
    """Somebody pressed the button; two presses in one minute of real time are one job."""
    return jobs.owe(kind="verify_cards", key=f"{pressed_at:%Y-%m-%d %H.%M}", arguments={"on": on.isoformat()}, by=by)


def close_arguments(month: datetime.date, as_of: datetime.date) -> dict[str, object]:
    """Arguments of the job `close_month`."""
    return {"month": month.isoformat(), "as_of": as_of.isoformat()}


def card_arguments(month: datetime.date, as_of: datetime.date, accounts: list[int] | None = None) -> dict[str, object]:
    """Arguments of the job `build_cards`; no accounts means all."""
    return {"month": month.isoformat(), "as_of": as_of.isoformat(), "accounts": accounts}


def publish_arguments(month: datetime.date, *, only_first: bool = True) -> dict[str, object]:
    """Arguments of the job `publish_cards`; without `only_first` open corrections are published too."""
    return {"month": month.isoformat(), "only_first": only_first}
