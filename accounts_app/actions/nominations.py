"""Nominating: proposal → the candidate's own answer → confirmation (requirements.md R037–R040)."""

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.actions import assignments, handovers
from accounts_app.actions.ownership_policy import refuse_without_reason
from accounts_app.models import Account, Assignment, Nomination
from accounts_app.naming.nominations import OPEN, may_propose, newest_willingness
from accounts_app.naming.rules import may_know
from accounts_app.permissions import rights
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User, Willingness
from teams.permissions import member_of

State = Nomination.State
OWNER = Assignment.Role.OWNER


@transaction.atomic
def propose(
    *,
    account: Account,
    role: str,
    candidate: Person,
    starts_on: datetime.date,
    reason: str,
    criteria: Collection[str] = (),
    exception_reason: str = "",
    on: datetime.date,
    by: User,
) -> Nomination:
    """Ask somebody to answer for the account. Raises PermissionDenied, or ValidationError with the field at fault."""
    if not may_propose(rights(by, account, on), role):
        raise PermissionDenied
    _refuse_unfit(account, role, candidate, on)
    if role == OWNER:
        refuse_without_reason(account, candidate, starts_on, exception_reason, by)
    Account.objects.select_for_update().get(pk=account.pk)
    nomination = Nomination(
        account=account,
        role=role,
        candidate=candidate,
        starts_on=starts_on,
        reason=reason.strip(),
        criteria=[one for one in Nomination.Criterion.values if one in criteria],
        exception_reason=exception_reason.strip() if role == OWNER else "",
        proposed_by=member_of(by, on=on),
        proposed_on=on,
    )
    nomination.full_clean()
    nomination.save()
    record(act="propose_nomination", subject=nomination, by=by, account=account.pk, person=candidate.pk, role=role)
    _tell(nomination, "nomination_asked", [candidate])
    return nomination


@transaction.atomic
def answer(*, nomination: Nomination, says_yes: bool, words: str, on: datetime.date, by: User) -> None:
    """The candidate's own answer; nobody else's counts. Raises ValidationError when it has been given already."""
    person = member_of(by, on=on)
    if person is None or person.pk != nomination.candidate_id:
        raise PermissionDenied
    _lock(nomination, [State.PROPOSED])
    nomination.state = State.ACCEPTED if says_yes else State.DECLINED
    nomination.answer, nomination.answered_on = words.strip(), on
    nomination.save(update_fields=["state", "answer", "answered_on"])
    record(act="answer_nomination", subject=nomination, by=by, account=nomination.account_id, says_yes=says_yes)
    kind = "nomination_accepted" if says_yes else "nomination_declined"
    _tell(nomination, kind, [nomination.proposed_by])


@transaction.atomic
def confirm(*, nomination: Nomination, on: datetime.date, by: User) -> None:
    """Confirm after the candidate's own yes; never by the candidate.

    Where somebody else owns the account now a handover begins, otherwise the appointment is made at once. Raises
    PermissionDenied, or ValidationError when the candidate has not said yes or the appointment is not possible.
    """
    person, account = member_of(by, on=on), nomination.account
    if not rights(by, account, on).nominate or person is None or person.pk == nomination.candidate_id:
        raise PermissionDenied
    _lock(nomination, [State.ACCEPTED])
    nomination.state, nomination.confirmed_by, nomination.confirmed_on = State.CONFIRMED, person, on
    nomination.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    record(act="confirm_nomination", subject=nomination, by=by, account=account.pk, person=nomination.candidate_id)
    former = _appoint(nomination, on, by)
    _tell(nomination, "nomination_confirmed", [nomination.candidate])
    others: set[Person | None] = {
        row.person for row in Assignment.objects.current(on).filter(account=account).select_related("person")
    }
    _tell(
        nomination, "nomination_published", {*others, former, nomination.proposed_by} - {nomination.candidate, person}
    )


@transaction.atomic
def withdraw(*, nomination: Nomination, on: datetime.date, by: User) -> None:
    """Take an open nomination back: whoever proposed it, or who nominates."""
    person = member_of(by, on=on)
    is_own = person is not None and nomination.proposed_by_id == person.pk
    if not is_own and not rights(by, nomination.account, on).nominate:
        raise PermissionDenied
    _lock(nomination, OPEN)
    nomination.state = State.WITHDRAWN
    nomination.save(update_fields=["state"])
    record(act="withdraw_nomination", subject=nomination, by=by, account=nomination.account_id)
    _tell(nomination, "nomination_withdrawn", [nomination.candidate])


def _appoint(nomination: Nomination, on: datetime.date, by: User) -> Person | None:
    """The appointment or the handover; the former owner or deputy is returned."""
    account, candidate, starts_on = nomination.account, nomination.candidate, nomination.starts_on
    present = Assignment.objects.current(max(starts_on, on)).filter(account=account, role=nomination.role)
    held = present.select_related("person").first()
    former: Person | None = held.person if held else None
    if nomination.role != OWNER:
        assignments.replace_deputy(account=account, person=candidate, on=starts_on, by=by)
        return former
    refuse_without_reason(account, candidate, starts_on, nomination.exception_reason, by)
    if former is not None:
        handovers.open_for(nomination=nomination, from_person=former, on=on, by=by)
        return former
    why = nomination.exception_reason
    assignments.appoint(account=account, person=candidate, role=OWNER, starts_on=starts_on, exception_reason=why, by=by)
    return None


def _refuse_unfit(account: Account, role: str, candidate: Person, on: datetime.date) -> None:
    said = newest_willingness([candidate.pk]).get(candidate.pk)
    if not may_know(candidate, account, on):
        message = _("%(name)s cannot be named for this account. Choose somebody else.") % {"name": candidate.name}
    elif said is not None and said.answer == Willingness.Answer.NO:
        message = _("%(name)s has said no to customer work.") % {"name": candidate.name}
    elif Assignment.objects.current(on).filter(account=account, role=role, person=candidate).exists():
        message = _("%(name)s already holds this responsibility.") % {"name": candidate.name}
    elif candidate.left_on is not None and candidate.left_on < on:
        message = _("%(name)s no longer works here.") % {"name": candidate.name}
    else:
        return
    raise ValidationError({"candidate": message}, code="unfit")


def _lock(nomination: Nomination, states: Collection[str]) -> None:
    """Look again with the row locked: two people may press at the same moment."""
    state = Nomination.objects.select_for_update().values_list("state", flat=True).get(pk=nomination.pk)
    if state not in states:
        raise ValidationError(_("The nomination is no longer waiting for this."), code="state")


def _tell(nomination: Nomination, kind: str, people: Collection[Person | None]) -> None:
    path = reverse("accounts:nomination", args=[nomination.pk])
    if kind == "nomination_published":  # those who only hear of it have no business on the nomination's own page
        path = reverse("accounts:owners", args=[nomination.account_id])
    notify(people=people, kind=kind, path=path, account_no=nomination.account_id, name=nomination.candidate.name)
