"""The pair of an owner and a coach, and their notes; nobody else reads them (requirements.md R059)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts_app.models import Account, Assignment, SparringNote
from teams.models import Person, User
from teams.permissions import member_of


@dataclass(frozen=True)
class Pair:
    """The reader's side: the coachings the reader takes part in today."""

    owner: Person | None
    owner_since: datetime.date | None
    coachings: tuple[Assignment, ...]
    is_owner: bool


def pair_of(user: User | AnonymousUser, account: Account, on: datetime.date) -> Pair | None:
    """The pair the reader belongs to; None for everybody else, whatever their roles. One query."""
    person = member_of(user, on=on)
    roles = (Assignment.Role.OWNER, Assignment.Role.COACH)
    rows = list(Assignment.objects.current(on).filter(account=account, role__in=roles).select_related("person"))
    owners = [row for row in rows if row.role == Assignment.Role.OWNER]
    coachings = [row for row in rows if row.role == Assignment.Role.COACH]
    if person is None:
        return None
    owner = owners[0] if owners else None
    is_owner = owner is not None and owner.person_id == person.pk
    own = coachings if is_owner else [row for row in coachings if row.person_id == person.pk]
    if not is_owner and not own:
        return None
    since = owner.starts_on if owner else None
    return Pair(owner.person if owner else None, since, tuple(own), is_owner)


def notes_of(pair: Pair) -> QuerySet[SparringNote]:
    """The notes of the pair. An owner does not read what a former owner and the coach wrote to each other."""
    rows = SparringNote.objects.filter(coaching__in=pair.coachings).select_related("written_by", "coaching__person")
    if pair.is_owner and pair.owner_since is not None and pair.owner is not None:
        rows = rows.filter(Q(written_at__date__gte=pair.owner_since) | Q(written_by=pair.owner))
    return rows
