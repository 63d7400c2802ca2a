"""The jobs as a reader may see them: what names an account the reader may not know of is not there."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.hidden_words import Mentions, mentions_hidden
from accounts_app.models import Account
from config.common.formats import day
from config.common.month import short_month
from reporting.cards.failures import failures
from reporting.dashboards.check_words import check_outcomes
from reporting.models import JobRun
from teams.models import User

PER_PAGE = 50
ACTIVE = (JobRun.State.OWED, JobRun.State.RUNNING)
OF_ONE_ACCOUNT, OF_SOME_ACCOUNTS = "refresh_account", "refresh_accounts"
BUILD, VERIFY = "build_cards", "verify_cards"
KIND_NAMES: dict[str, str | Promise] = {
    "refresh_status": _("Status refresh"),
    OF_ONE_ACCOUNT: _("Status of one account"),
    "close_month": _("Month close"),
    BUILD: _("Quality cards"),
    "remind_cards": _("Reminders of open cards"),
    "publish_cards": _("Publication of cards"),
    "import_delivery": _("Import"),
    VERIFY: _("Check of what is frozen"),
}


@dataclass(frozen=True)
class JobRow:
    """One job."""

    job: JobRun
    kind: str | Promise
    about: str
    asked_by: str
    error: str
    done_pct: int | None  # a share, because the number of all accounts would tell of hidden ones
    month: datetime.date | None
    outcome: str  # what a check found
    not_built: int  # cards of the month that are not built, of accounts whose cards the reader may read


@dataclass(frozen=True)
class JobTable:
    """One page of jobs, newest first; `is_moving` while one of them waits or runs."""

    page: Page[JobRun]
    rows: tuple[JobRow, ...]
    is_moving: bool


def job_table(user: User | AnonymousUser, page: str | None, *, on: datetime.date) -> JobTable:
    """At most eleven statements whatever the number of jobs."""
    found = known_jobs(user, on=on).select_related("created_by__person").order_by("-created_at", "-pk")
    chosen = Paginator(found, PER_PAGE).get_page(page)
    rows = _rows(user, chosen.object_list, on)
    return JobTable(chosen, rows, any(row.job.state in ACTIVE for row in rows))


def known_jobs(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[JobRun]:
    """All jobs but those of a single account the reader may not know of: not even their number is told.

    The pieces of a large job would tell how many accounts there are, so only the whole is listed.
    """
    hidden = list(Account.objects.hidden_from(user, on=on).values_list("pk", flat=True))
    whole = JobRun.objects.filter(parent__isnull=True).exclude(kind=OF_SOME_ACCOUNTS)
    return whole.exclude(kind=OF_ONE_ACCOUNT, arguments__account__in=hidden)


def error_for(job: JobRun, mentions: Mentions) -> str:
    """The error of a job; only that there is one when it names an account the reader may not know of."""
    if not job.error:
        return ""
    return gettext("What went wrong is in the log of the worker.") if mentions(job.error) else gettext(job.error)


def _rows(user: User | AnonymousUser, jobs: Iterable[JobRun], on: datetime.date) -> tuple[JobRow, ...]:
    shown = list(jobs)
    mentions = mentions_hidden(user, on=on)
    named = {job.arguments.get("account") for job in shown if job.kind == OF_ONE_ACCOUNT}
    names = dict(Account.objects.visible_to(user, on=on).filter(pk__in=named).values_list("pk", "name"))
    not_built, outcomes = _not_built(user, shown, on), check_outcomes(user, shown, on)
    return tuple(
        JobRow(
            job=job,
            kind=KIND_NAMES.get(job.kind, job.kind),
            about=_about(job, names),
            asked_by=_asked_by(job),
            error=error_for(job, mentions),
            done_pct=job.progress * 100 // job.total if job.total else None,
            month=_month(job),
            outcome=outcomes.get(job.pk, ""),
            not_built=not_built.get(job.pk, 0),
        )
        for job in shown
    )


def _about(job: JobRun, names: dict[int, str]) -> str:
    """The account, the month or the day the job is about, as people write it."""
    if job.kind == OF_ONE_ACCOUNT:
        return names.get(job.arguments.get("account", 0), "")
    if month := _month(job):
        return short_month(month)
    return day(datetime.date.fromisoformat(job.arguments["on"])) if "on" in job.arguments else job.key


def _month(job: JobRun) -> datetime.date | None:
    return datetime.date.fromisoformat(job.arguments["month"]) if "month" in job.arguments else None


def _not_built(user: User | AnonymousUser, jobs: Iterable[JobRun], on: datetime.date) -> dict[int, int]:
    """By the newest build of each month how many of its cards the reader may read are not built."""
    newest: dict[datetime.date, int] = {}
    for job in jobs:
        if job.kind == BUILD and (month := _month(job)):
            newest.setdefault(month, job.pk)
    counts: dict[int, int] = {}
    for failure in failures(user, newest, on=on) if newest else ():
        counts[newest[failure.month]] = counts.get(newest[failure.month], 0) + 1
    return counts


def _asked_by(job: JobRun) -> str:
    if job.created_by is not None:
        person = getattr(job.created_by, "person", None)
        return person.name if person is not None else job.created_by.get_username()
    return gettext("a change in the records") if job.kind == OF_ONE_ACCOUNT else gettext("schedule")
