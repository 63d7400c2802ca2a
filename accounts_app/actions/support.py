"""Naming and ending support of an account: the plain form goes through the appointments."""

from typing import Any, Protocol

from django.db import models, transaction

from accounts_app.actions import assignments
from accounts_app.models import Account, Assignment
from accounts_app.signals import account_touched
from teams.models import User


class SupportFields(Protocol):
    """A valid form of support."""

    instance: Any
    account: Account
    cleaned_data: dict[str, Any]


@transaction.atomic
def write(*, form: SupportFields, kind: str, by: User) -> models.Model:
    """Appoint the person of a new row; end an existing one on the day of the form. `kind` is the code of the record."""
    data = form.cleaned_data
    row: Assignment = form.instance
    if row.pk is None:
        row = assignments.appoint(account=form.account, role=Assignment.Role.SUPPORT, by=by, **data)
    else:
        assignments.end(assignment=row, on=data["ends_on"], by=by)
    account_touched.send(sender=Assignment, account_id=form.account.pk)
    return row
