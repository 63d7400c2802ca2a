"""The board page: all accounts red first, counts by colour, what moved."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.common import clock
from reporting.dashboards.board import moves
from reporting.dashboards.board_loop import board_loop
from reporting.dashboards.freshness_line import freshness_line
from reporting.dashboards.limit_log import moving_limits
from reporting.dashboards.overrides import pending
from reporting.views.portfolio import EXPORTS, export, language, page_of, search
from teams.permissions import has_permission
from teams.roles import Permission


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """All accounts for those who may see the board page; with `export` the same rows as a file."""
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_BOARD_PAGE, on=on):
        raise PermissionDenied
    form, everything, fitting = search(request, request.user, on)
    if (kind := request.GET.get("export")) in EXPORTS:
        return export(request.user, form, fitting, on, kind)
    context = {
        "list": page_of(request, request.user, form, fitting, on),
        "loop": board_loop(request.user, on=on),
        "moves": moves(everything, on),
        "pending": pending(request.user, on=on, lang=language()),
        "freshness": freshness_line(on),
        "notices": moving_limits(request.user, on=on),
        "today": on,
    }
    return render(request, "reporting/board/page.html", context)
