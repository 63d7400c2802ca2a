"""Nominations: the open ones, a proposal, the candidate's answer, confirmation, withdrawal."""

import datetime
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import nominations as actions
from accounts_app.forms.nomination import AnswerForm, ProposalForm
from accounts_app.models import Account, Nomination
from accounts_app.naming.nominations import OPEN, candidates, may_propose, newest_willingness, open_nominations
from accounts_app.permissions import AccountRights, rights
from accounts_app.views.visible import visible_account
from config.common import clock
from teams.models import User
from teams.permissions import member_of


@require_safe
def nomination_list(request: HttpRequest) -> HttpResponse:
    """Open nominations that are the reader's business."""
    rows = open_nominations(request.user, clock.today())
    return render(request, "accounts_app/nominations/list.html", {"nominations": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose somebody for an account."""
    account, on = visible_account(request, pk)
    held = rights(request.user, account, on)
    roles = [role.value for role in Nomination.ROLES if may_propose(held, role)]
    if not roles:
        raise PermissionDenied
    people = candidates(account, request.user, on)
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(data, account=account, people=people, roles=roles, on=on)
    if data is not None and form.is_valid():
        try:
            made = actions.propose(account=account, on=on, by=cast(User, request.user), **form.cleaned_data)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, gettext("%(name)s has been asked.") % {"name": made.candidate.name})
            return redirect("accounts:nomination", pk=made.pk)
    page = {"account": account, "form": form, "overloaded": [one for one in people if one.is_overloaded]}
    return render(request, "accounts_app/nominations/new.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination; the candidate answers here."""
    found, held, on = _asked(request, pk)
    person = member_of(request.user, on=on)
    is_candidate = person is not None and person.pk == found.candidate_id
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data)
    if data is not None and form.is_valid():
        says_yes, words = form.cleaned_data["says"] == "yes", form.cleaned_data["words"]
        done = gettext("Your answer is saved.")
        return _act(request, found, done, lambda: _answer(request, found, on, says_yes, words))
    is_open = found.state in OPEN
    page = {
        "nomination": found,
        "account": found.account,
        "criteria": [label for value, label in Nomination.Criterion.choices if value in found.criteria],
        "willingness": newest_willingness([found.candidate_id]).get(found.candidate_id),
        "form": form if is_candidate and found.state == Nomination.State.PROPOSED else None,
        "is_candidate": is_candidate,
        "may_confirm": held.nominate and not is_candidate and found.state == Nomination.State.ACCEPTED,
        "may_withdraw": is_open and (held.nominate or (person is not None and found.proposed_by_id == person.pk)),
        "handover": getattr(found, "handover", None),
    }
    return render(request, "accounts_app/nominations/detail.html", page, status=422 if form.errors else 200)


@require_POST
def nomination_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm after the candidate's yes."""
    found, _held, on = _asked(request, pk)
    done = gettext("The nomination is confirmed.")
    return _act(request, found, done, lambda: actions.confirm(nomination=found, on=on, by=cast(User, request.user)))


@require_POST
def nomination_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an open nomination back."""
    found, _held, on = _asked(request, pk)
    done = gettext("The nomination is withdrawn.")
    return _act(request, found, done, lambda: actions.withdraw(nomination=found, on=on, by=cast(User, request.user)))


def _asked(request: HttpRequest, pk: int) -> tuple[Nomination, AccountRights, datetime.date]:
    """The nomination of a visible account (otherwise 404) that is the reader's business (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on)
    rows = Nomination.objects.filter(account__in=visible)
    found = get_object_or_404(rows.select_related("account", "candidate", "proposed_by", "confirmed_by"), pk=pk)
    held, person = rights(request.user, found.account, on), member_of(request.user, on=on)
    if not (held.nominate or held.edit or (person and person.pk in (found.candidate_id, found.proposed_by_id))):
        raise PermissionDenied
    return found, held, on


def _answer(request: HttpRequest, found: Nomination, on: datetime.date, says_yes: bool, words: str) -> None:
    actions.answer(nomination=found, says_yes=says_yes, words=words, on=on, by=cast(User, request.user))


def _act(request: HttpRequest, found: Nomination, done: str, act: Callable[[], Any]) -> HttpResponse:
    """Do it and come back; what was refused is said above the page."""
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return redirect("accounts:nomination", pk=found.pk)
