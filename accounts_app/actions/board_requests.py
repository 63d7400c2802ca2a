"""Asking the board for help or a decision, its answer, and taking a request back (requirements.md R216, R225)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts_app.instructions import told
from accounts_app.models import Account, BoardRequest
from accounts_app.permissions import rights
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User
from teams.permissions import person_of


@transaction.atomic
def ask(
    *,
    account: Account,
    kind: str,
    text: str,
    by: User | None,
    at: datetime.datetime,
    card_month: datetime.date | None = None,
) -> BoardRequest:
    """Ask the board, which is told; the same words asked twice while they wait are one request. `by` None: the system.

    Raises PermissionDenied for somebody who does not write in the account, ValidationError for what is not a request.
    """
    on, person = timezone.localdate(at), person_of(by) if by is not None else None
    if by is not None and not rights(by, account, on).edit:
        raise PermissionDenied
    Account.objects.select_for_update().get(pk=account.pk)
    asked = BoardRequest(
        account=account, kind=kind, text=text.strip(), asked_by=person, asked_at=at, card_month=card_month
    )
    asked.full_clean(exclude=["account", "asked_by"])
    same = _waiting().filter(account=account, kind=kind, text=asked.text, asked_by=person, card_month=card_month)
    if (found := same.first()) is not None:
        return found
    asked.save()
    record(act="board_request.ask", subject=asked, by=by, account=account.pk, kind=kind)
    _tell(asked, "board_asked", told.whole_board(account, on, but=person), person)
    return asked


@transaction.atomic
def answer(*, asked: BoardRequest, text: str, by: User, at: datetime.datetime) -> BoardRequest:
    """The board answers, never somebody in charge of the account; the asker and those who answer for it are told.

    Raises PermissionDenied, or ValidationError when it is answered or taken back already.
    """
    on, person = timezone.localdate(at), person_of(by)
    if not rights(by, asked.account, on).instruct:
        raise PermissionDenied
    words = text.strip()
    if not words:
        raise ValidationError({"answer": _("Write the answer.")}, code="required")
    if not _waiting().filter(pk=asked.pk).update(answer=words, answered_by=person, answered_at=at):
        now = BoardRequest.objects.get(pk=asked.pk)
        if (now.answer, now.answered_by) == (words, person):
            return now
        raise ValidationError(_("This request is answered or taken back already."), code="answered")
    answered = BoardRequest.objects.select_related("account", "asked_by").get(pk=asked.pk)
    record(act="board_request.answer", subject=answered, by=by, account=answered.account_id)
    _tell(answered, "board_answered", told.account_side(answered.account, on, answered.asked_by, but=person), person)
    return answered


@transaction.atomic
def withdraw(*, asked: BoardRequest, by: User, at: datetime.datetime) -> BoardRequest:
    """Those who write in the account need no answer any more; the board is told. Twice is once.

    Raises PermissionDenied, or ValidationError when the board has answered.
    """
    on, person = timezone.localdate(at), person_of(by)
    if not rights(by, asked.account, on).edit:
        raise PermissionDenied
    if not _waiting().filter(pk=asked.pk).update(withdrawn_at=at):
        now = BoardRequest.objects.get(pk=asked.pk)
        if now.withdrawn_at is not None:
            return now
        raise ValidationError(_("The board has answered this request already."), code="answered")
    taken_back = BoardRequest.objects.select_related("account").get(pk=asked.pk)
    record(act="board_request.withdraw", subject=taken_back, by=by, account=taken_back.account_id)
    _tell(taken_back, "board_request_withdrawn", told.whole_board(taken_back.account, on, but=person), person)
    return taken_back


def _waiting() -> QuerySet[BoardRequest]:
    """Neither answered nor taken back."""
    return BoardRequest.objects.filter(answered_at__isnull=True, withdrawn_at__isnull=True)


def _tell(asked: BoardRequest, kind: str, people: list[Person], person: Person | None) -> None:
    path = reverse("accounts:board_requests", args=[asked.account_id])
    notify(people=people, kind=kind, path=path, account_no=asked.account_id, name=person.name if person else "")
