"""Who has owned and deputised an account, and who did on a given day (requirements.md R029)."""

import datetime
from dataclasses import dataclass

from django.db.models import F

from accounts_app.models import Account, Assignment
from teams.models import Person


@dataclass(frozen=True)
class OnDay:
    """Who held the account on a day."""

    day: datetime.date
    owner: Person | None
    deputies: tuple[Person, ...]


def timeline(account: Account) -> list[Assignment]:
    """Owners and deputies, the newest first. One query."""
    roles = (Assignment.Role.OWNER, Assignment.Role.DEPUTY)
    rows = Assignment.objects.filter(account=account, role__in=roles).select_related("person")
    return list(rows.order_by("-starts_on", F("ends_on").desc(nulls_first=True), "role", "pk"))


def on_day(rows: list[Assignment], day: datetime.date) -> OnDay:
    """Who it was on the day, from the timeline."""
    held = [row for row in rows if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)]
    owner = next((row.person for row in held if row.role == Assignment.Role.OWNER), None)
    return OnDay(day, owner, tuple(row.person for row in held if row.role == Assignment.Role.DEPUTY))
