"""Appointing, handing over and ending responsibilities. One main owner at any date (docs/adr/0004)."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account, Assignment
from accounts_app.naming.rules import is_barred
from accounts_app.signals import account_touched
from teams.actions.audit_events import record
from teams.models import BusinessArea, Person, Town, User
from teams.models.period import check_period

OWNER = Assignment.Role.OWNER


@transaction.atomic
def appoint(
    *,
    account: Account,
    person: Person,
    role: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    town: Town | None = None,
    business_area: BusinessArea | None = None,
    exception_reason: str = "",
    by: User | None,
    tell: bool = True,
) -> Assignment:
    """Give a person a responsibility for a period; both days included, no end means until further notice.

    Raises ValidationError when the period is upside down, a local owner has no town, a team member no end, a barrier
    stands between person and account, or a second main owner would hold the account on some day. `tell`: the account
    is judged again; an import leaves it out and judges all accounts when it is done.
    """
    named = _appoint(
        account=account,
        person=person,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        town=town,
        business_area=business_area,
        exception_reason=exception_reason,
        by=by,
    )
    if tell:
        account_touched.send(sender=Assignment, account_id=account.pk)
    return named


@transaction.atomic
def hand_over(
    *, account: Account, to: Person, on: datetime.date, exception_reason: str = "", by: User | None
) -> Assignment:
    """Make `to` the main owner from the day `on`; the present owner ends the day before.

    Raises ValidationError when the present owner started on the very day or another owner is already named later.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    present = Assignment.objects.current(on).filter(account=locked, role=OWNER).first()
    if present is not None:
        if present.person_id == to.pk:
            raise ValidationError(_("%(name)s already owns the account.") % {"name": to.name}, code="same_owner")
        _end(present, on - datetime.timedelta(days=1), by)
    named = _appoint(account=locked, person=to, role=OWNER, starts_on=on, exception_reason=exception_reason, by=by)
    account_touched.send(sender=Assignment, account_id=account.pk)
    return named


@transaction.atomic
def replace_deputy(*, account: Account, person: Person, on: datetime.date, by: User | None) -> Assignment:
    """Make the person the deputy from the day `on`; the present deputies end the day before."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    role = Assignment.Role.DEPUTY
    for present in Assignment.objects.current(on).filter(account=locked, role=role):
        if present.person_id == person.pk:
            raise ValidationError(_("%(name)s is already the deputy.") % {"name": person.name}, code="same_deputy")
        _end(present, on - datetime.timedelta(days=1), by)
    named = _appoint(account=locked, person=person, role=role, starts_on=on, by=by)
    account_touched.send(sender=Assignment, account_id=account.pk)
    return named


@transaction.atomic
def end(*, assignment: Assignment, on: datetime.date, by: User | None, tell: bool = True) -> None:
    """Make `on` the last day of the responsibility; `tell` as in `appoint`."""
    _end(assignment, on, by)
    if tell:
        account_touched.send(sender=Assignment, account_id=assignment.account_id)


def _appoint(
    *,
    account: Account,
    person: Person,
    role: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    town: Town | None = None,
    business_area: BusinessArea | None = None,
    exception_reason: str = "",
    by: User | None,
) -> Assignment:
    check_period(starts_on, ends_on)
    _refuse_incomplete(role, town, ends_on)
    _refuse_barred(account, person, starts_on)
    if role == OWNER:
        _refuse_second_owner(account, starts_on, ends_on)
    assignment = Assignment.objects.create(
        account=account,
        person=person,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        town=town,
        business_area=business_area,
    )
    why: dict[str, Any] = {"exception_reason": exception_reason} if exception_reason else {}
    record(act="appoint", subject=assignment, by=by, account=account.pk, person=person.pk, role=role, **why)
    return assignment


def _end(assignment: Assignment, on: datetime.date, by: User | None) -> None:
    check_period(assignment.starts_on, on)
    assignment.ends_on = on
    assignment.save(update_fields=["ends_on"])
    record(act="end_assignment", subject=assignment, by=by, account=assignment.account_id, ends_on=on.isoformat())


def _refuse_incomplete(role: str, town: Town | None, ends_on: datetime.date | None) -> None:
    if role == Assignment.Role.LOCAL_OWNER and town is None:
        raise ValidationError({"town": _("A local owner answers for a town. Choose it.")}, code="town")
    if role == Assignment.Role.TEAM and ends_on is None:
        raise ValidationError({"ends_on": _("An account team works for a fixed time. Write its last day.")}, code="end")


def _refuse_barred(account: Account, person: Person, on: datetime.date) -> None:
    """The sentence names no barrier and no other account."""
    if is_barred(person, account, on):
        message = _("%(name)s cannot be named for this account. Choose somebody else.") % {"name": person.name}
        raise ValidationError({"person": message}, code="barred")


def _refuse_second_owner(account: Account, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """Lock the account, then look: two appointments at the same moment cannot both pass."""
    Account.objects.select_for_update().get(pk=account.pk)
    owners = Assignment.objects.filter(account=account, role=OWNER).select_related("person")
    for other in owners:
        starts_before_our_end = ends_on is None or other.starts_on <= ends_on
        ends_after_our_start = other.ends_on is None or other.ends_on >= starts_on
        if starts_before_our_end and ends_after_our_start:
            raise ValidationError(
                _("%(name)s already owns the account during this time. End that ownership first or hand it over.")
                % {"name": other.person.name},
                code="second_owner",
            )
