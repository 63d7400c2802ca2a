"""The pages that explain the colour of one account: why it is so today, and how it came to be."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from config.common import clock
from reporting.dashboards.account import ask
from reporting.dashboards.history import change_lines, close_marks, compare
from reporting.dashboards.panels.status import status_panel
from reporting.dashboards.why import dimension_lines, source_lines
from reporting.forms.history import HistoryForm
from reporting.views.portfolio import language


def _account(request: HttpRequest, pk: int) -> tuple[Account, AccountRights, datetime.date]:
    """A visible account (otherwise 404) whose care the reader may see (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).select_related("judgement")
    account = get_object_or_404(visible, pk=pk)
    allowed = rights(request.user, account, on)
    if not allowed.care:
        raise PermissionDenied
    return account, allowed, on


@require_safe
def account_why(request: HttpRequest, pk: int) -> HttpResponse:
    """Every rule of the account with value, limit, day, source and evidence; the sources and what is missing."""
    account, allowed, on = _account(request, pk)
    question = ask(account, allowed, on=on, lang=language(), asked={})
    context = {
        "account": account,
        "today": on,
        "status": status_panel(question),
        "dimensions": dimension_lines(question),
        "sources": source_lines(question),
        "marks": close_marks(account),
    }
    return render(request, "reporting/why/why.html", context)


@require_safe
def account_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change with its cause, and any two days side by side."""
    account, allowed, on = _account(request, pk)
    form = HistoryForm(request.GET, on=on)
    form.is_valid()
    lang = language()
    compared = compare(account, getattr(account, "judgement", None), *form.days, lang) if form.days else ()
    context = {
        "account": account,
        "today": on,
        "form": form,
        "marks": close_marks(account),
        "changes": change_lines(account, scope=form.cleaned_data.get("scope", ""), money=allowed.money, lang=lang),
        "compared": compared,
        "moved": [row for row in compared if not row.is_same],
    }
    return render(request, "reporting/why/history.html", context)
