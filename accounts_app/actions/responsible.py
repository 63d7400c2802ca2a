"""Naming and ending those who answer for an account from the plain form: it goes through the appointments."""

from typing import Any, Protocol

from django.db import models, transaction

from accounts_app.actions import assignments
from accounts_app.actions.ownership_policy import refuse_without_reason
from accounts_app.models import Account, Assignment
from teams.models import User


class ResponsibleFields(Protocol):
    """A valid form of a responsibility."""

    instance: Any
    account: Account
    cleaned_data: dict[str, Any]


@transaction.atomic
def write(*, form: ResponsibleFields, kind: str, by: User) -> models.Model:
    """Appoint for a new row; end an existing one on the day of the form. `kind` is the code.

    An account that has an owner gets another one by a handover (docs/adr/0013).
    """
    data, row = dict(form.cleaned_data), form.instance
    if row.pk is not None:
        assignments.end(assignment=row, on=data["ends_on"], by=by)
        named: Assignment = row
        return named
    reason = data.pop("exception_reason", "")
    if data["role"] == Assignment.Role.OWNER:
        refuse_without_reason(form.account, data["person"], data["starts_on"], reason, by)
    why = reason if data["role"] == Assignment.Role.OWNER else ""
    return assignments.appoint(account=form.account, exception_reason=why, by=by, **data)
