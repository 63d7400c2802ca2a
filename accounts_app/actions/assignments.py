"""Appointing, handing over and ending responsibilities. One main owner at any date (docs/adr/0004)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account, Assignment
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
    by: User | None,
) -> Assignment:
    """Give a person a responsibility for a period; both days included, no end means until further notice.

    Raises ValidationError when the period is upside down or a second main owner would hold the account on some day.
    """
    check_period(starts_on, ends_on)
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
    record(act="appoint", subject=assignment, by=by, account=account.pk, person=person.pk, role=role)
    return assignment


@transaction.atomic
def hand_over(*, account: Account, to: Person, on: datetime.date, by: User | None) -> Assignment:
    """Make `to` the main owner from the day `on`; the present owner ends the day before.

    Raises ValidationError when the present owner started on the very day or another owner is already named later.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    present = Assignment.objects.current(on).filter(account=locked, role=OWNER).first()
    if present is not None:
        if present.person_id == to.pk:
            raise ValidationError(_("%(name)s already owns the account.") % {"name": to.name}, code="same_owner")
        end(assignment=present, on=on - datetime.timedelta(days=1), by=by)
    return appoint(account=locked, person=to, role=OWNER, starts_on=on, by=by)


@transaction.atomic
def end(*, assignment: Assignment, on: datetime.date, by: User | None) -> None:
    """Make `on` the last day of the responsibility."""
    check_period(assignment.starts_on, on)
    assignment.ends_on = on
    assignment.save(update_fields=["ends_on"])
    record(act="end_assignment", subject=assignment, by=by, account=assignment.account_id, ends_on=on.isoformat())


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
