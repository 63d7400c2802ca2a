"""Naming and ending owner and deputy from the plain form: it goes through the appointments (docs/adr/0004)."""

from typing import Any, Protocol

from django.db import models, transaction

from accounts_app.actions import assignments
from accounts_app.models import Account, Assignment
from accounts_app.signals import account_touched
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
    data, row = form.cleaned_data, form.instance
    if row.pk is not None:
        assignments.end(assignment=row, on=data["ends_on"], by=by)
    elif form.hands_over:
        row = assignments.hand_over(account=form.account, to=data["person"], on=data["starts_on"], by=by)
    else:
        row = assignments.appoint(account=form.account, by=by, **data)
    account_touched.send(sender=Assignment, account_id=form.account.pk)
    named: Assignment = row
    return named
