"""The lists of the board: all open instructions, and the feedback the account directors wait for."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts_app.board_requests import answer_time, waiting
from accounts_app.instructions.open_list import (
    TITLES,
    InstructionLine,
    in_group,
    lines,
    matching,
    open_instructions,
    ordered,
)
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from reporting.dashboards.feedback import WITHIN_DAYS, feedback_lines, silent_cards, silent_lines
from teams.permissions import has_permission
from teams.roles import Permission

PER_PAGE = 50
YEAR = datetime.timedelta(days=365)


@require_safe
def board_instructions(request: HttpRequest) -> HttpResponse:
    """All open instructions, the most late first; `?state=` and `?q=` narrow them, `?format=` gives a file."""
    on = _day_of_board(request)
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = open_instructions(request.user, on=on).filter(in_group(state, on), matching(words))
    if kind := request.GET.get("format"):
        return download("instructions", _columns(), _cells(lines(ordered(rows, on), on)), kind)
    page = Paginator(ordered(rows, on), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(page, on),
        "states": [(code, title, code == state) for code, title in TITLES.items()],
        "q": words,
        "is_narrowed": bool(words or state in TITLES),
    }
    return render(request, "reporting/board/instructions.html", context)


@require_safe
def board_feedback(request: HttpRequest) -> HttpResponse:
    """Cards without a stance for 14 days, requests without an answer, how long answers take, who waits longest."""
    on = _day_of_board(request)
    accounts = Paginator(feedback_lines(request.user, on), PER_PAGE).get_page(request.GET.get("page"))
    silent = silent_cards(request.user, on)
    context: dict[str, Any] = {
        "silent": silent_lines(silent[:PER_PAGE], on),
        "silent_total": silent.count(),
        "within": WITHIN_DAYS,
        "requests": waiting(request.user, on),
        "time": answer_time(request.user, on, since=on - YEAR),
        "page": accounts,
    }
    return render(request, "reporting/board/feedback.html", context)


def _day_of_board(request: HttpRequest) -> datetime.date:
    """Today, for those who may see the board page."""
    on = clock.today()
    if not has_permission(request.user, Permission.SEE_BOARD_PAGE, on=on):
        raise PermissionDenied
    return on


def _columns() -> list[Column]:
    texts = [Column(label) for label in (_("Account"), _("Instruction"), _("Responsible"), _("State"))]
    days = [Column(label, "date") for label in (_("Given"), _("Due"))]
    return [*texts, *days, Column(_("Days late"), "number")]


def _cells(found: Iterable[InstructionLine]) -> Iterator[list[object]]:
    for line in found:
        yield [line.account, line.text, line.responsible, line.word, line.given_on, line.due_on, line.days_late]
