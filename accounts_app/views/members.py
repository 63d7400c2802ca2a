"""Who sees an account and why; naming members, ending that, and closing the account."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.access.members import members_of
from accounts_app.access.sides import sides_kept_by
from accounts_app.actions import account_grants as actions
from accounts_app.actions import barriers
from accounts_app.forms.account_grant import AccountGrantForm
from accounts_app.forms.confidentiality import ConfidentialityForm
from accounts_app.models import Account, AccountGrant, BarrierGroup
from accounts_app.permissions import AccountRights, rights
from config.common import clock
from teams.models import User
from teams.permissions import person_of


def _asked(request: HttpRequest, pk: int) -> tuple[Account, AccountRights]:
    """The visible account (otherwise 404) whose members the reader may see (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).select_related("barrier_group")
    account = get_object_or_404(visible, pk=pk)
    held = rights(request.user, account, on)
    if not held.sees_members:
        raise PermissionDenied
    return account, held


@never_cache
@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who sees more than the directory, each with the reasons."""
    account, held = _asked(request, pk)
    page = {
        "account": account,
        "rights": held,
        "members": members_of(account, clock.today()),
        "may_close": _may_close(held),
        "may_name": held.edit or held.nominate,
    }
    return render(request, "accounts_app/access/members.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a member."""
    account, held = _asked(request, pk)
    if not (held.edit or held.nominate):
        raise PermissionDenied
    on, data = clock.today(), request.POST if request.method == "POST" else None
    form = AccountGrantForm(data, account=account, user=request.user, on=on)
    if request.method == "POST" and form.is_valid():
        told = {"sees_money": False} | form.cleaned_data
        by = cast(User, request.user)
        actions.add_member(account=account, granted_by=person_of(request.user), by=by, **told)
        messages.success(request, gettext("%(name)s is a member now.") % {"name": told["person"].name})
        return redirect("accounts:members", pk=pk)
    page = {"account": account, "form": form}
    return render(request, "accounts_app/access/member_form.html", page, status=422 if form.errors else 200)


@require_POST
def member_end(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """End a membership at once."""
    account, held = _asked(request, pk)
    if not (held.edit or held.nominate):
        raise PermissionDenied
    on = clock.today()
    grant = get_object_or_404(AccountGrant.objects.current(on).select_related("person"), pk=row, account=account)
    actions.end_member(grant=grant, on=on, by=cast(User, request.user))
    messages.success(request, gettext("%(name)s is no longer a member.") % {"name": grant.person.name})
    return _onwards(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def confidentiality(request: HttpRequest, pk: int) -> HttpResponse:
    """Set who may know of the account; the page says beforehand who would lose sight of it."""
    account, held = _asked(request, pk)
    if not _may_close(held):
        raise PermissionDenied
    on = clock.today()
    form = ConfidentialityForm(request.POST or None, account=account, groups=_groups(request, held))
    if request.method == "POST" and form.is_valid() and _closed(request, account, form):
        messages.success(request, gettext("Saved. The named members have been told."))
        return _onwards(request, pk)
    page = {"account": account, "form": form, "members": members_of(account, on)}
    return render(request, "accounts_app/access/confidentiality.html", page, status=422 if form.errors else 200)


def _may_close(held: AccountRights) -> bool:
    return held.in_charge or held.keep_barrier


def _groups(request: HttpRequest, held: AccountRights) -> QuerySet[BarrierGroup] | None:
    """Sides the reader may put the account on; None for those who do not keep barriers."""
    return sides_kept_by(request.user, on=clock.today()) if held.keep_barrier else None


def _closed(request: HttpRequest, account: Account, form: Any) -> bool:
    level = form.cleaned_data["confidentiality"]
    told = {"confidentiality": level, "group": form.group, "on": clock.today(), "by": cast(User, request.user)}
    try:
        barriers.close(account=account, **told)
    except ValidationError as problem:
        form.add_error("barrier_group" if "barrier_group" in form.fields else None, problem)
        return False
    return True


def _onwards(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the members, unless the account does not exist for the reader any more."""
    if Account.objects.visible_to(request.user, on=clock.today()).filter(pk=pk).exists():
        return redirect("accounts:members", pk=pk)
    return redirect("reporting:account_list")
