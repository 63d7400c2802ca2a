"""The page of the board that everybody who works here may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.common import clock
from reporting.dashboards.about_board import about_board


@require_safe
def board_about(request: HttpRequest) -> HttpResponse:
    """Who sits there, what it does, when it meets, how to ask it."""
    page = about_board(request.user, on=clock.today(), now=clock.now())
    return render(request, "reporting/board/about.html", {"page": page})
