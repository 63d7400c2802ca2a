"""People, logins, roles and seats."""

import datetime
import itertools
from typing import Any

from teams.models import BoardMembership, Person, RoleGrant, Town, User

_numbers = itertools.count(1)
LONG_AGO = datetime.date(2020, 1, 1)


def make_town(name: str = "Helsinki") -> Town:
    """The town of this name."""
    return Town.objects.get_or_create(name=name)[0]


def make_person(name: str = "", **values: Any) -> Person:
    """A person without a login."""
    number = next(_numbers)
    values.setdefault("person_no", f"9{number:05d}")
    values.setdefault("phone", f"+358 00 000 {number:03d}")
    return Person.objects.create(name=name or f"Testi Henkilö {number}", **values)


def make_user(name: str = "", *, role: str | None = None, **values: Any) -> User:
    """A person with a login and, if named, a role held since long ago."""
    person = make_person(name, **values)
    person.user = User.objects.create_user(username=f"user{person.person_no}", password="demo")
    person.save()
    if role is not None:
        RoleGrant.objects.create(person=person, role=role, starts_on=LONG_AGO)
    return person.user


def make_board_chair(name: str = "") -> User:
    """The chair of the customer management board."""
    user = make_user(name)
    BoardMembership.objects.create(person=user.person, seat=BoardMembership.Seat.CHAIR, starts_on=LONG_AGO)
    return user
