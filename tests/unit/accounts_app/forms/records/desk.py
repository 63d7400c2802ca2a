"""Filling a form of a record in memory."""

import datetime
from typing import Any

from django.http import QueryDict

from accounts_app.forms.records.base import RecordForm
from accounts_app.models import Account
from teams.models import User

TODAY = datetime.date(2026, 9, 11)


def fill(form: type[RecordForm], account: Account, user: User, row: Any = None, **typed: Any) -> Any:
    """The form as sent by the user on Friday 11.9.2026; lists stand for several ticks."""
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return form(data, instance=row, account=account, user=user, on=TODAY)


def empty(form: type[RecordForm], account: Account, user: User, row: Any = None) -> Any:
    """The form as opened."""
    return form(instance=row, account=account, user=user, on=TODAY)
