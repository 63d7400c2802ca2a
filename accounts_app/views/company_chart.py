"""The chart of the own organisation. It counts accounts, so it stands in this room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts_app.support.company_chart import company_chart as read_chart
from config.common import clock


@require_safe
def company_chart(request: HttpRequest) -> HttpResponse:
    """Companies, regions, units, account directors, sales, pool deputies and the board: open to everybody here."""
    chart = read_chart(request.user, clock.today())
    return render(request, "teams/people/chart.html", {"chart": chart})
