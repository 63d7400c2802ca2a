"""The page that says how colours are decided."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.dashboards.colours import colour_rules
from reporting.views.portfolio import language


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Every rule in words with its limits; open to everybody who logs in."""
    return render(request, "reporting/colours/page.html", {"dimensions": colour_rules(language())})
