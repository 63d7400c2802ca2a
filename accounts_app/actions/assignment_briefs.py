"""Giving the owner of an account the task in writing, version by version (requirements.md R041, R042)."""

import datetime
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.models import Account, AssignmentBrief
from accounts_app.naming.assignment_briefs import may_write
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User
from teams.permissions import member_of


class BriefFields(Protocol):
    """A valid form of the brief."""

    cleaned_data: dict[str, Any]


@transaction.atomic
def write(*, account: Account, owner: Person, form: BriefFields, on: datetime.date, by: User) -> AssignmentBrief:
    """Write a new version for the owner; earlier versions stay. Raises PermissionDenied."""
    if not may_write(by, account, owner, on):
        raise PermissionDenied
    brief = AssignmentBrief.objects.create(
        account=account, owner=owner, written_by=member_of(by, on=on), **form.cleaned_data
    )
    record(act="write_assignment_brief", subject=brief, by=by, account=account.pk, owner=owner.pk)
    path = reverse("accounts:assignment", args=[account.pk])
    notify(people=[owner], kind="assignment_written", path=path, account_no=account.pk)
    return brief


@transaction.atomic
def mark_read(*, brief: AssignmentBrief, on: datetime.date, by: User) -> None:
    """The owner has read the newest version; nobody else can say so."""
    person = member_of(by, on=on)
    if person is None or person.pk != brief.owner_id:
        raise PermissionDenied
    locked = AssignmentBrief.objects.select_for_update().get(pk=brief.pk)
    newest = AssignmentBrief.objects.filter(account=brief.account_id).values_list("pk", flat=True).first()
    if locked.accepted_on is not None or newest != brief.pk:
        raise ValidationError(_("There is nothing left to read here."), code="read")
    brief.accepted_on = on
    brief.save(update_fields=["accepted_on"])
    record(act="read_assignment_brief", subject=brief, by=by, account=brief.account_id)
    path = reverse("accounts:assignment", args=[brief.account_id])
    notify(people=[brief.written_by], kind="assignment_read", path=path, account_no=brief.account_id, name=person.name)
