"""The assignment brief as read: which of the seven items are there, and the mandate in short (R041, R042)."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.access import Tie
from accounts_app.models import Account, Assignment, AssignmentBrief
from accounts_app.permissions import rights
from teams.models import Person, User
from teams.permissions import member_of

ITEMS: tuple[tuple[str | Promise, Callable[[AssignmentBrief], bool]], ...] = (
    (_("Direction wanted"), lambda brief: bool(brief.direction)),
    (_("Goals"), lambda brief: bool(brief.goals)),
    (_("How the goals are measured"), lambda brief: bool(brief.metrics)),
    (_("Mandate and limits"), lambda brief: bool(brief.mandate and brief.limits)),
    (_("Hours in a month"), lambda brief: brief.hours_month is not None),
    (_("Support organisation"), lambda brief: bool(brief.support)),
    (_("Contact on the board"), lambda brief: brief.board_contact_id is not None),
)


@dataclass(frozen=True)
class Item:
    """One of the seven items and whether it is filled in."""

    title: str | Promise
    is_there: bool


@dataclass(frozen=True)
class Mandate:
    """The beginning of what the owner decides alone and what needs the board, for the first screen."""

    mandate: str
    limits: str
    is_complete: bool
    is_unread: bool


def owner_on(account: Account, on: datetime.date) -> Person | None:
    """The main owner on the day. One query."""
    row = Assignment.objects.current(on).filter(account=account, role=Assignment.Role.OWNER)
    held = row.select_related("person").first()
    return held.person if held else None


def checklist(brief: AssignmentBrief | None) -> list[Item]:
    """The seven items; none is there without a brief."""
    return [Item(title, brief is not None and there(brief)) for title, there in ITEMS]


def may_read(user: User | AnonymousUser, account: Account, on: datetime.date) -> bool:
    """Whoever is in charge, nominates, or sits on the board."""
    held = rights(user, account, on)
    return held.nominate or Tie.IN_CHARGE in held.ties or Tie.BOARD in held.ties


def may_write(user: User | AnonymousUser, account: Account, owner: Person | None, on: datetime.date) -> bool:
    """Whoever nominates, but nobody the own brief."""
    person = member_of(user, on=on)
    is_own = owner is not None and person is not None and person.pk == owner.pk
    return rights(user, account, on).nominate and not is_own


def mandate_for(user: User | AnonymousUser, account: Account, on: datetime.date) -> Mandate | None:
    """What the owner sees of the mandate on the first screen; None for others. Two queries for the owner, else one."""
    person = member_of(user, on=on)
    brief = AssignmentBrief.objects.filter(account=account).first()
    if brief is None or person is None or person.pk != brief.owner_id:
        return None
    is_complete = all(item.is_there for item in checklist(brief))
    return Mandate(brief.mandate, brief.limits, is_complete, brief.accepted_on is None)
