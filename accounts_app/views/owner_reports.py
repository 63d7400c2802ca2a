"""Reports of wrong owners: sent from the answer card, answered on a list."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts_app.actions import owner_reports as actions
from accounts_app.directory.owner_report_list import answerable, owner_reports_of
from accounts_app.forms.owner_report import OwnerAnswerForm, OwnerReportForm
from accounts_app.models import Account, OwnerReport
from accounts_app.views.who import card_page, visible_account
from config.common import clock
from teams.models import Person, User
from teams.permissions import person_of


@require_POST
def owner_report_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Report that the wrong person stands as owner of a visible account."""
    account = visible_account(request, pk)
    form = OwnerReportForm(request.POST)
    if not form.is_valid():
        return card_page(request, account, report=form, status=422)
    by, person = _writer(request)
    actions.report(account=account, text=form.cleaned_data["text"], by=by, person=person, on=clock.today())
    messages.success(request, gettext("Thank you. The report is sent; you get a notice when it is answered."))
    return redirect("accounts:who", pk=pk)


@never_cache
@require_safe
def owner_reports(request: HttpRequest) -> HttpResponse:
    """The reports to answer, and the reader's own."""
    return _page(request)


@require_POST
def owner_report_answer(request: HttpRequest, row: int) -> HttpResponse:
    """Answer a report; of a visible account by those who may, else 403; of any other 404."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).values("pk")
    report = get_object_or_404(OwnerReport, pk=row, account__in=visible)
    if not answerable(request.user, on).filter(pk=row).exists():
        raise PermissionDenied
    form = OwnerAnswerForm(request.POST, instance=report, prefix=f"r{row}")
    if not form.is_valid():
        return _page(request, failed=form, status=422)
    by, person = _writer(request)
    try:
        actions.answer(report=report, text=form.cleaned_data["answer"], by=by, person=person, at=clock.now())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, gettext("The answer is sent to the one who reported."))
    return redirect("accounts:owner_reports")


def _page(request: HttpRequest, failed: OwnerAnswerForm | None = None, status: int = 200) -> HttpResponse:
    reports = owner_reports_of(request.user, clock.today())
    open_rows = [row for row in reports.to_answer if row.answered_at is None]
    context = {
        "open_rows": [
            (row, failed if failed and failed.instance.pk == row.pk else OwnerAnswerForm(prefix=f"r{row.pk}"))
            for row in open_rows
        ],
        "answered": [row for row in reports.to_answer if row.answered_at is not None],
        "own": reports.own,
    }
    return render(request, "accounts_app/owner_reports/list.html", context, status=status)


def _writer(request: HttpRequest) -> tuple[User, Person]:
    person = person_of(request.user)
    if person is None:
        raise PermissionDenied
    return cast(User, request.user), person
