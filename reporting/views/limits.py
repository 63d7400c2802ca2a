"""The limits of the rules: what is in force, what was changed, and changing them after trying it out."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.models import Account
from config.common import clock
from config.common.month import add_months, short_month
from reporting.actions import limits as actions
from reporting.dashboards.limit_log import log_lines, moving_limits
from reporting.dashboards.limit_preview import preview
from reporting.dashboards.limits import changed_only, limit_groups
from reporting.forms.limits import LimitForm, Target, TargetForm
from reporting.freshness import judged_month, known_loads
from reporting.limit_rights import may_set_for, readable_changes, scopes_of
from reporting.views.portfolio import language
from reporting.what_if import what_if
from teams.models import User

PER_PAGE = 50
TRY, PUBLISH = "try", "publish"


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """Limits of the company and the care models for everybody; exceptions of accounts for those who see their care."""
    on = clock.today()
    month = judged_month(on, known_loads(on))
    rows = readable_changes(request.user, on=on).select_related("account", "made_by__person")
    page = Paginator(rows.order_by("-made_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    groups = limit_groups(request.user, month=month, on=on, lang=language())
    context = {
        "month_name": short_month(month),
        "groups": groups,
        "changed": changed_only(groups),
        "page": page,
        "log": log_lines(page.object_list, request.user, month=month, on=on, lang=language()),
        "notices": moving_limits(request.user, on=on),
        "may_change": bool(scopes_of(request.user, on=on)),
    }
    return render(request, "reporting/limits/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def limit_new(request: HttpRequest) -> HttpResponse:
    """Choose whose limits, write them, try them on the last months, publish. Trying saves nothing."""
    on, user = clock.today(), cast(User, request.user)
    scopes = scopes_of(user, on=on)
    if not scopes or request.GET.get("scope") not in (None, *scopes):
        raise PermissionDenied
    _check_account(request, user)
    chooser = TargetForm(request.GET or None, user=user, on=on, lang=language())
    context: dict[str, Any] = {"chooser": chooser, "form": None, "preview": None}
    if not chooser.is_valid():
        return render(request, "reporting/limits/form.html", context, status=422 if chooser.errors else 200)
    return _values(request, chooser.target(), context)


def _check_account(request: HttpRequest, user: User) -> None:
    """An account that is not visible does not exist; one's own is not one's to ease."""
    asked = request.GET.get("account") or ""
    if asked.isdecimal():
        on = clock.today()
        account = get_object_or_404(Account.objects.visible_to(user, on=on), pk=asked)
        if not may_set_for(user, account, on=on):
            raise PermissionDenied


def _values(request: HttpRequest, target: Target, context: dict[str, Any]) -> HttpResponse:
    on, user = clock.today(), cast(User, request.user)
    earliest = add_months(judged_month(on, known_loads(on)), 1)
    form = LimitForm(request.POST or None, target=target, user=user, on=on, earliest=earliest)
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("act") == PUBLISH:
                actions.publish(proposal=form.proposal(), by=user, at=clock.now())
                messages.success(request, gettext("The change is published. It takes effect from its month on."))
                return redirect("reporting:limits")
            rows = actions.prepare(proposal=form.proposal(), by=user, at=clock.now())
            context["preview"] = preview(what_if(rows, user, on=on))
        except ValidationError as error:
            form.add_error(None, error)
    context |= {"form": form, "target": target, "values": [form[name] for name in form.names]}
    return render(request, "reporting/limits/form.html", context, status=422 if form.errors else 200)


@require_POST
def limit_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change that has not taken effect."""
    on = clock.today()
    change = get_object_or_404(readable_changes(request.user, on=on), pk=pk)
    try:
        actions.take_back(change=change, by=cast(User, request.user), at=clock.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("The change is taken back."))
    return redirect("reporting:limits")
