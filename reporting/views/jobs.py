"""The page of jobs: what was asked, how far it is, and what went wrong; and the buttons that ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts_app.hidden_words import Mentions, mentions_hidden
from accounts_app.models import Account
from config.common import clock
from config.common.formats import day
from config.common.month import short_month
from config.common.working_days import last_closed_month
from reporting import due
from reporting.forms.cards import MonthForm
from reporting.models import JobRun
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

PER_PAGE = 50
KIND_NAMES: dict[str, str | Promise] = {
    "refresh_status": _("Status refresh"),
    "build_cards": _("Quality cards"),
    "import_delivery": _("Import"),
}


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """All jobs, newest first."""
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_JOBS, on=on):
        raise PermissionDenied
    found = JobRun.objects.select_related("created_by__person").order_by("-created_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(request, page.object_list, on),
        "may_refresh": has_permission(request.user, Permission.REFRESH_STATUS, on=on),
        "may_build": has_permission(request.user, Permission.BUILD_CARDS, on=on),
        "month": last_closed_month(on),
    }
    return render(request, "reporting/jobs/list.html", context)


@dataclass(frozen=True)
class JobRow:
    """A job as this reader may see it: what names an account the reader may not know of is not there."""

    job: JobRun
    kind: str | Promise
    about: str
    error: str
    done_pct: int | None  # a share, because the number of all accounts would tell of hidden ones
    failed: list[dict[str, Any]]


def _rows(request: HttpRequest, jobs: Iterable[JobRun], on: date) -> list[JobRow]:
    """At most eight statements whatever the number of jobs."""
    shown = list(jobs)
    mentions = mentions_hidden(request.user, on=on)
    failures = [failure for job in shown for failure in job.result.get("failed", ())]
    visible = Account.objects.visible_to(request.user, on=on)
    seen = set(visible.filter(pk__in={failure["account"] for failure in failures}).values_list("pk", flat=True))
    return [
        JobRow(
            job=job,
            kind=KIND_NAMES.get(job.kind, job.kind),
            about=_about(job),
            error=_error(job, mentions),
            done_pct=job.progress * 100 // job.total if job.total else None,
            failed=[failure for failure in job.result.get("failed", ()) if failure["account"] in seen],
        )
        for job in shown
    ]


def _error(job: JobRun, mentions: Mentions) -> str:
    """The error of a job; only that there is one when it names an account the reader may not know of."""
    return gettext("What went wrong is in the log of the worker.") if mentions(job.error) else job.error


def _about(job: JobRun) -> str:
    """The month or the day the job is about, as people write it."""
    if "month" in job.arguments:
        return short_month(date.fromisoformat(job.arguments["month"]))
    return day(date.fromisoformat(job.arguments["on"])) if "on" in job.arguments else job.key


@require_POST
def refresh_status(request: HttpRequest) -> HttpResponse:
    """Ask for the judgement of all accounts now."""
    _need(request, Permission.REFRESH_STATUS)
    job = due.status_now(on=clock.today(), pressed_at=timezone.now(), by=_reader(request))
    return _told(request, job)


@require_POST
def build_cards(request: HttpRequest) -> HttpResponse:
    """Ask for the drafts of a closed month now."""
    _need(request, Permission.BUILD_CARDS)
    form = MonthForm(request.POST)
    if not form.is_valid() or form.cleaned_data["month"] > last_closed_month(clock.today()):
        messages.error(request, gettext("Cards are made only of closed months."))
        return _back(request)
    month, on = form.cleaned_data["month"], clock.today()
    job = due.cards_now(month=month, on=on, pressed_at=timezone.now(), by=_reader(request))
    return _told(request, job)


def _need(request: HttpRequest, permission: Permission) -> None:
    if not has_permission(request.user, permission, on=clock.today()):
        raise PermissionDenied


def _told(request: HttpRequest, job: JobRun) -> HttpResponse:
    """Say how the job stands: done at once without a queue, waiting with one."""
    job.refresh_from_db()
    if job.state == JobRun.State.FAILED:
        error = _error(job, mentions_hidden(request.user, on=clock.today()))
        messages.error(request, gettext("The job failed: %(error)s") % {"error": error})
    elif job.state == JobRun.State.DONE:
        messages.success(request, gettext("The job is done."))
    else:
        messages.info(request, gettext("The job is waiting for its turn."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """The page of jobs for those who may see it, the cards for the others."""
    sees_jobs = has_permission(request.user, Permission.SEE_JOBS, on=clock.today())
    return redirect("reporting:job_list" if sees_jobs else "reporting:card_list")


def _reader(request: HttpRequest) -> User:
    """Who is logged in; nobody else comes past the login of every page."""
    return cast(User, request.user)
