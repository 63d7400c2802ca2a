"""The sides of information barriers and who stands on them."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts_app.access.sides import sides_kept_by
from accounts_app.actions import barriers as actions
from accounts_app.forms.barrier import SideMemberForm, SidesForm
from accounts_app.models import BarrierGroup, BarrierMember
from config.common import clock
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission


def _refuse_others(request: HttpRequest) -> None:
    if not has_permission(request.user, Permission.KEEP_BARRIERS, on=clock.today()):
        raise PermissionDenied


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_list(request: HttpRequest) -> HttpResponse:
    """The sides the reader keeps; making the two sides of a new barrier."""
    _refuse_others(request)
    form = SidesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        names = (form.cleaned_data["first"], form.cleaned_data["second"])
        try:
            actions.make_sides(names=names, by=cast(User, request.user))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, gettext("The two sides are made. Add their people next."))
            return redirect("accounts:barriers")
    on = clock.today()
    kept = sides_kept_by(request.user, on=on)
    people = BarrierMember.objects.current(on).filter(group__in=kept).select_related("person").order_by("person__name")
    sides = [(group, [row.person for row in people if row.group_id == group.pk]) for group in kept]
    page = {"sides": sides, "form": form}
    return render(request, "accounts_app/barriers/list.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest, row: int) -> HttpResponse:
    """One side with its people; adding one."""
    _refuse_others(request)
    on = clock.today()
    side = get_object_or_404(sides_kept_by(request.user, on=on), pk=row)
    form = SideMemberForm(request.POST if request.method == "POST" else None, on=on)
    if request.method == "POST" and form.is_valid() and _added(request, side, form):
        messages.success(request, gettext("%(name)s is on this side now.") % {"name": form.cleaned_data["person"].name})
        return redirect("accounts:barrier", row=row)
    people = BarrierMember.objects.exclude(ends_on__lt=on).filter(group=side).select_related("person")
    page = {
        "side": side,
        "people": people.order_by("person__name"),
        "rivals": side.rivals.order_by("name"),
        "form": form,
    }
    return render(request, "accounts_app/barriers/side.html", page, status=422 if form.errors else 200)


def _added(request: HttpRequest, side: BarrierGroup, form: SideMemberForm) -> bool:
    try:
        actions.add_to_side(group=side, by=cast(User, request.user), **form.cleaned_data)
    except ValidationError as problem:
        form.add_error("person", problem)
        return False
    return True


@require_POST
def barrier_member_end(request: HttpRequest, row: int, member: int) -> HttpResponse:
    """Take somebody from the side at once."""
    _refuse_others(request)
    on = clock.today()
    side = get_object_or_404(sides_kept_by(request.user, on=on), pk=row)
    held = get_object_or_404(
        BarrierMember.objects.exclude(ends_on__lt=on).select_related("person"), pk=member, group=side
    )
    actions.take_from_side(member=held, on=on, by=cast(User, request.user))
    messages.success(request, gettext("%(name)s is no longer on this side.") % {"name": held.person.name})
    return redirect("accounts:barriers")
