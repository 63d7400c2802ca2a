"""Handovers: those under way, and one with its steps, package, open items and signatures."""

import datetime
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts_app.actions import handovers as actions
from accounts_app.forms.handover import PackageForm, StepForm
from accounts_app.handovers.open_items import open_items
from accounts_app.handovers.reading import handovers_of, sections, step_lines
from accounts_app.handovers.rights import HandoverRights, handover_rights
from accounts_app.models import Account, Handover
from config.common import clock
from teams.models import User

State = Handover.State


@require_safe
def handover_list(request: HttpRequest) -> HttpResponse:
    """Handovers under way that are the reader's business."""
    rows = handovers_of(request.user, clock.today())
    return render(request, "accounts_app/handovers/list.html", {"handovers": rows})


@require_safe
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """One handover; prints as it stands."""
    found, held, on = _asked(request, pk)
    return render(request, "accounts_app/handovers/detail.html", _page(found, held, on, None))


@require_POST
def handover_package(request: HttpRequest, pk: int) -> HttpResponse:
    """Three things to know at once, and the package gathered again."""
    found, held, on = _asked(request, pk)
    if not (held.is_from or held.nominates):
        raise PermissionDenied
    form = PackageForm(request.POST)
    if form.is_valid():
        done = gettext("The package is saved.")
        by = cast(User, request.user)
        return _act(
            request, found, done, lambda: actions.write_package(handover=found, on=on, by=by, **form.cleaned_data)
        )
    return render(request, "accounts_app/handovers/detail.html", _page(found, held, on, form), status=422)


@require_POST
def handover_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader's own signature."""
    found, _held, on = _asked(request, pk)
    done = gettext("Signed.")
    return _act(request, found, done, lambda: actions.sign(handover=found, on=on, by=cast(User, request.user)))


@require_POST
def handover_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Mark a step as done."""
    found, _held, on = _asked(request, pk)
    row = get_object_or_404(found.steps.select_related("handover__account"), pk=step)
    form = StepForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    done = gettext("The step is marked as done.")
    return _act(request, found, done, lambda: actions.mark(step=row, note=note, on=on, by=cast(User, request.user)))


@require_POST
def handover_items(request: HttpRequest, pk: int) -> HttpResponse:
    """Give everything open, or one item (`item=kind-id`), to the new owner; an item there is not moves nothing."""
    found, _held, on = _asked(request, pk)
    item = request.POST.get("item", "")
    kind, _dash, row = item.partition("-")
    only = (kind, int(row) if row.isdecimal() and len(row) < 10 else 0) if item else None
    by = cast(User, request.user)
    try:
        moved = actions.move_items(handover=found, only=only, on=on, by=by)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        said = ngettext("%(count)s item moved.", "%(count)s items moved.", moved) % {"count": moved}
        messages.success(request, said)
    return redirect("accounts:handover", pk=pk)


@require_POST
def handover_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the ownership."""
    found, _held, on = _asked(request, pk)
    done = gettext("The account has moved to its new owner.")
    by = cast(User, request.user)
    return _act(request, found, done, lambda: actions.move_ownership(handover=found, on=on, by=by))


@require_POST
def handover_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the handover off."""
    found, _held, on = _asked(request, pk)
    done = gettext("The handover is cancelled.")
    return _act(request, found, done, lambda: actions.cancel(handover=found, on=on, by=cast(User, request.user)))


def _asked(request: HttpRequest, pk: int) -> tuple[Handover, HandoverRights, datetime.date]:
    """The handover of a visible account (otherwise 404) the reader takes part in (otherwise 403)."""
    on = clock.today()
    rows = Handover.objects.filter(account__in=Account.objects.visible_to(request.user, on=on))
    rows = rows.select_related("account", "from_person", "to_person", "nomination")
    found = get_object_or_404(rows, pk=pk)
    held = handover_rights(request.user, found, on)
    if not held.read:
        raise PermissionDenied
    return found, held, on


def _page(found: Handover, held: HandoverRights, on: datetime.date, form: PackageForm | None) -> dict[str, Any]:
    is_open = found.state == State.OPEN
    typed = {"know_at_once": found.know_at_once, "sensitivities": found.sensitivities}
    signed = (held.is_from and found.signed_from_on) or (held.is_to and found.signed_to_on)
    items = open_items(found) if is_open else []
    made_on = found.package.get("made_on")
    return {
        "handover": found,
        "account": found.account,
        "steps": step_lines(found, held, on),
        "sections": sections(found, held),
        "package": found.package,
        "package_on": datetime.date.fromisoformat(made_on) if made_on else None,
        "items": items,
        "form": form or (PackageForm(initial=typed) if is_open and (held.is_from or held.nominates) else None),
        "may_sign": found.state in (State.OPEN, State.MOVED) and (held.is_from or held.is_to) and not signed,
        "may_move": is_open and held.works,
        "may_cancel": is_open and held.nominates,
        "is_open": is_open,
        "is_late": is_open and found.effective_on < on,
    }


def _act(request: HttpRequest, found: Handover, done: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return redirect("accounts:handover", pk=found.pk)
