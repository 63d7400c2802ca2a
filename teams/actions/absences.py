"""Recording, changing and ending absences. The reason of an absence is never asked."""

import datetime

from django.db import transaction

from teams.actions.audit_events import record
from teams.models import Absence, Person, User
from teams.models.period import check_period


@transaction.atomic
def add_absence(
    *,
    person: Person,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    stand_in: Person | None = None,
    by: User | None,
) -> Absence:
    """Record that the person is away on these days, both included.

    Raises ValidationError for a period upside down, a second absence from the same day, or oneself as the stand-in.
    """
    absence = Absence(person=person, starts_on=starts_on, ends_on=ends_on, stand_in=stand_in)
    _write(absence, "absence.add", by)
    return absence


@transaction.atomic
def change_absence(
    *,
    absence: Absence,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    stand_in: Person | None,
    by: User | None,
) -> None:
    """Other days or another stand-in. Raises ValidationError as `add_absence`."""
    absence.starts_on, absence.ends_on, absence.stand_in = starts_on, ends_on, stand_in
    _write(absence, "absence.change", by)


@transaction.atomic
def end_absence(*, absence: Absence, on: datetime.date, by: User | None) -> None:
    """Back earlier: `on` becomes the last day of the absence. Raises ValidationError before its first day."""
    check_period(absence.starts_on, on)
    absence.ends_on = on
    absence.save(update_fields=["ends_on"])
    record(act="absence.end", subject=absence, by=by, ends_on=on.isoformat())


@transaction.atomic
def delete_absence(*, absence: Absence, by: User | None) -> None:
    """Take away an absence written by mistake; the trace stays."""
    record(act="absence.delete", subject=absence, by=by, person=absence.person_id)
    absence.delete()


def _write(absence: Absence, act: str, by: User | None) -> None:
    absence.full_clean()
    absence.save()
    record(
        act=act,
        subject=absence,
        by=by,
        person=absence.person_id,
        stand_in=absence.stand_in_id,
        starts_on=absence.starts_on.isoformat(),
        ends_on=absence.ends_on.isoformat() if absence.ends_on else None,
    )
