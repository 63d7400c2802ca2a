"""The page of jobs: what was asked, how far it is, and what went wrong; and the buttons that ask."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts_app.hidden_words import mentions_hidden
from accounts_app.models import Account
from accounts_app.permissions import rights
from config.common import clock
from config.common.working_days import last_closed_month
from reporting import due
from reporting.dashboards.job_rows import error_for, job_table
from reporting.forms.cards import MonthForm
from reporting.models import JobRun
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """All jobs, newest first, and the buttons."""
    on = clock.today()
    context = _table(request) | {
        "may_refresh": has_permission(request.user, Permission.REFRESH_STATUS, on=on),
        "may_build": has_permission(request.user, Permission.BUILD_CARDS, on=on),
        "month": last_closed_month(on),
    }
    return render(request, "reporting/jobs/list.html", context)


@require_safe
def job_rows(request: HttpRequest) -> HttpResponse:
    """The table alone: the page asks for it every two seconds while a job waits or runs."""
    return render(request, "reporting/jobs/_table.html", _table(request))


def _table(request: HttpRequest) -> dict[str, Any]:
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_JOBS, on=on):
        raise PermissionDenied
    table = job_table(request.user, request.GET.get("page"), on=on)
    return {"table": table, "page": table.page}


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
    month = _closed_month(request)
    if month is None:
        messages.error(request, gettext("Cards are made only of closed months."))
        return _back(request)
    job = due.cards_now(month=month, on=clock.today(), pressed_at=timezone.now(), by=_reader(request))
    return _told(request, job)


@require_POST
def close_month(request: HttpRequest) -> HttpResponse:
    """Ask for the close of a month now; presented accounts are left alone."""
    _need(request, Permission.BUILD_CARDS)
    month = _closed_month(request)
    if month is None:
        messages.error(request, gettext("Only a month whose books are closed can be closed."))
        return _back(request)
    job = due.close_now(month=month, on=clock.today(), pressed_at=timezone.now(), by=_reader(request))
    return _told(request, job)


@require_POST
def verify_cards(request: HttpRequest) -> HttpResponse:
    """Ask whether everything frozen is as it was frozen; the answer stands beside the job."""
    _need(request, Permission.SEE_JOBS)
    return _told(request, due.verification_now(on=clock.today(), pressed_at=timezone.now(), by=_reader(request)))


def _closed_month(request: HttpRequest) -> date | None:
    """The month asked for, or None when it is no month or not over yet."""
    form = MonthForm(request.POST)
    if not form.is_valid() or form.cleaned_data["month"] > last_closed_month(clock.today()):
        return None
    month: date = form.cleaned_data["month"]
    return month


@require_POST
def account_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge one account now. For those in charge of it and those who may refresh all."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    if not (rights(request.user, account, on).edit or has_permission(request.user, Permission.REFRESH_STATUS, on=on)):
        raise PermissionDenied
    job = due.status_of_account(account_id=account.pk, on=on, by=_reader(request))
    _tell(request, job)
    return redirect("reporting:account", pk=account.pk)


def _need(request: HttpRequest, permission: Permission) -> None:
    if not has_permission(request.user, permission, on=clock.today()):
        raise PermissionDenied


def _told(request: HttpRequest, job: JobRun) -> HttpResponse:
    _tell(request, job)
    return _back(request)


def _tell(request: HttpRequest, job: JobRun) -> None:
    """Say how the job stands: done at once without a queue, waiting with one."""
    job.refresh_from_db()
    if job.state == JobRun.State.FAILED:
        error = error_for(job, mentions_hidden(request.user, on=clock.today()))
        messages.error(request, gettext("The job failed: %(error)s") % {"error": error})
    elif job.state == JobRun.State.DONE:
        messages.success(request, gettext("The job is done."))
    else:
        messages.info(request, gettext("The job is waiting for its turn."))


def _back(request: HttpRequest) -> HttpResponse:
    """The page of jobs for those who may see it, the cards for the others."""
    sees_jobs = has_permission(request.user, Permission.SEE_JOBS, on=clock.today())
    return redirect("reporting:job_list" if sees_jobs else "reporting:card_list")


def _reader(request: HttpRequest) -> User:
    """Who is logged in; nobody else comes past the login of every page."""
    return cast(User, request.user)
