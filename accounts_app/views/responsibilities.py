"""The list of responsibilities, open to the whole staff."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts_app.directory.responsibility_list import cells, choices_of, columns, narrowed, rows_of
from accounts_app.forms.responsibilities import ResponsibilityForm
from accounts_app.models import Account
from config.common import clock
from config.common.downloads import download

PER_PAGE = 50


@require_safe
def responsibilities(request: HttpRequest) -> HttpResponse:
    """Every visible account in care with those who answer; `?format=` gives all that fit the filter as a file."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).in_care(on)
    towns, owners = choices_of(visible, on)
    form = ResponsibilityForm(request.GET, towns=towns, owners=owners)
    fitting = narrowed(
        visible, on, town=form.asked("town"), owner=form.asked("owner"), gap=form.asked("gap") or ""
    ).by_name()
    if kind := request.GET.get("format"):
        return download("responsibilities", columns(), cells(rows_of(fitting, on)), kind)
    page = Paginator(fitting, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": rows_of(page.object_list, on)}
    return render(request, "accounts_app/responsibilities/page.html", context)
