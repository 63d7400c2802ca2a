"""Handing an account over: opening, signing, moving what is open and the ownership, following up (domain.md 4.3)."""

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.actions import assignments
from accounts_app.handovers import open_items, package, steps
from accounts_app.handovers.rights import handover_rights, may_mark
from accounts_app.models import Account, AccountGrant, Assignment, Handover, HandoverStep, Nomination, SiteSupervision
from accounts_app.naming.rules import is_barred, may_know, needs_exception
from accounts_app.permissions import rights
from accounts_app.signals import account_touched
from config.common.formats import day
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User, in_force
from teams.permissions import member_of

State = Handover.State


def open_for(*, nomination: Nomination, from_person: Person, on: datetime.date, by: User) -> Handover:
    """The handover of a confirmed nomination: the consent (V01) is there already."""
    return open_handover(
        account=nomination.account,
        from_person=from_person,
        to_person=nomination.candidate,
        effective_on=max(nomination.starts_on, on),
        reason=nomination.reason,
        nomination=nomination,
        on=on,
        by=by,
    )


@transaction.atomic
def open_handover(
    *,
    account: Account,
    from_person: Person,
    to_person: Person,
    effective_on: datetime.date,
    reason: str,
    nomination: Nomination | None = None,
    is_sudden: bool = False,
    on: datetime.date,
    by: User,
) -> Handover:
    """Begin a handover with its steps and its package. Raises PermissionDenied, or ValidationError when one is open."""
    if not rights(by, account, on).nominate:
        raise PermissionDenied
    _refuse_unfit(account, to_person, effective_on)
    handover = Handover(
        account=account,
        nomination=nomination,
        from_person=from_person,
        to_person=to_person,
        reason=reason.strip(),
        decided_on=on,
        effective_on=effective_on,
        is_sudden=is_sudden or (from_person.left_on is not None and from_person.left_on < on),
    )
    handover.full_clean(exclude=["package"])
    handover.package = package.build(handover, on)
    handover.save()
    days = steps.due_days(handover)
    HandoverStep.objects.bulk_create(
        HandoverStep(handover=handover, code=code, due_on=due) for code, due in days.items()
    )
    record(act="open_handover", subject=handover, by=by, account=account.pk, to=to_person.pk)
    if nomination is not None:
        _done(handover, "V01", nomination.answered_on or on, nomination.candidate)
    if handover.is_sudden:
        _done(handover, "V02", on, None)
    _tell(handover, "handover_opened", [from_person, to_person, to_person.line_manager])
    account_touched.send(sender=Handover, account_id=account.pk)
    return handover


@transaction.atomic
def write_package(*, handover: Handover, know_at_once: str, sensitivities: str, on: datetime.date, by: User) -> None:
    """Write the three things to know at once and gather the package again; V02 is then done."""
    held = handover_rights(by, _locked(handover, State.OPEN), on)
    if not (held.is_from or held.nominates):
        raise PermissionDenied
    if not know_at_once.strip():
        message = _("Write what the new owner has to know at once.")
        raise ValidationError({"know_at_once": message}, code="required")
    handover.know_at_once, handover.sensitivities = know_at_once.strip(), sensitivities.strip()
    handover.package = package.build(handover, on)
    handover.save(update_fields=["know_at_once", "sensitivities", "package"])
    record(act="write_handover_package", subject=handover, by=by, account=handover.account_id)
    _done(handover, "V02", on, member_of(by, on=on))


@transaction.atomic
def gather(*, handover: Handover, on: datetime.date, by: User | None) -> None:
    """Gather the package again without a word of anybody, as the system does."""
    handover.package = package.build(handover, on)
    handover.save(update_fields=["package"])
    record(act="gather_handover_package", subject=handover, by=by, account=handover.account_id)


