"""Requests of one account to the board: asking, following, answering, taking back."""

import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts_app.actions import board_requests as actions
from accounts_app.board_requests import Stand, of_account
from accounts_app.forms.board_request import BoardAnswerForm, BoardRequestForm
from accounts_app.models import Account, BoardRequest
from accounts_app.permissions import AccountRights, rights
from accounts_app.views.visible import visible_account
from config.common import clock
from teams.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def board_requests(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked and answered; those who write in the account ask here."""
    account, held, on = _asked(request, pk)
    if request.method != "POST":
        return _page(request, account, held, on)
    if not held.edit:
        raise PermissionDenied
    form = BoardRequestForm(request.POST)
    if not form.is_valid():
        return _page(request, account, held, on, asking=form)
    actions.ask(account=account, by=cast(User, request.user), at=clock.now(), **form.cleaned_data)
    messages.success(request, gettext("The board is told. You get a notice when it has answered."))
    return redirect("accounts:board_requests", pk=pk)


@require_POST
def board_request_answer(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The board answers."""
    account, held, on = _asked(request, pk)
    found = get_object_or_404(BoardRequest.objects.select_related("account"), pk=row, account=account)
    if not held.instruct:
        raise PermissionDenied
    form = BoardAnswerForm(request.POST, auto_id=f"answer_{row}_%s")
    if form.is_valid():
        try:
            actions.answer(asked=found, text=form.cleaned_data["answer"], by=cast(User, request.user), at=clock.now())
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, gettext("Answered. The asker is told."))
            return redirect("accounts:board_requests", pk=pk)
    return _page(request, account, held, on, answering=(row, form))


@require_POST
def board_request_withdraw(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The account needs no answer any more."""
    account, held, _on = _asked(request, pk)
    found = get_object_or_404(BoardRequest.objects.select_related("account"), pk=row, account=account)
    if not held.edit:
        raise PermissionDenied
    try:
        actions.withdraw(asked=found, by=cast(User, request.user), at=clock.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, gettext("The request is taken back."))
    return redirect("accounts:board_requests", pk=pk)


def _asked(request: HttpRequest, pk: int) -> tuple[Account, AccountRights, datetime.date]:
    """A visible account (otherwise 404) whose care the reader sees (otherwise 403)."""
    account, on = visible_account(request, pk)
    held = rights(request.user, account, on)
    if not (held.care or held.instruct):
        raise PermissionDenied
    return account, held, on


def _page(
    request: HttpRequest,
    account: Account,
    held: AccountRights,
    on: datetime.date,
    *,
    asking: BoardRequestForm | None = None,
    answering: tuple[int, BoardAnswerForm] | None = None,
) -> HttpResponse:
    """What was typed is kept when it cannot be sent."""
    lines = [
        (line, _answer_form(line.row.pk, answering) if held.instruct and line.stand is Stand.WAITS else None)
        for line in of_account(account, on)
    ]
    refused = asking or (answering[1] if answering else None)
    context: dict[str, Any] = {
        "account": account,
        "lines": lines,
        "form": (asking or BoardRequestForm()) if held.edit else None,
        "refused": refused,
        "may_withdraw": held.edit,
    }
    return render(request, "accounts_app/board_requests/page.html", context, status=422 if refused else 200)


def _answer_form(row: int, answering: tuple[int, BoardAnswerForm] | None) -> BoardAnswerForm:
    if answering is not None and answering[0] == row:
        return answering[1]
    return BoardAnswerForm(auto_id=f"answer_{row}_%s")
