"""How completely responsibilities are published, by own company: for management (requirements.md R032)."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts_app.support.company_coverage import CompanyCoverage, company_coverage
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from teams.permissions import has_permission
from teams.roles import Permission


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Shares by company and the accounts that lack something; `?format=` gives all accounts as a file."""
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_COVERAGE, on=on):
        raise PermissionDenied
    found = company_coverage(request.user, on)
    if kind := request.GET.get("format"):
        return download("coverage", _columns(), _cells(found), kind)
    return render(request, "accounts_app/coverage/page.html", {"coverage": found})


def _columns() -> list[Column]:
    labels = (
        _("Company"),
        _("Account"),
        _("Care model"),
        _("Account director"),
        _("Deputy"),
        _("Support organisation"),
        _("Brief"),
    )
    return [Column(label) for label in labels]


def _cells(found: CompanyCoverage) -> Iterator[list[str]]:
    words = {True: _("yes"), False: _("no")}
    for line in found.lines:
        owner = line.owner_person.name if line.owner_person else ""
        flags = [words[line.deputy], words[line.support], words[line.brief]]
        yield [line.company, line.account.name, line.account.care_model, owner, *flags]
