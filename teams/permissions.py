"""Which permissions somebody has on a day. What an account adds to them is `accounts_app/permissions.py`."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Value

from teams.models import BoardMembership, Person, RoleGrant, User
from teams.roles import BOARD_CHAIR, BOARD_MEMBER, BOARD_SECRETARY, PROJECT_STAFF, ROLES, HeldBy, Permission, Role

# What a seat on the board gives beyond being a member.
SEAT_ROLES: dict[str, Role] = {
    BoardMembership.Seat.SECRETARY: BOARD_SECRETARY,
    BoardMembership.Seat.CHAIR: BOARD_CHAIR,
}
_GRANT, _SEAT = "grant", "seat"


def person_of(user: User | AnonymousUser) -> Person | None:
    """The person behind a login; None for a login that belongs to nobody."""
    return getattr(user, "person", None) if user.is_authenticated else None


def member_of(user: User | AnonymousUser, *, on: datetime.date) -> Person | None:
    """The person behind a login while working here; None from the day after leaving, whatever is still assigned."""
    person = person_of(user)
    return None if person is None or (person.left_on is not None and person.left_on < on) else person


def roles_of(user: User | AnonymousUser, *, on: datetime.date) -> tuple[Role, ...]:
    """The roles held on the day `on`; every person is at least project staff. Asked once per login and day."""
    person = member_of(user, on=on)
    if person is None:
        return ()
    kept: dict[datetime.date, tuple[Role, ...]] = user.__dict__.setdefault("_roles_by_day", {})
    if on not in kept:
        kept[on] = _read_roles(person, on)
    return kept[on]


def has_permission(user: User | AnonymousUser, permission: Permission, *, on: datetime.date) -> bool:
    """Whether some role of the user carries the permission on the day `on`."""
    return any(permission in role.permissions for role in roles_of(user, on=on))


def _read_roles(person: Person, on: datetime.date) -> tuple[Role, ...]:
    """Roles granted and those of board seats. One query."""
    grants = RoleGrant.objects.current(on).filter(person=person).annotate(source=Value(_GRANT))
    seats = BoardMembership.objects.current(on).filter(person=person).annotate(source=Value(_SEAT))
    held = set(grants.values_list("source", "role").union(seats.values_list("source", "seat")))
    codes = {code for source, code in held if source == _GRANT}
    roles = [PROJECT_STAFF]
    roles += [role for code, role in ROLES.items() if code in codes and role.held_by is HeldBy.GRANT]
    if any(source == _SEAT for source, _code in held):
        roles.append(BOARD_MEMBER)
    roles += [role for seat, role in SEAT_ROLES.items() if (_SEAT, seat) in held]
    return tuple(dict.fromkeys(roles))
