"""The list of accounts everybody may open; what is shown of each depends on the reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts_app.actions import views_of
from config.common import clock
from reporting.views.portfolio import EXPORTS, export, page_of, search


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """The accounts that fit the search form, one page of them; with `export` all of them as a file."""
    on = clock.today()
    form, _everything, fitting = search(request, request.user, on)
    if (kind := request.GET.get("export")) in EXPORTS:
        views_of.note_export(user=request.user, on=on)
        return export(request.user, form, fitting, on, kind)
    return render(request, "reporting/account/list.html", {"list": page_of(request, request.user, form, fitting, on)})
