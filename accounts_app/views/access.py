"""What may I see and why not; the roles in words; asking for access, answering, and break-glass."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.access import DATA_WORDS
from accounts_app.access.my_access import answers, askable, matrix
from accounts_app.access.permission_words import words_of
from accounts_app.access.requests import answered_by, decides, own_requests
from accounts_app.access.ties import role_ties
from accounts_app.actions import access_requests as actions
from accounts_app.forms.access_request import AccessRequestForm, BreakGlassForm, DecisionForm
from accounts_app.models import AccessRequest, Account
from accounts_app.permissions import rights
from config.common import clock
from teams.models import Person, User
from teams.permissions import has_permission, person_of, roles_of
from teams.roles import ROLES, Permission


def _reader(request: HttpRequest) -> Person:
    """The person behind the login; a login of nobody has nothing to ask or answer."""
    person = person_of(request.user)
    if person is None:
        raise PermissionDenied
    return person


@never_cache
@require_safe
def my_access(request: HttpRequest) -> HttpResponse:
    """The reader's roles and the access matrix; with `?account=` what holds for one visible account, and why."""
    on = clock.today()
    ties = role_ties(request.user, on=on)
    page: dict[str, Any] = {
        "roles": [(role, words_of(role.permissions)) for role in roles_of(request.user, on=on)],
        "account": None,
        "kinds": [gettext("Directory"), *(str(words) for words in DATA_WORDS.values())],
    }
    if number := request.GET.get("account", ""):
        visible = Account.objects.visible_to(request.user, on=on)
        account = get_object_or_404(visible, pk=number if number.isdecimal() and len(number) < 10 else 0)
        held = rights(request.user, account, on)
        ties = held.ties
        page |= {"account": account, "answers": answers(held), "may_ask": bool(askable(held))}
    return render(request, "accounts_app/access/my_access.html", page | {"matrix": matrix(ties)})


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Every role with its paragraph and its permissions in words."""
    own = {role.code for role in roles_of(request.user, on=clock.today())}
    found = [(role, words_of(role.permissions), role.code in own) for role in ROLES.values()]
    return render(request, "accounts_app/access/roles.html", {"roles": found})


@require_http_methods(["GET", "HEAD", "POST"])
def access_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those in charge of a visible account to see more of it."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    person, kinds = _reader(request), askable(rights(request.user, account, on))
    if not kinds:
        raise PermissionDenied
    initial = {"kind": request.GET.get("kind", "")}
    form = AccessRequestForm(request.POST if request.method == "POST" else None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(account=account, person=person, on=on, by=cast(User, request.user), **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, gettext("Those in charge have been told. The answer comes as a notice."))
            return redirect("accounts:access_requests")
    page = {"account": account, "form": form}
    return render(request, "accounts_app/access/ask.html", page, status=422 if form.errors else 200)


@never_cache
@require_safe
def access_requests(request: HttpRequest) -> HttpResponse:
    """Requests that wait for the reader's answer, and the reader's own ones."""
    on = clock.today()
    page = {
        "waiting": answered_by(request.user, on=on),
        "own": own_requests(request.user, on=on),
        "may_break_glass": has_permission(request.user, Permission.BREAK_GLASS, on=on),
    }
    return render(request, "accounts_app/access/requests.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def access_decide(request: HttpRequest, row: int) -> HttpResponse:
    """Grant until a day, or refuse with words."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).values("pk")
    found = AccessRequest.objects.select_related("account__barrier_group", "person", "decided_by")
    asked = get_object_or_404(found, pk=row, account__in=visible)
    if not decides(request.user, asked, on=on):
        raise PermissionDenied
    is_emergency = asked.kind == AccessRequest.Kind.BREAK_GLASS
    form = DecisionForm(request.POST if request.method == "POST" else None, on=on, is_emergency=is_emergency)
    if request.method == "POST" and form.is_valid() and _decided(request, asked, form):
        messages.success(request, gettext("The answer is saved."))
        return redirect("accounts:access_requests")
    is_open = asked.state == AccessRequest.State.OPEN
    page = {"asked": asked, "form": form, "is_emergency": is_emergency, "is_open": is_open}
    return render(request, "accounts_app/access/decide.html", page, status=422 if form.errors else 200)


def _decided(request: HttpRequest, asked: AccessRequest, form: DecisionForm) -> bool:
    by, decider, on = cast(User, request.user), _reader(request), clock.today()
    try:
        if form.cleaned_data["decision"] == DecisionForm.GRANT:
            ends_on = form.cleaned_data.get("ends_on") or on
            actions.grant(asked=asked, ends_on=ends_on, by=by, decider=decider, on=on)
        else:
            actions.refuse(asked=asked, answer=form.cleaned_data["answer"], by=by, decider=decider)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


@require_POST
def access_withdraw(request: HttpRequest, row: int) -> HttpResponse:
    """Take back an own request."""
    own = AccessRequest.objects.filter(person=_reader(request)).exclude(kind=AccessRequest.Kind.BREAK_GLASS)
    visible = Account.objects.visible_to(request.user, on=clock.today()).values("pk")
    asked = get_object_or_404(own, pk=row, account__in=visible)
    try:
        actions.withdraw(asked=asked, by=cast(User, request.user))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, gettext("The request is withdrawn."))
    return redirect("accounts:access_requests")


@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: HttpRequest) -> HttpResponse:
    """Ask for an account behind a barrier; the answer is the same whether such an account exists or not."""
    on = clock.today()
    if not has_permission(request.user, Permission.BREAK_GLASS, on=on):
        raise PermissionDenied
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.break_glass(person=_reader(request), on=on, by=cast(User, request.user), **form.cleaned_data)
        messages.success(request, gettext("Your request is recorded. If somebody can answer it, you are told."))
        return redirect("accounts:access_requests")
    return render(request, "accounts_app/access/break_glass.html", {"form": form}, status=422 if form.errors else 200)
