"""Pool deputies of the regions: who answers for C and D accounts when their owner is away (domain.md 4.6)."""

import datetime
from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from config.common import clock
from config.common.collation import finnish_key
from teams.actions.pools import add_to_pool, end_pool
from teams.availability import absences_on
from teams.forms.pool import PoolForm
from teams.models import Absence, PoolDeputy, Region, User
from teams.permissions import has_permission
from teams.roles import Permission

ONE_DAY = datetime.timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def pools(request: HttpRequest) -> HttpResponse:
    """The pool of each region, and the form that names somebody."""
    on = _keeper(request)
    form = PoolForm(request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            add_to_pool(by=cast(User, request.user), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("person", refused)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("teams:pools")
    page = {"regions": _regions(on), "form": form, "today": on}
    return render(request, "accounts_app/pools/page.html", page, status=422 if form.errors else 200)


@require_POST
def pool_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody leaves the pool: yesterday was the last day."""
    on = _keeper(request)
    row = get_object_or_404(PoolDeputy.objects.select_related("person"), pk=pk)
    end_pool(row=row, on=on - ONE_DAY, by=cast(User, request.user))
    messages.success(request, gettext("%(name)s is no longer in the pool.") % {"name": row.person.name})
    return redirect("teams:pools")


def _keeper(request: HttpRequest) -> datetime.date:
    """Today, for those who keep people."""
    on = clock.today()
    if not has_permission(request.user, Permission.KEEP_PEOPLE, on=on):
        raise PermissionDenied
    return on


def _regions(on: datetime.date) -> list[tuple[Region, Sequence[tuple[PoolDeputy, Absence | None]]]]:
    """Regions with the places in force and to come. Three queries."""
    rows = PoolDeputy.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).select_related("person__town")
    held = list(rows.order_by("starts_on", "pk"))
    away = absences_on([row.person_id for row in held], on)
    regions = sorted(Region.objects.select_related("company"), key=lambda region: finnish_key(region.name))
    return [
        (region, [(row, away.get(row.person_id)) for row in held if row.region_id == region.pk]) for region in regions
    ]
