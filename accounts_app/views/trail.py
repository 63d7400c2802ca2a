"""The trail: of one account, and the search over all accounts the reader may know of."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts_app.forms.trail import TrailForm
from accounts_app.models import Account
from accounts_app.permissions import rights
from accounts_app.trail import ROWS_IN_A_FILE, lines, narrowed, trail, trail_of
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from teams.models import AuditEvent
from teams.permissions import has_permission
from teams.roles import Permission

ROWS_ON_A_PAGE = 50


@never_cache
@require_safe
def account_trail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed and looked at what in the account."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    if not rights(request.user, account, on).see_trail:
        raise PermissionDenied
    form = TrailForm(request.GET, of_account=True)
    rows = narrowed(trail_of(account), form.asked())
    return _page(request, form, rows, {"account": account})


@never_cache
@require_safe
def trail_search(request: HttpRequest) -> HttpResponse:
    """The trail of every account the reader may know of, searched by account, person, act and days."""
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_AUDIT, on=on):
        raise PermissionDenied
    form = TrailForm(request.GET, of_account=False)
    rows = trail(Account.objects.visible_to(request.user, on=on), form.asked())
    return _page(request, form, rows, {"account": None})


def _page(request: HttpRequest, form: TrailForm, rows: QuerySet[AuditEvent], page: dict[str, Any]) -> HttpResponse:
    if kind := request.GET.get("format"):
        return _file(rows, kind)
    found = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": found, "lines": list(lines(found.object_list))}
    return render(request, "accounts_app/trail/page.html", page | shown)


def _file(rows: QuerySet[AuditEvent], kind: str) -> HttpResponse:
    labels = (_("Who"), _("On behalf of"), _("What"), _("Account"), _("Details"))
    columns = [Column(_("When"), "datetime"), *(Column(label) for label in labels)]
    found = lines(rows[:ROWS_IN_A_FILE])
    cells = ((line.at, line.by, line.behalf_of, line.act, line.account, line.details) for line in found)
    return download("trail", columns, cells, kind)
