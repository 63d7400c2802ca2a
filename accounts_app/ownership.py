"""Who answers for an account on a day: assignments joined with absences (domain.md 4.4, 4.6)."""

import datetime
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from accounts_app.models import Account, Assignment
from teams.availability import absences_on
from teams.models import Absence, Person


class Why(enum.StrEnum):
    """Why this person answers today."""

    OWNER = "owner"
    STAND_IN = "stand_in"
    DEPUTY = "deputy"
    OWNER_AWAY = "owner_away"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Responsible:
    """Who owns an account, who deputises, and who answers on the day (`acting`), with the reason."""

    owner: Person | None
    deputy: Person | None
    acting: Person | None
    why: Why
    owner_absence: Absence | None = None


def responsible_on(accounts: Iterable[Account | int], on: datetime.date) -> dict[int, Responsible]:
    """For each account (or account id) who is responsible on the day. Two queries whatever the number of accounts."""
    ids = [account if isinstance(account, int) else account.pk for account in accounts]
    named: dict[int, dict[str, Person]] = {pk: {} for pk in ids}
    rows = Assignment.objects.current(on).filter(account__in=ids, role__in=["owner", "deputy"])
    for row in rows.select_related("person", "person__town").order_by("starts_on", "pk"):
        named[row.account_id].setdefault(row.role, row.person)
    people = {person.pk for roles in named.values() for person in roles.values()}
    away = absences_on(people, on) if people else {}
    return {pk: _resolve(roles.get("owner"), roles.get("deputy"), away) for pk, roles in named.items()}


def _resolve(owner: Person | None, deputy: Person | None, away: dict[int, Absence]) -> Responsible:
    """The chain: owner, else the stand-in named for the absence, else a deputy who is here."""
    absence = away.get(owner.pk) if owner else None
    deputy_is_here = deputy is not None and deputy.pk not in away
    if owner is not None and absence is None:
        return Responsible(owner, deputy, owner, Why.OWNER)
    if absence is not None and absence.stand_in is not None:
        return Responsible(owner, deputy, absence.stand_in, Why.STAND_IN, absence)
    if deputy_is_here:
        return Responsible(owner, deputy, deputy, Why.DEPUTY, absence)
    if owner is not None:
        return Responsible(owner, deputy, owner, Why.OWNER_AWAY, absence)
    return Responsible(owner, deputy, None, Why.NOBODY)