@transaction.atomic
def sign(*, handover: Handover, on: datetime.date, by: User) -> None:
    """Sign that it was talked through, each for oneself. With both names (after a sudden leave one) V03 is done."""
    held = handover_rights(by, _locked(handover, State.OPEN, State.MOVED), on)
    if not (held.is_from or held.is_to):
        raise PermissionDenied
    field = "signed_from_on" if held.is_from else "signed_to_on"
    if getattr(handover, field) is not None:
        raise ValidationError(_("You have signed already."), code="signed")
    setattr(handover, field, on)
    handover.save(update_fields=[field])
    record(act="sign_handover", subject=handover, by=by, account=handover.account_id, side=field)
    if handover.signed_to_on and (handover.signed_from_on or handover.is_sudden):
        _done(handover, "V03", on, member_of(by, on=on))
    _finish(handover, on, by)
    account_touched.send(sender=Handover, account_id=handover.account_id)


@transaction.atomic
def mark(*, step: HandoverStep, note: str, on: datetime.date, by: User) -> None:
    """Mark a step as done. V04 tells the account's own people."""
    handover = step.handover
    held = handover_rights(by, _locked(handover, State.OPEN, State.MOVED), on)
    step.refresh_from_db(fields=["done_on"])
    if not may_mark(step, held):
        raise PermissionDenied
    _done(handover, step.code, on, member_of(by, on=on), note.strip())
    record(act="mark_handover_step", subject=handover, by=by, account=handover.account_id, step=step.code)
    if step.code == "V04":
        _tell(handover, "handover_announced", _own_people(handover.account, on), day=day(handover.effective_on))
    _finish(handover, on, by)


@transaction.atomic
def move_items(*, handover: Handover, only: tuple[str, int] | None = None, on: datetime.date, by: User) -> int:
    """Give everything open, or one item (kind, id), to the new owner. Returns how many were moved."""
    if not handover_rights(by, _locked(handover, State.OPEN), on).works:
        raise PermissionDenied
    moved = 0
    for kind in open_items.KINDS:
        if only is not None and only[0] != kind.code:
            continue
        rows = open_items.rows_of(handover, kind)
        rows = rows if only is None else rows.filter(pk=only[1])
        for row in rows.select_for_update():
            for field, value in kind.give(handover.to_person).items():
                setattr(row, field, value)
            row.save(update_fields=list(kind.give(handover.to_person)))
            record(act=f"{kind.code}.move", subject=row, by=by, account=handover.account_id, handover=handover.pk)
            moved += 1
    if moved:
        account_touched.send(sender=Handover, account_id=handover.account_id)
    return moved


@transaction.atomic
def move_ownership(*, handover: Handover, on: datetime.date, by: User) -> None:
    """Make the new owner the owner from the effective date, or from today when that day has passed.

    Raises ValidationError while anything is open with the former owner (domain.md 4.3 V07).
    """
    if not handover_rights(by, _locked(handover, State.OPEN), on).works:
        raise PermissionDenied
    left = len(open_items.open_items(handover))
    if left:
        message = _("%(count)s open items are still in the name of %(name)s. Move them first.")
        raise ValidationError(message % {"count": left, "name": handover.from_person.name}, code="open_items")
    if handover.effective_on < on:
        handover.effective_on = on
        for code, due in steps.due_days(handover).items():
            handover.steps.filter(code=code, done_on__isnull=True).update(due_on=due)
    to, why = handover.to_person, _why(handover)
    assignments.hand_over(account=handover.account, to=to, on=handover.effective_on, exception_reason=why, by=by)
    _end_deputyship(handover, by)
    _keep_former_owner(handover, by)
    handover.state = State.MOVED
    handover.save(update_fields=["state", "effective_on"])
    record(act="move_ownership", subject=handover, by=by, account=handover.account_id, to=handover.to_person_id)
    _done(handover, "V07", on, member_of(by, on=on))
    _finish(handover, on, by)
    _tell(handover, "handover_moved", [handover.from_person, handover.to_person], day=day(handover.effective_on))


