"""Manual overrides of one account: ask, decide, withdraw, renew, and what was before."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from config.common import clock
from reporting.actions import overrides as actions
from reporting.dashboards.overrides import colours_to_ask, history, open_override
from reporting.dashboards.reasons import why
from reporting.forms.overrides import DecideForm, OverrideForm, RenewForm
from reporting.models import StatusOverride
from reporting.overrides import computed_of, refusal
from reporting.views.portfolio import language
from teams.models import User

BOARD = "board"


@require_http_methods(["GET", "HEAD", "POST"])
def override_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The override of the account now, the form to ask for one, and the history."""
    account, held = _asked(request, pk)
    if request.method != "POST":
        return _page(request, account, held)
    if not (held.worsen or held.edit):
        raise PermissionDenied
    form = OverrideForm(request.POST, colours=colours_to_ask(account, held), on=clock.today())
    if form.is_valid():
        try:
            row = actions.propose(account=account, **form.cleaned_data, by=_reader(request), at=clock.now())
        except ValidationError as problem:
            _add_errors(form, problem)
        else:
            messages.success(request, _told(row))
            return redirect("reporting:account", pk=pk)
    return _page(request, account, held, form=form, status=422)


def _told(row: StatusOverride) -> str:
    if row.state == StatusOverride.State.PROPOSED:
        return gettext("The override waits for approval. Until then the computed colour is shown.")
    return gettext("The override is in force.")


@require_POST
def override_decide(request: HttpRequest, pk: int, override: int) -> HttpResponse:
    """Approve or reject with one click; who clicks second is told that it was decided before."""
    row, held = _own_row(request, pk, override)
    if not held.approve:
        raise PermissionDenied
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _way_back(request, pk)
    try:
        done, words = _decide(row, form, request)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        _tell(request, done, words)
    return _way_back(request, pk)


def _decide(row: StatusOverride, form: DecideForm, request: HttpRequest) -> tuple[bool, str]:
    by, at = _reader(request), clock.now()
    if form.cleaned_data["decision"] == "approve":
        return actions.approve(override=row, by=by, at=at), gettext("The override is approved.")
    note = form.cleaned_data["note"]
    return actions.reject(override=row, note=note, by=by, at=at), gettext("The override is rejected.")


@require_POST
def override_withdraw(request: HttpRequest, pk: int, override: int) -> HttpResponse:
    """Take an open override back."""
    row, _held = _own_row(request, pk, override)
    done = actions.withdraw(override=row, by=_reader(request), at=clock.now())
    _tell(request, done, gettext("The override is withdrawn. The computed colour is shown."))
    return redirect("reporting:override_new", pk=pk)


@require_POST
def override_renew(request: HttpRequest, pk: int, override: int) -> HttpResponse:
    """Give an override in force more time; what was typed is kept when it cannot be."""
    row, held = _own_row(request, pk, override)
    if not (held.worsen or held.edit):
        raise PermissionDenied
    form = RenewForm(request.POST, on=clock.today(), prefix="renew")
    if form.is_valid():
        try:
            done = actions.renew(override=row, **form.cleaned_data, by=_reader(request), at=clock.now())
        except ValidationError as problem:
            _add_errors(form, problem)
        else:
            row.refresh_from_db()
            _tell(request, done, _told(row))
            return redirect("reporting:override_new", pk=pk)
    return _page(request, row.account, held, renewing=form, status=422)


def _asked(request: HttpRequest, pk: int) -> tuple[Account, AccountRights]:
    """A visible account (otherwise 404) whose care the reader sees (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).select_related("judgement")
    account: Account = get_object_or_404(visible, pk=pk)
    held = rights(request.user, account, on)
    if not held.care:
        raise PermissionDenied
    return account, held


def _own_row(request: HttpRequest, pk: int, override: int) -> tuple[StatusOverride, AccountRights]:
    """An override of this very account; one of another account does not exist here."""
    account, held = _asked(request, pk)
    row: StatusOverride = get_object_or_404(
        StatusOverride.objects.select_related("account"), pk=override, account=account
    )
    return row, held


def _page(
    request: HttpRequest,
    account: Account,
    held: AccountRights,
    *,
    form: OverrideForm | None = None,
    renewing: RenewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    on, judgement = clock.today(), getattr(account, "judgement", None)
    current = open_override(account, judgement, on=on, reader=request.user)
    colours = colours_to_ask(account, held) if current is None else []
    may_decide = current is not None and current.is_waiting and held.approve and not current.line.is_mine
    context: dict[str, Any] = {
        "account": account,
        "rights": held,
        "current": current,
        "computed": computed_of(account).value,
        "reasons": why(judgement, money=held.money, lang=language()),
        "form": form or (OverrideForm(colours=colours, on=on) if colours else None),
        "refusal": refusal(Account.Status.GREEN, judgement) if held.edit else "",
        "may_withdraw": current is not None and (held.edit or current.line.is_mine),
        "may_decide": may_decide,
        "blocked": refusal(current.line.colour, judgement) if may_decide and current else "",
        "renewing": _renewing(current, held, renewing),
        "is_used_up": current is not None and current.line.renewals >= actions.MAX_RENEWALS,
        "history": history(account),
    }
    return render(request, "reporting/overrides/page.html", context, status=status)


def _renewing(current: Any, held: AccountRights, form: RenewForm | None) -> RenewForm | None:
    """The form to renew, when there is something the reader may renew."""
    if current is None or current.is_waiting or current.line.renewals >= actions.MAX_RENEWALS:
        return None
    may = held.edit if current.line.is_better else held.worsen
    if not may:
        return None
    return form or RenewForm(on=clock.today(), prefix="renew", now_until=current.line.until)


def _add_errors(form: OverrideForm | RenewForm, problem: ValidationError) -> None:
    """Each message at its field; one whose field the form does not have stands above it."""
    told = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, sentences in told.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def _tell(request: HttpRequest, done: bool, words: str) -> None:
    if done:
        messages.success(request, words)
    else:
        messages.info(request, gettext("Somebody changed this override a moment ago. This is how it is now."))


def _way_back(request: HttpRequest, pk: int) -> HttpResponse:
    if request.POST.get("back") == BOARD:
        return redirect("reporting:board")
    return redirect("reporting:override_new", pk=pk)


def _reader(request: HttpRequest) -> User:
    """Who is logged in; nobody else comes past the login of every page."""
    return cast(User, request.user)
