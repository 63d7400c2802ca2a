"""Absences from the personnel system (`poissaolot`). A column of reasons is never read (domain.md 7.3/12)."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import Column, Setting, day, person_number
from teams.actions.deliveries import Changes, replace_by_key
from teams.models import Absence

ABSENCES = SheetPlan(
    "absences",
    (
        Column("person_no", ("Hlönro", "Henkilönumero"), person_number, must="value"),
        Column("starts_on", ("Alkaa", "Alkupvm"), day, must="value", empty_code="date_missing"),
        Column("ends_on", ("Päättyy", "Loppupvm"), day, must="column", warn_empty=True, empty_code="date_missing"),
    ),
)


class AbsencesImporter(Importer):
    """A person is away from a day to a day. Stand-ins named in the application stay."""

    kind = "absences"
    order = 140
    source = "absences"
    plans = (ABSENCES,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The person and the first day."""
        return (values["person_no"], values["starts_on"])

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """An absence does not end before it starts."""
        if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
            yield Problem("ends_before_start", "Päättyy", shown(values["ends_on"]))

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The newest first day; the list holds coming absences too."""
        return max((record.values["starts_on"] for record in records), default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the delivered time span of the delivered people."""
        people = keys.people()
        rows: dict[Key, Values] = {
            (people[r.values["person_no"]], r.values["starts_on"]): {"ends_on": r.values["ends_on"]} for r in records
        }
        days = [key[1] for key in rows]
        scope = Q(person_id__in={key[0] for key in rows}, starts_on__range=(min(days), max(days)))
        return replace_by_key(
            model=Absence, key=("person_id", "starts_on"), records=rows, scope=scope, by=applying.by, delete=True
        )