def _keep_former_owner(handover: Handover, by: User) -> None:
    """The former owner reads along and answers while both are there (domain.md 4.3 V06)."""
    grant = AccountGrant.objects.create(
        account=handover.account,
        person=handover.from_person,
        reason=_("Former owner, side by side with the new one"),
        starts_on=handover.effective_on,
        ends_on=steps.parallel_until(handover.effective_on, handover.account.care_model),
    )
    record(act="member.add", subject=grant, by=by, account=handover.account_id, person=handover.from_person_id)


@transaction.atomic
def cancel(*, handover: Handover, on: datetime.date, by: User) -> None:
    """Call a handover off before the account has moved."""
    if not handover_rights(by, _locked(handover, State.OPEN), on).nominates:
        raise PermissionDenied
    handover.state = State.CANCELLED
    handover.save(update_fields=["state"])
    record(act="cancel_handover", subject=handover, by=by, account=handover.account_id)
    _tell(handover, "handover_cancelled", [handover.from_person, handover.to_person])
    account_touched.send(sender=Handover, account_id=handover.account_id)


def _locked(handover: Handover, *states: str) -> Handover:
    """Look again with the row locked. Raises ValidationError when the handover has gone on meanwhile."""
    Handover.objects.select_for_update().get(pk=handover.pk)
    handover.refresh_from_db(fields=["state", "signed_from_on", "signed_to_on"])
    if handover.state not in states:
        raise ValidationError(_("The handover is no longer in this state."), code="state")
    return handover


def _done(handover: Handover, code: str, on: datetime.date, person: Person | None, note: str = "") -> None:
    rows = handover.steps.filter(code=code, done_on__isnull=True)
    rows.update(done_on=on, done_by=person, note=note)


def _finish(handover: Handover, on: datetime.date, by: User) -> None:
    """When the account has moved and every step is done, so is the handover."""
    if handover.state != State.MOVED or handover.steps.filter(done_on__isnull=True).exists():
        return
    handover.state = State.DONE
    handover.save(update_fields=["state"])
    record(act="finish_handover", subject=handover, by=by, account=handover.account_id, on=on.isoformat())


def _end_deputyship(handover: Handover, by: User) -> None:
    """Nobody deputises for oneself: the new owner's own deputyship ends the day before."""
    day_before = handover.effective_on - datetime.timedelta(days=1)
    held = Assignment.objects.current(handover.effective_on).filter(
        account=handover.account, role=Assignment.Role.DEPUTY, person=handover.to_person, starts_on__lte=day_before
    )
    for row in held:
        assignments.end(assignment=row, on=day_before, by=by)


def _why(handover: Handover) -> str:
    """The reason of an exception from the rule of directors, written when the person was chosen."""
    if not needs_exception(handover.account, handover.to_person, handover.effective_on):
        return ""
    named = handover.nomination.exception_reason if handover.nomination else ""
    return named or handover.reason


def _refuse_unfit(account: Account, person: Person, on: datetime.date) -> None:
    if is_barred(person, account, on) or not may_know(person, account, on):
        message = _("%(name)s cannot be named for this account. Choose somebody else.") % {"name": person.name}
        raise ValidationError({"to_person": message}, code="unfit")


def _own_people(account: Account, on: datetime.date) -> Collection[Person]:
    """Everybody named for the account, and the supervisors of its sites."""
    named = Assignment.objects.current(on).filter(account=account).values("person")
    leading = SiteSupervision.objects.current(on).filter(in_force(on, "site__"), site__account=account)
    both = named.union(leading.values("supervisor"))
    return list(Person.objects.filter(pk__in=[row["person"] for row in both]))


def _tell(handover: Handover, kind: str, people: Collection[Person | None], **params: str) -> None:
    path = reverse("accounts:handover", args=[handover.pk])
    if kind == "handover_announced":  # those who only hear of it have no business on the handover's own page
        path = reverse("accounts:owners", args=[handover.account_id])
    notify(people=people, kind=kind, path=path, account_no=handover.account_id, name=handover.to_person.name, **params)
