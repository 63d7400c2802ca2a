"""Who is here on a day and who stands in. Knows people, not accounts (domain.md 4.6)."""

import datetime
from collections.abc import Iterable

from teams.models import Absence, Person


def absences_on(people: Iterable[int], on: datetime.date) -> dict[int, Absence]:
    """The absence of each person (by id) who is away on the day, with the stand-in read along. One query.

    Of two absences that overlap, the one with a named stand-in counts.
    """
    rows = Absence.objects.current(on).filter(person__in=set(people)).select_related("stand_in")
    away: dict[int, Absence] = {}
    for absence in rows.order_by("starts_on", "pk"):
        known = away.get(absence.person_id)
        if known is None or known.stand_in_id is None:
            away[absence.person_id] = absence
    return away


def stand_in_for(person: Person, on: datetime.date) -> Person | None:
    """Who stands in for the person on the day; None when the person is here or nobody is named."""
    absence = absences_on([person.pk], on).get(person.pk)
    return absence.stand_in if absence else None
