"""The pages that check the colours: portfolio checks and the back-test."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts_app.models import Account
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from reporting.dashboards.checks import BackTestPage, back_test_page, checks_page
from reporting.views.portfolio import language
from teams.permissions import has_permission
from teams.roles import Permission


def _allowed_on(request: HttpRequest) -> datetime.date:
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_CHECKS, on=on):
        raise PermissionDenied
    return on


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Share of colours, reds per rule, watermelons, reds nobody acts on, overrides and late entries."""
    on = _allowed_on(request)
    page = checks_page(request.user, on=on, lang=language(), asked=request.GET.get("month", ""))
    return render(request, "reporting/checks/page.html", {"page": page, "today": on})


@require_safe
def checks_back_test(request: HttpRequest) -> HttpResponse:
    """What the status said before each lost contract, notice and critical complaint; `?format=` gives a file."""
    on = _allowed_on(request)
    page = back_test_page(request.user, on=on)
    if kind := request.GET.get("format"):
        return _file(page, kind)
    return render(request, "reporting/checks/back_test.html", {"page": page, "today": on})


def _file(page: BackTestPage, kind: str) -> HttpResponse:
    before = [Column(gettext("%(days)s days before") % {"days": days}) for days in page.days]
    columns = [Column(gettext("Account")), Column(gettext("What happened")), Column(gettext("Day"), "date"), *before]
    return download("back-test", columns, _cells(page), kind)


def _cells(page: BackTestPage) -> Iterator[list[Any]]:
    for row in page.rows:
        said = [str(Account.Status(each.colour).label) if each.colour else "" for each in row.what.said]
        yield [row.name, str(row.kind), row.what.news.on, *said]
