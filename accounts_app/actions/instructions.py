"""Each step of an instruction of the board, taken once and told to the other side (domain.md 1.8)."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts_app.instructions import told
from accounts_app.instructions.state import OVER, WORDS, state_of, within
from accounts_app.instructions.steps import FROM, OF_ACCOUNT, Move, moves_of_side
from accounts_app.models import Account, Instruction, InstructionEvent
from accounts_app.ownership.call_chain import may_know
from accounts_app.permissions import rights
from accounts_app.signals import account_touched
from config.common.formats import day
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User
from teams.permissions import person_of

Step = InstructionEvent.Step
EVENT_LENGTH = 400
NO_PROPOSAL: dict[str, Any] = {"proposal": "", "proposed_on": None}
STEPS: dict[Move, str] = {
    Move.ACKNOWLEDGE: Step.ACKNOWLEDGED,
    Move.START: Step.UNDER_WAY,
    Move.PROPOSE: Step.CHANGE_PROPOSED,
    Move.FINISH: Step.DONE,
    Move.ACCEPT: Step.CHANGE_ACCEPTED,
    Move.REFUSE: Step.CHANGE_REFUSED,
    Move.CLOSE: Step.CLOSED,
    Move.SEND_BACK: Step.SENT_BACK,
    Move.CANCEL: Step.CANCELLED,
}


@transaction.atomic
def give(
    *,
    account: Account,
    text: str,
    responsible: Person,
    due_on: datetime.date,
    metric: str,
    expected_effect: str,
    by: User | None,
    at: datetime.datetime,
    reopens: Instruction | None = None,
) -> Instruction:
    """Give an instruction and tell those who answer for the account. `by` None: the system.

    Raises PermissionDenied when it is not the writer's to give, ValidationError for what cannot be given.
    """
    on, person = timezone.localdate(at), _person(by)
    if by is not None and not rights(by, account, on).instruct:
        raise PermissionDenied
    _refuse_unfit(account, responsible, due_on, on)
    row = Instruction(
        account=account,
        text=text.strip(),
        given_on=on,
        given_by=person,
        responsible=responsible,
        due_on=due_on,
        metric=metric.strip(),
        expected_effect=expected_effect.strip(),
        reopens=reopens,
    )
    row.full_clean(exclude=["account", "given_by", "responsible", "reopens"])
    row.save()
    step = Step.GIVEN if reopens is None else Step.REOPENED
    _note(row, step, "", person, at)
    record(act="instruction.give", subject=row, by=by, account=account.pk, reopens=reopens.pk if reopens else None)
    kind = "instruction_given" if reopens is None else "instruction_reopened"
    _tell(row, kind, told.account_side(account, on, responsible, but=person))
    account_touched.send(sender=Instruction, account_id=account.pk, on=on)
    return row


def acknowledge(*, row: Instruction, by: User, at: datetime.datetime, seen: int | None = None) -> Instruction:
    """The account has read it and carries it out."""
    return _take(row, Move.ACKNOWLEDGE, by=by, at=at, seen=seen, acknowledged_on=timezone.localdate(at))


def start(*, row: Instruction, by: User, at: datetime.datetime, seen: int | None = None) -> Instruction:
    """It is under way; what was not acknowledged is so now."""
    on = timezone.localdate(at)
    return _take(row, Move.START, by=by, at=at, seen=seen, acknowledged_on=_known_since(on), under_way_on=on)


def propose(*, row: Instruction, reason: str, by: User, at: datetime.datetime, seen: int | None = None) -> Instruction:
    """The account asks for another day or other words, with the reason; the chair answers."""
    words = _words(reason, "reason", _("Say what should change and why."))
    values = {"proposal": words, "proposed_on": timezone.localdate(at)}
    return _take(row, Move.PROPOSE, words=words, by=by, at=at, seen=seen, **values)


def finish(
    *,
    row: Instruction,
    done_on: datetime.date,
    evidence: str,
    by: User,
    at: datetime.datetime,
    seen: int | None = None,
) -> Instruction:
    """It is done, with a text or a link that shows it. An open proposal of a change falls away."""
    on = timezone.localdate(at)
    words = _words(evidence, "evidence", _("Say what shows that it is done: a text or a link."))
    if done_on > on:
        raise ValidationError({"done_on": _("This day is still ahead.")})
    if done_on < row.given_on:
        raise ValidationError({"done_on": _("This day is before the instruction was given.")})
    values = {"done_on": done_on, "evidence": words, "acknowledged_on": _known_since(on)} | NO_PROPOSAL
    return _take(row, Move.FINISH, words=words, by=by, at=at, seen=seen, **values)


def accept_change(
    *,
    row: Instruction,
    due_on: datetime.date,
    text: str,
    by: User,
    at: datetime.datetime,
    seen: int | None = None,
) -> Instruction:
    """The chair agrees: the instruction has a new day and new words, and what was proposed is acknowledged."""
    on = timezone.localdate(at)
    words = _words(text, "text", _("An instruction has words."))
    if due_on < on:
        raise ValidationError({"due_on": _("This day has passed. Give time to act.")})
    values = {"due_on": due_on, "text": words, "acknowledged_on": _known_since(on)} | NO_PROPOSAL
    agreed = f"{day(due_on)}: {words}"[:EVENT_LENGTH]
    return _take(row, Move.ACCEPT, words=agreed, by=by, at=at, seen=seen, **values)


def refuse_change(
    *, row: Instruction, reason: str, by: User, at: datetime.datetime, seen: int | None = None
) -> Instruction:
    """The chair keeps the instruction as it was, and says why; an unacknowledged one waits anew from this day."""
    words = _words(reason, "reason", _("Say why it stays as it was."))
    return _take(row, Move.REFUSE, words=words, by=by, at=at, seen=seen, **NO_PROPOSAL)


def close(*, row: Instruction, by: User, at: datetime.datetime, seen: int | None = None) -> Instruction:
    """The chair finds what was done enough."""
    return _take(row, Move.CLOSE, by=by, at=at, seen=seen, closed_on=timezone.localdate(at))


def send_back(
    *, row: Instruction, reason: str, by: User, at: datetime.datetime, seen: int | None = None
) -> Instruction:
    """The chair finds it not enough, and says why: it is under way again."""
    words = _words(reason, "reason", _("Say what is missing."))
    values = {"done_on": None, "returned_on": timezone.localdate(at), "end_note": words}
    return _take(row, Move.SEND_BACK, words=words, by=by, at=at, seen=seen, **values)


def cancel(*, row: Instruction, reason: str, by: User, at: datetime.datetime, seen: int | None = None) -> Instruction:
    """It is no longer asked for, with the reason."""
    words = _words(reason, "reason", _("Say why it is cancelled."))
    values = {"cancelled_on": timezone.localdate(at), "end_note": words} | NO_PROPOSAL
    return _take(row, Move.CANCEL, words=words, by=by, at=at, seen=seen, **values)


@transaction.atomic
def take_up_again(
    *, row: Instruction, text: str, due_on: datetime.date, by: User, at: datetime.datetime, seen: int | None = None
) -> Instruction:
    """A new instruction that points to the one that is over, to the same person. Twice is once."""
    locked = _locked(row)
    _refuse_wrong_side(locked, Move.REOPEN, by, timezone.localdate(at))
    if state_of(locked) not in OVER or not _unmoved(locked.events.order_by("-pk").first(), seen):
        raise ValidationError(_("The instruction is still open."), code="open")
    if locked.reopened_as.exists():
        raise ValidationError(_("This instruction has been taken up again already."), code="twice")
    return give(
        account=locked.account,
        text=text,
        responsible=locked.responsible,
        due_on=due_on,
        metric=locked.metric,
        expected_effect=locked.expected_effect,
        by=by,
        at=at,
        reopens=locked,
    )


@transaction.atomic
def _take(
    row: Instruction, move: Move, *, words: str = "", by: User, at: datetime.datetime, seen: int | None, **values: Any
) -> Instruction:
    """One step: the right side, from a fitting state, and nothing happened since `seen` (the last step on the page).

    The same step asked twice by the same person is one. Raises PermissionDenied, or ValidationError saying where the
    instruction is now.
    """
    on, person = timezone.localdate(at), _person(by)
    locked = _locked(row)
    _refuse_wrong_side(locked, move, by, on)
    last = locked.events.order_by("-pk").first()
    fresh = Instruction.objects.filter(within(*FROM[move]), pk=locked.pk) if _unmoved(last, seen) else None
    if fresh is None or not fresh.update(**values):
        if _is_the_same(last, STEPS[move], words, person):
            return locked
        message = _("Somebody was here before you: the instruction is now “%(state)s”. Look at it again.")
        raise ValidationError(message % {"state": WORDS[state_of(locked)]}, code="moved")
    moved = Instruction.objects.select_related("account", "responsible", "given_by").get(pk=locked.pk)
    _note(moved, STEPS[move], words, person, at)
    record(act=f"instruction.{STEPS[move]}", subject=moved, by=by, account=moved.account_id)
    side = (
        told.board_side(moved, on, but=person)
        if move in OF_ACCOUNT
        else told.account_side(moved.account, on, moved.responsible, but=person)
    )
    _tell(moved, f"instruction_{STEPS[move]}", side, name=person.name if person else "")
    account_touched.send(sender=Instruction, account_id=moved.account_id, on=on)
    return moved


def _locked(row: Instruction) -> Instruction:
    found: Instruction = Instruction.objects.select_for_update().get(pk=row.pk)
    return found


def _unmoved(last: InstructionEvent | None, seen: int | None) -> bool:
    return seen is None or (last.pk if last else 0) == seen


def _is_the_same(last: InstructionEvent | None, step: str, words: str, person: Person | None) -> bool:
    return last is not None and (last.step, last.text, last.by_id) == (step, words, person.pk if person else None)


def _refuse_wrong_side(row: Instruction, move: Move, by: User, on: datetime.date) -> None:
    if move not in moves_of_side(row, rights(by, row.account, on)):
        raise PermissionDenied


def _refuse_unfit(account: Account, responsible: Person, due_on: datetime.date, on: datetime.date) -> None:
    errors: dict[str, str] = {}
    if due_on < on:
        errors["due_on"] = _("This day has passed. Give time to act.")
    if responsible.left_on is not None and responsible.left_on < on:
        errors["responsible"] = _("This person no longer works here.")
    elif not may_know(account, [responsible], on):
        errors["responsible"] = _("This person may not know of the account.")
    if errors:
        raise ValidationError(errors)


def _words(text: str, field: str, missing: str) -> str:
    if not text.strip():
        raise ValidationError({field: missing}, code="required")
    return text.strip()


def _known_since(on: datetime.date) -> Coalesce:
    """The day it was acknowledged: the earlier one stays."""
    return Coalesce("acknowledged_on", Value(on, output_field=DateField()))


def _person(by: User | None) -> Person | None:
    return person_of(by) if by is not None else None


def _note(row: Instruction, step: str, words: str, person: Person | None, at: datetime.datetime) -> None:
    InstructionEvent.objects.create(instruction=row, step=step, text=words, by=person, at=at)


def _tell(row: Instruction, kind: str, people: list[Person], **params: Any) -> None:
    path = reverse("accounts:instruction", args=[row.account_id, row.pk])
    notify(people=people, kind=kind, path=path, account_no=row.account_id, **params)
