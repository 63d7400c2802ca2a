"""What the owner of an account is asked to do and may decide, in writing."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import assignment_briefs as actions
from accounts_app.forms.assignment_brief import AssignmentBriefForm
from accounts_app.models import AssignmentBrief
from accounts_app.naming.assignment_briefs import checklist, may_read, may_write, owner_on
from accounts_app.views.visible import visible_account
from teams.models import User
from teams.permissions import member_of


@require_safe
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version with its checklist; `?version=` shows an earlier one."""
    account, on = visible_account(request, pk)
    if not may_read(request.user, account, on):
        raise PermissionDenied
    versions = list(
        AssignmentBrief.objects.filter(account=account).select_related("owner", "board_contact", "written_by")
    )
    asked = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.pk) == asked), versions[0] if versions else None)
    owner, person = owner_on(account, on), member_of(request.user, on=on)
    is_own = shown is not None and person is not None and person.pk == shown.owner_id
    items = checklist(shown)
    page = {
        "account": account,
        "owner": owner,
        "brief": shown,
        "versions": versions,
        "is_newest": bool(versions) and shown == versions[0],
        "items": items,
        "filled": sum(item.is_there for item in items),
        "may_write": owner is not None and may_write(request.user, account, owner, on),
        "may_mark": is_own and shown == versions[0] and shown is not None and shown.accepted_on is None,
    }
    return render(request, "accounts_app/assignment_briefs/page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new version, starting from the newest one."""
    account, on = visible_account(request, pk)
    owner = owner_on(account, on)
    if owner is None or not may_write(request.user, account, owner, on):
        raise PermissionDenied
    newest = AssignmentBrief.objects.filter(account=account).first()
    initial: dict[str, Any] = model_to_dict(newest) if newest else {}
    data = request.POST if request.method == "POST" else None
    form = AssignmentBriefForm(data, initial=initial, on=on)
    if data is not None and form.is_valid():
        actions.write(account=account, owner=owner, form=form, on=on, by=cast(User, request.user))
        messages.success(request, gettext("The assignment brief is saved. The owner is told."))
        return redirect("accounts:assignment", pk=pk)
    page = {"account": account, "owner": owner, "form": form}
    return render(request, "accounts_app/assignment_briefs/form.html", page, status=422 if form.errors else 200)


@require_POST
def assignment_read(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The owner has read it."""
    account, on = visible_account(request, pk)
    if not may_read(request.user, account, on):
        raise PermissionDenied
    brief = get_object_or_404(AssignmentBrief.objects.filter(account=account), pk=version)
    try:
        actions.mark_read(brief=brief, on=on, by=cast(User, request.user))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, gettext("Marked as read."))
    return redirect("accounts:assignment", pk=pk)
