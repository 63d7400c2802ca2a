"""The page of one instruction of the board, and its steps."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts_app.actions import instructions as actions
from accounts_app.forms.instruction_steps import (
    AcceptForm,
    AgainForm,
    DoneForm,
    ProposalForm,
    ReasonForm,
    StepForm,
)
from accounts_app.instructions.page import instruction_page
from accounts_app.instructions.steps import Move, may_read, moves_for, moves_of_side
from accounts_app.models import Instruction
from accounts_app.permissions import AccountRights, rights
from accounts_app.views.visible import visible_account
from config.common import clock
from teams.models import User

Act = Callable[..., Instruction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a step is asked for: its heading, its button, its form and the action it is given to."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    act: Act
    form: type[StepForm] = StepForm
    is_danger: bool = False


STEPS: Mapping[Move, Asked] = {
    Move.ACKNOWLEDGE: Asked(
        title=_("Acknowledge"),
        button=_("I have read it and carry it out"),
        done=_("Acknowledged. The board is told."),
        act=actions.acknowledge,
    ),
    Move.START: Asked(
        title=_("Under way"),
        button=_("The work has begun"),
        done=_("Marked as under way. The board is told."),
        act=actions.start,
    ),
    Move.FINISH: Asked(
        title=_("Done"),
        button=_("Say that it is done"),
        done=_("Done. The chair closes it or sends it back."),
        act=actions.finish,
        form=DoneForm,
    ),
    Move.PROPOSE: Asked(
        title=_("Propose a change"),
        button=_("Send the proposal"),
        done=_("The proposal is sent. The chair answers it."),
        act=actions.propose,
        form=ProposalForm,
    ),
    Move.ACCEPT: Asked(
        title=_("Accept the change"),
        button=_("Accept the change"),
        done=_("The instruction is changed. The account is told."),
        act=actions.accept_change,
        form=AcceptForm,
    ),
    Move.REFUSE: Asked(
        title=_("Keep it as it was"),
        button=_("Keep it as it was"),
        done=_("The instruction stays as it was. The account is told."),
        act=actions.refuse_change,
        form=ReasonForm,
    ),
    Move.CLOSE: Asked(
        title=_("Close"),
        button=_("It is enough: close"),
        done=_("Closed. The account is told."),
        act=actions.close,
    ),
    Move.SEND_BACK: Asked(
        title=_("Send back"),
        button=_("Not enough: send back"),
        done=_("Sent back. The account is told."),
        act=actions.send_back,
        form=ReasonForm,
    ),
    Move.CANCEL: Asked(
        title=_("Cancel the instruction"),
        button=_("Cancel the instruction"),
        done=_("The instruction is cancelled. The account is told."),
        act=actions.cancel,
        form=ReasonForm,
        is_danger=True,
    ),
    Move.REOPEN: Asked(
        title=_("Take up again"),
        button=_("Give a new instruction"),
        done=_("A new instruction is given. It is linked to the old one."),
        act=actions.take_up_again,
        form=AgainForm,
    ),
}


@dataclass(frozen=True, slots=True)
class OfferedStep:
    """A step the reader may take now, with its form."""

    move: Move
    asked: Asked
    form: StepForm


@require_safe
def instruction(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """How far it is, every step so far, and the next ones for those whose turn it is."""
    found, held, on = _found(request, pk, row)
    return _page(request, found, held, on)


@require_POST
def instruction_step(request: HttpRequest, pk: int, row: int, move: str) -> HttpResponse:
    """Take a step. What cannot be taken is said on the page, and what was typed is kept."""
    found, held, on = _found(request, pk, row)
    step = next((one for one in Move if one == move), None)
    if step is None:
        raise Http404
    if step not in moves_of_side(found, held):
        raise PermissionDenied
    asked = STEPS[step]
    form = asked.form(request.POST, row=found, on=on, seen=0, auto_id=f"{step}_%s")
    moved = _taken(asked, form, found, request) if form.is_valid() else None
    if moved is None:
        found.refresh_from_db()
        return _page(request, found, held, on, OfferedStep(step, asked, form))
    messages.success(request, str(asked.done))
    way = request.POST.get("next", "")
    inside = way.startswith("/") and url_has_allowed_host_and_scheme(way, allowed_hosts=None)
    return redirect(way) if inside else redirect("accounts:instruction", pk=pk, row=moved.pk)


def _taken(asked: Asked, form: StepForm, row: Instruction, request: HttpRequest) -> Instruction | None:
    """The instruction after the step, or None with the refusal in the form."""
    try:
        return asked.act(row=row, by=cast(User, request.user), at=clock.now(), **form.cleaned_data)
    except ValidationError as refused:
        form.take(refused)
        return None


def _found(request: HttpRequest, pk: int, row: int) -> tuple[Instruction, AccountRights, datetime.date]:
    """An instruction of this very visible account (otherwise 404) the reader may know of (otherwise 403)."""
    account, on = visible_account(request, pk)
    related = Instruction.objects.select_related("account", "responsible", "given_by", "reopens")
    found = get_object_or_404(related, pk=row, account=account)
    held = rights(request.user, account, on)
    if not may_read(found, held):
        raise PermissionDenied
    return found, held, on


def _page(
    request: HttpRequest,
    row: Instruction,
    held: AccountRights,
    on: datetime.date,
    refused: OfferedStep | None = None,
) -> HttpResponse:
    page = instruction_page(row, on)
    offered = [_offered(move, page.last, row, on, refused) for move in moves_for(row, held)]
    if refused is not None and refused not in offered:
        offered.insert(0, refused)
    context: dict[str, Any] = {
        "account": row.account,
        "page": page,
        "offered": offered,
        "refused": refused,
        "reads_list": held.care or held.instruct,
    }
    return render(request, "accounts_app/instructions/page.html", context, status=422 if refused else 200)


def _offered(move: Move, last: int, row: Instruction, on: datetime.date, refused: OfferedStep | None) -> OfferedStep:
    if refused is not None and refused.move is move:
        return refused
    asked = STEPS[move]
    return OfferedStep(move, asked, asked.form(row=row, on=on, seen=last, auto_id=f"{move}_%s"))
