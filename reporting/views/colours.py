"""The page that says how colours are decided."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.common import clock
from config.common.month import short_month
from reporting.dashboards.colours import changed_common, changes_of, colour_rules, combination, needed_data
from reporting.freshness import judged_month, known_loads
from reporting.views.portfolio import language


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Every rule in words with the limits in force; open to everybody who logs in."""
    on = clock.today()
    month = judged_month(on, known_loads(on))
    changes = changes_of(month)
    context = {
        "month_name": short_month(month),
        "dimensions": colour_rules(language(), changes),
        "combination": combination(changes),
        "changed_common": changed_common(changes, language()),
        "needed": needed_data(language()),
    }
    return render(request, "reporting/colours/page.html", context)
