"""The rule of directors with its exceptions, and confirming an account as nationwide (R003, R034)."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts_app.actions import ownership_policy as actions
from accounts_app.forms.ownership_policy import NationwideForm, PolicyForm
from accounts_app.models import Account, OwnershipPolicy
from accounts_app.naming.rules import exceptions_in_force, nationwide_criteria, policy_on, proposed_nationwide
from accounts_app.permissions import rights
from accounts_app.views.visible import visible_account
from config.common import clock
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def ownership_policy(request: HttpRequest) -> HttpResponse:
    """The rule in force, the exceptions, and for those who may decide the form of a new rule."""
    on = clock.today()
    may_decide = has_permission(request.user, Permission.SET_OWNERSHIP_POLICY, on=on)
    if not may_decide and not has_permission(request.user, Permission.NOMINATE, on=on):
        raise PermissionDenied
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = PolicyForm(data)
    if data is not None and form.is_valid():
        actions.decide(on=on, by=cast(User, request.user), **form.cleaned_data)
        messages.success(request, gettext("The rule is saved."))
        return redirect("accounts:ownership_policy")
    visible = Account.objects.visible_to(request.user, on=on)
    page = {
        "rule": policy_on(on),
        "history": OwnershipPolicy.objects.order_by("-starts_on"),
        "exceptions": exceptions_in_force(visible, on),
        "nationwide": visible.in_care(on).filter(is_nationwide=True).by_name(),
        "proposed": proposed_nationwide(visible, on),
        "form": form if may_decide else None,
    }
    return render(request, "accounts_app/ownership_policy/page.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def nationwide(request: HttpRequest, pk: int) -> HttpResponse:
    """Which criteria the account meets; confirm it as nationwide or end that."""
    account, on = visible_account(request, pk)
    if not rights(request.user, account, on).nominate:
        raise PermissionDenied
    by = cast(User, request.user)
    data = request.POST if request.method == "POST" else None
    form = NationwideForm(data, initial={"reason": account.nationwide_reason})
    if data is not None and "end" in data:
        actions.end_nationwide(account=account, on=on, by=by)
        messages.success(request, gettext("The account is no longer nationwide."))
        return redirect("accounts:nationwide", pk=pk)
    if data is not None and form.is_valid():
        try:
            actions.confirm_nationwide(account=account, reason=form.cleaned_data["reason"], on=on, by=by)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, gettext("The account is nationwide."))
            return redirect("accounts:nationwide", pk=pk)
    page = {"account": account, "criteria": nationwide_criteria(account, on), "form": form}
    return render(request, "accounts_app/ownership_policy/nationwide.html", page, status=422 if form.errors else 200)
