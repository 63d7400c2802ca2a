"""Who wrote on a card, and whether as the deputy or in the owner's place (domain.md 4.6)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts_app.models import Assignment
from config.common.clock import HELSINKI
from reporting.models import QualityCard
from teams.models import User
from teams.permissions import person_of

OWNER, DEPUTY, SUBSTITUTE = "", "deputy", "substitute"  # as the snapshot says it
Role = Assignment.Role
Held = Mapping[tuple[int, int], list[Assignment]]  # account and person


@dataclass(frozen=True, slots=True)
class Author:
    """The name as it stands on the card, and in whose place it was written."""

    name: str = ""
    place: str = OWNER


NOBODY = Author()


def names_of(user_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Names of logins as they stand on a card; somebody without a person row by the login itself."""
    users = User.objects.filter(pk__in=[pk for pk in user_ids if pk]).select_related("person")
    return {user.pk: person.name if (person := person_of(user)) else user.get_username() for user in users}


def authors_of(cards: Iterable[QualityCard]) -> dict[int, Author]:
    """By card who commented it; cards nobody commented are left out. Two queries."""
    said = [card for card in cards if card.commented_by_id]
    if not said:
        return {}
    users = User.objects.filter(pk__in={card.commented_by_id for card in said}).select_related("person")
    known, held = {user.pk: user for user in users}, _held({card.account_id for card in said})
    return {card.pk: _author(card, known[card.commented_by_id], held) for card in said if card.commented_by_id in known}


def _held(accounts: Iterable[int]) -> Held:
    held: dict[tuple[int, int], list[Assignment]] = {}
    roles = (Role.OWNER, Role.ACCOUNT_MANAGER, Role.DEPUTY)
    for row in Assignment.objects.filter(role__in=roles, account__in=accounts):
        held.setdefault((row.account_id, row.person_id), []).append(row)
    return held


def _author(card: QualityCard, user: User, held: Held) -> Author:
    person = person_of(user)
    if person is None:
        return Author(user.get_username())
    roles = {row.role for row in held.get((card.account_id, person.pk), ()) if _holds(row, card.commented_at)}
    if roles & {Role.OWNER, Role.ACCOUNT_MANAGER}:
        return Author(person.name)
    return Author(person.name, DEPUTY if Role.DEPUTY in roles else SUBSTITUTE)


def _holds(row: Assignment, at: datetime.datetime | None) -> bool:
    """Whether the responsibility was held on the day of the moment."""
    day = at.astimezone(HELSINKI).date() if at else row.starts_on
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)
