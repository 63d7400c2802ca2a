"""Logging a complaint by hand: it gets its number when it is written."""

from typing import Any, Protocol

from django.db import models, transaction
from django.db.models import Max
from django.db.models.functions import Length

from accounts_app.actions import records
from accounts_app.models import Account, Complaint
from config.common.clock import HELSINKI
from teams.models import User


class ComplaintFields(records.FilledForm, Protocol):
    """A valid form of a complaint."""

    instance: Any


@transaction.atomic
def write(*, form: ComplaintFields, kind: str, by: User) -> models.Model:
    """Write the complaint. A new one takes the next number of its account and year: `K-2026-0017-03`.

    Numbers run within an account, because a gap in one row of numbers for all would tell of complaints of accounts
    the reader may not know.
    """
    if form.instance.pk is None:
        account = Account.objects.select_for_update().get(pk=form.account.pk)
        form.instance.number = next_number(account, form.instance.received_at.astimezone(HELSINKI).year)
    return records.write(form=form, kind=kind, by=by)


def next_number(account: Account, year: int) -> str:
    """The first number of the account and year that is higher than all given so far."""
    prefix = f"K-{year}-{account.pk:04d}-"
    given = Complaint.objects.filter(number__startswith=prefix).annotate(length=Length("number"))
    longest = given.aggregate(longest=Max("length"))["longest"]
    last = given.filter(length=longest).aggregate(last=Max("number"))["last"]
    tail = last.removeprefix(prefix) if last else "0"
    return f"{prefix}{int(tail) + 1 if tail.isdecimal() else given.count() + 1:02d}"
