"""The start page: a director's, the board's or everybody's, by what the person does."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts_app.permissions import in_charge_of
from config.common import clock
from reporting.dashboards.director import director_page
from reporting.dashboards.freshness_line import freshness_line
from reporting.dashboards.staff import staff_page
from reporting.views.board import board
from reporting.views.portfolio import language
from teams.permissions import has_permission, person_of, roles_of
from teams.roles import ACCOUNT_DIRECTOR, Permission

DIRECTOR, BOARD, STAFF = "director", "board", "staff"


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the start pages a person may choose."""

    code: str
    label: str
    is_current: bool


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The page of the chosen tab, or the first one the person has."""
    if person_of(request.user) is None and hasattr(request.user, "contact"):
        return redirect("accounts:my_director")
    on = clock.today()
    codes = tabs_for(request.user, on)
    asked = request.GET.get("view", "")
    current = asked if asked in codes else codes[0]
    if current == BOARD:
        return board(request)
    return render(request, f"reporting/start/{current}.html", _context(request, current, codes, on))


def tabs_for(user: Any, on: datetime.date) -> tuple[str, ...]:
    """The start pages of the user, the most fitting first; everybody has the search."""
    person = person_of(user)
    codes = []
    if person is not None and (ACCOUNT_DIRECTOR in roles_of(user, on=on) or in_charge_of(user, on=on).exists()):
        codes.append(DIRECTOR)
    if has_permission(user, Permission.SEE_BOARD_PAGE, on=on):
        codes.append(BOARD)
    return (*codes, STAFF)


def labelled(codes: tuple[str, ...], current: str) -> tuple[Tab, ...]:
    """The tabs as printed; none when there is nothing to choose."""
    words = {DIRECTOR: _("My accounts"), BOARD: _("Board"), STAFF: _("Search and absences")}
    return tuple(Tab(code, words[code], code == current) for code in codes) if len(codes) > 1 else ()


def _context(request: HttpRequest, current: str, codes: tuple[str, ...], on: datetime.date) -> dict[str, Any]:
    person = person_of(request.user)
    context: dict[str, Any] = {"tabs": labelled(codes, current), "today": on, "person": person, "page": None}
    if person is None:
        return context
    if current == DIRECTOR:
        page = director_page(request.user, person, on=on, lang=language())
        return {**context, "page": page, "freshness": freshness_line(on)}
    return {**context, "page": staff_page(request.user, person, on=on)}
