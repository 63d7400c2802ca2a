"""Naming and ending those who answer for an account from the plain form: it goes through the appointments."""

from typing import Any, Protocol

from django.db import models, transaction

from accounts_app.actions import assignments
from accounts_app.actions.ownership_policy import refuse_without_reason
from accounts_app.models import Account, Assignment
from teams.models import User


class ResponsibleFields(Protocol):
    """A valid form of a responsibility. `hands_over`: the present owner makes room from the first day."""

    instance: Any
    account: Account
    cleaned_data: dict[str, Any]
    hands_over: bool


@transaction.atomic
def write(*, form: ResponsibleFields, kind: str, by: User) -> models.Model:
    """Appoint or hand over for a new row; end an existing one on the day of the form. `kind` is the code."""
    data, row = dict(form.cleaned_data), form.instance
    if row.pk is not None:
        assignments.end(assignment=row, on=data["ends_on"], by=by)
        named: Assignment = row
        return named
    reason = data.pop("exception_reason", "")
    if data["role"] == Assignment.Role.OWNER:
        refuse_without_reason(form.account, data["person"], data["starts_on"], reason, by)
    why = reason if data["role"] == Assignment.Role.OWNER else ""
    if form.hands_over:
        to, on = data["person"], data["starts_on"]
        return assignments.hand_over(account=form.account, to=to, on=on, exception_reason=why, by=by)
    return assignments.appoint(account=form.account, exception_reason=why, by=by, **data)
