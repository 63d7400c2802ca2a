"""Moving many accounts on one day."""

import datetime
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts_app.actions.transfers import transfer as act
from accounts_app.forms.records.people import people_here
from accounts_app.forms.transfer import TransferForm
from accounts_app.models import Account, Assignment
from accounts_app.models.account import AccountQuerySet
from accounts_app.naming.rules import directors
from config.common import clock
from teams.models import Person, User
from teams.permissions import has_permission
from teams.roles import Permission

MOST = 100  # accounts in one transfer


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest) -> HttpResponse:
    """`?owner=` (several): choose whose accounts are moved; then for each account its new owner."""
    on = clock.today()
    if not has_permission(request.user, Permission.TRANSFER_ACCOUNTS, on=on):
        raise PermissionDenied
    visible = Account.objects.visible_to(request.user, on=on).in_care(on)
    owners = _owners(visible, on)
    chosen = [one for one in request.GET.getlist("owner") if one in owners]
    held = _held(visible, chosen, on)
    data = request.POST if request.method == "POST" else None
    accounts = [row.account for row in held]
    form = TransferForm(data, accounts=accounts, people=_new_owners(on), on=on) if held else None
    if data is not None and form is not None and form.is_valid():
        values = form.cleaned_data
        try:
            made = act(
                moves=form.moves(), effective_on=values["effective_on"], reason=values["reason"],
                at_once=values["at_once"], on=on, by=cast(User, request.user),
            )  # fmt: skip
        except ValidationError as refused:
            form.take(refused)
        else:
            count = len(made)
            said = ngettext("%(count)s handover has begun.", "%(count)s handovers have begun.", count)
            messages.success(request, said % {"count": count})
            return redirect("accounts:handover_list")
    rows = [(row, form.field_of(row.account)) for row in held] if form else []
    page = {"owners": owners.values(), "chosen": chosen, "form": form, "rows": rows}
    return render(request, "accounts_app/transfers/page.html", page, status=422 if form and form.errors else 200)


def _owners(visible: AccountQuerySet, on: datetime.date) -> dict[str, Person]:
    """Present owners of visible accounts."""
    held = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, account__in=visible)
    return {str(one.pk): one for one in Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk")}


def _held(visible: AccountQuerySet, owners: list[str], on: datetime.date) -> list[Assignment]:
    rows = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, account__in=visible, person__in=owners)
    return list(rows.select_related("account", "person").order_by("person__name", "account__name")[:MOST])


def _new_owners(on: datetime.date) -> list[Person]:
    """Named directors; without any, everybody who works here."""
    named = list(people_here(on).filter(pk__in=directors(on)))
    return named or list(people_here(on))
