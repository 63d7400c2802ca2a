"""Absences and what follows for accounts: they are judged again, stand-in and deputies are told (domain.md 4.6)."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from accounts_app.models import Account, Assignment
from accounts_app.signals import account_touched
from config.common.formats import day_range
from teams.actions import absences
from teams.actions.notices import notify
from teams.models import Absence, Person, User


@transaction.atomic
def add(
    *,
    person: Person,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    stand_in: Person | None,
    by: User,
) -> Absence:
    """Record the absence and tell those who answer in the meantime. Raises ValidationError."""
    absence = absences.add_absence(person=person, starts_on=starts_on, ends_on=ends_on, stand_in=stand_in, by=by)
    _tell(absence, "absence_stand_in", [stand_in], by)
    _tell(absence, "absence_deputy", _deputies(absence), by)
    _touch(absence)
    return absence


@transaction.atomic
def change(
    *,
    absence: Absence,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    stand_in: Person | None,
    by: User,
) -> None:
    """Other days or another stand-in; a former stand-in is told too. Raises ValidationError."""
    before = absence.stand_in
    absences.change_absence(absence=absence, starts_on=starts_on, ends_on=ends_on, stand_in=stand_in, by=by)
    if before is not None and before != stand_in:
        _tell(absence, "absence_stand_in_free", [before], by)
    _tell(absence, "absence_stand_in", [stand_in], by)
    _tell(absence, "absence_deputy", _deputies(absence), by)
    _touch(absence)


@transaction.atomic
def end(*, absence: Absence, on: datetime.date, by: User) -> None:
    """Back earlier: `on` is the last day. Raises ValidationError before the first day."""
    absences.end_absence(absence=absence, on=on, by=by)
    _tell(absence, "absence_ended", [absence.stand_in, *_deputies(absence)], by)
    _touch(absence)


@transaction.atomic
def take_away(*, absence: Absence, by: User) -> None:
    """Take away an absence written by mistake."""
    _tell(absence, "absence_cancelled", [absence.stand_in, *_deputies(absence)], by)
    accounts = _owned(absence)
    absences.delete_absence(absence=absence, by=by)
    for account_id in accounts:
        account_touched.send(sender=Absence, account_id=account_id)


def _touch(absence: Absence) -> None:
    for account_id in _owned(absence):
        account_touched.send(sender=Absence, account_id=account_id)


def _owned(absence: Absence) -> list[int]:
    """The accounts, secret ones among them, whose colour depends on the absence."""
    owned = Assignment.objects.filter(person=absence.person, role=Assignment.Role.OWNER)
    running = owned.exclude(ends_on__lt=absence.starts_on)
    return sorted(set(running.values_list("account_id", flat=True)))


def _deputies(absence: Absence) -> list[Person]:
    """Deputies of the accounts the person owns; a deputy is a named member, whatever the account."""
    owned = Account.objects.filter(pk__in=_owned(absence))
    rows = Assignment.objects.current(absence.starts_on).filter(account__in=owned, role=Assignment.Role.DEPUTY)
    return [row.person for row in rows.exclude(person=absence.person).select_related("person")]


def _tell(absence: Absence, kind: str, people: Iterable[Person | None], by: User) -> None:
    """The notice names the person and the days only: no account, so that nobody learns of one by a notice."""
    told = {person.pk: person for person in people if person is not None and person.user_id != by.pk}
    if kind == "absence_deputy" and absence.stand_in_id:
        told.pop(absence.stand_in_id, None)
    days = day_range(absence.starts_on, absence.ends_on)
    notify(people=told.values(), kind=kind, path=reverse("teams:absences"), name=absence.person.name, days=days)
