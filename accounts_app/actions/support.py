"""Naming and ending support of an account: the plain form goes through the appointments."""

from typing import Any, Protocol

from django.db import models, transaction

from accounts_app.actions import assignments
from accounts_app.models import Account, Assignment
from teams.models import User


class SupportFields(Protocol):
    """A valid form of support."""

    instance: Any
    account: Account
    cleaned_data: dict[str, Any]


@transaction.atomic
def write(*, form: SupportFields, kind: str, by: User) -> models.Model:
    """Appoint the person of a new row; end an existing one on the day of the form. `kind` is the code of the record."""
    data = dict(form.cleaned_data)
    row: Assignment = form.instance
    if row.pk is None:
        task = data.pop("task", "")
        row = assignments.appoint(account=form.account, role=Assignment.Role.SUPPORT, by=by, **data)
        if task:
            row.task = task
            row.save(update_fields=["task"])
    else:
        assignments.end(assignment=row, on=data["ends_on"], by=by)
    return row
