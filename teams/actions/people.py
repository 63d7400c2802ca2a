"""People of the own organisation, their logins, roles and seats on the board."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from config.common.folding import fold
from teams.actions.audit_events import record
from teams.models import BoardMembership, BusinessArea, Person, RoleGrant, Town, Unit, User
from teams.models.period import check_period


@transaction.atomic
def add_person(
    *,
    person_no: str,
    name: str,
    title: str = "",
    unit: Unit | None = None,
    town: Town | None = None,
    business_areas: Iterable[BusinessArea] = (),
    line_manager: Person | None = None,
    email: str = "",
    phone: str = "",
    by: User | None,
) -> Person:
    """Add somebody who works here. Raises ValidationError for an empty name or a person number already in use."""
    person = Person(
        person_no=person_no,
        name=name.strip(),
        title=title,
        unit=unit,
        town=town,
        line_manager=line_manager,
        email=email,
        phone=phone,
    )
    person.search_text = folded(person)
    person.full_clean()
    person.save()
    person.business_areas.set(business_areas)
    record(act="add_person", subject=person, by=by, person_no=person_no)
    return person


@transaction.atomic
def give_login(
    *,
    person: Person,
    username: str,
    password: str,
    language: str = "fi",
    wants_mail: bool = True,
    by: User | None,
) -> User:
    """Create a login for a person. Whether the password is strong enough is asked before, where it is typed.

    Raises ValidationError when the person already has a login or the user name is taken.
    """
    if person.user_id is not None:
        raise ValidationError(_("%(name)s already has a login.") % {"name": person.name}, code="has_login")
    if User.objects.filter(username=username).exists():
        raise ValidationError(_("The user name %(name)s is already in use.") % {"name": username}, code="taken")
    user = User.objects.create_user(
        username=username, email=person.email, password=password, language=language, wants_mail=wants_mail
    )
    person.user = user
    person.save(update_fields=["user"])
    record(act="give_login", subject=person, by=by, username=username)
    return user


@transaction.atomic
def grant_role(
    *, person: Person, role: str, starts_on: datetime.date, ends_on: datetime.date | None = None, by: User | None
) -> RoleGrant:
    """Give a role for a period. A role already in force on the first day is left as it is and returned.

    Raises ValidationError for an unknown role or a period that ends before it starts.
    """
    check_period(starts_on, ends_on)
    if role not in RoleGrant.Role.values:
        raise ValidationError(_("There is no role %(role)s.") % {"role": role}, code="role")
    held = RoleGrant.objects.current(starts_on).filter(person=person, role=role).first()
    if isinstance(held, RoleGrant):
        return held
    grant = RoleGrant.objects.create(person=person, role=role, starts_on=starts_on, ends_on=ends_on)
    record(act="grant_role", subject=person, by=by, role=role, starts_on=starts_on.isoformat())
    return grant


@transaction.atomic
def seat_on_board(
    *,
    person: Person,
    seat: str = BoardMembership.Seat.MEMBER,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by: User | None,
) -> BoardMembership:
    """Give a seat on the customer management board for a period.

    Raises ValidationError when the person sits there already on the first day or another chair does.
    """
    check_period(starts_on, ends_on)
    seated = BoardMembership.objects.current(starts_on)
    if seated.filter(person=person).exists():
        raise ValidationError(_("%(name)s already sits on the board.") % {"name": person.name}, code="seated")
    if seat == BoardMembership.Seat.CHAIR and seated.filter(seat=seat).exists():
        raise ValidationError(_("The board already has a chair."), code="chair")
    membership = BoardMembership.objects.create(person=person, seat=seat, starts_on=starts_on, ends_on=ends_on)
    record(act="seat_on_board", subject=person, by=by, seat=seat, starts_on=starts_on.isoformat())
    return membership


def folded(person: Person) -> str:
    """What the look-up searches of a person, by line: name; title and unit; nothing; town."""
    work = f"{person.title} {person.unit.name if person.unit else ''}"
    return "\n".join([fold(person.name), fold(work), "", fold(person.town.name if person.town else "")])
