"""Writing the records people keep by hand: one row, one trace, and the account is looked at again."""

import datetime
from collections.abc import Callable
from typing import Any, Protocol

from django.db import models, transaction

from accounts_app.actions.behalf import behalf_of
from accounts_app.models import Account
from accounts_app.signals import account_touched
from teams.actions.audit_events import record
from teams.models import User


class FilledForm(Protocol):
    """A valid form of a record."""

    instance: models.Model
    account: Account
    changed_data: list[str]
    on: datetime.date

    def save(self) -> Any:
        """Write the row."""


@transaction.atomic
def write(
    *, form: FilledForm, kind: str, by: User, together: Callable[[models.Model], None] | None = None
) -> models.Model:
    """Write the valid form: the row, its trace, and the sign that the account is to be judged again.

    `together` writes what belongs to the row, before anybody is told.
    """
    is_new = form.instance.pk is None
    row: models.Model = form.save()
    if together is not None:
        together(row)
    record(
        act=f"{kind}.{'add' if is_new else 'change'}",
        subject=row,
        by=by,
        behalf_of=behalf_of(by=by, account_id=form.account.pk, on=form.on),
        account=form.account.pk,
        fields=list(form.changed_data),
    )
    account_touched.send(sender=type(row), account_id=form.account.pk)
    return row


@transaction.atomic
def take_away(*, row: models.Model, kind: str, account: Account, by: User, on: datetime.date | None = None) -> None:
    """Take away a row written by mistake; the trace stays. With the day `on` the act of a substitute is marked."""
    owner = behalf_of(by=by, account_id=account.pk, on=on) if on else None
    record(act=f"{kind}.delete", subject=row, by=by, behalf_of=owner, account=account.pk)
    row.delete()
    account_touched.send(sender=type(row), account_id=account.pk)
