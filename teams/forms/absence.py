"""The form of an absence: who, from when to when, and who stands in. A reason is never asked."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from teams.forms.people_fields import day_field, person_field, working_here
from teams.models import Absence, Person


class AbsenceForm(forms.Form):
    """An absence of somebody among `people`; of an existing one the person stays."""

    person = person_field(_("Who is away"))
    starts_on = day_field(_("First day away"))
    ends_on = day_field(_("Last day away"), required=False)
    stand_in = person_field(_("Stand-in"), required=False)

    def __init__(
        self,
        *args: Any,
        people: QuerySet[Person],
        on: datetime.date,
        absence: Absence | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.absence = absence
        self.fields["ends_on"].help_text = _("Empty until further notice")
        self.fields["stand_in"].help_text = _(
            "Without a stand-in the deputy of each account answers, then the pool of the region, then the line manager."
        )
        self.fields["person"].queryset = people.select_related("town")  # type: ignore[attr-defined]
        self.fields["stand_in"].queryset = working_here(on).select_related("town")  # type: ignore[attr-defined]
        if absence is not None:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        """A period runs forwards, nobody stands in for oneself, and one absence begins on a day."""
        data = super().clean() or {}
        starts, ends, person = data.get("starts_on"), data.get("ends_on"), self._who(data)
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("This day is before the first day."))
        if person and data.get("stand_in") == person:
            self.add_error("stand_in", _("Nobody can stand in for themselves."))
        if person and starts and not self.errors and self._overlaps(person, starts, ends):
            self.add_error(
                "starts_on", _("Another absence of this person lies on these days. Change that one instead.")
            )
        return data

    def _who(self, data: dict[str, Any]) -> Person | None:
        return self.absence.person if self.absence else data.get("person")

    def _overlaps(self, person: Person, starts: datetime.date, ends: datetime.date | None) -> bool:
        others = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts), person=person)
        others = others.exclude(pk=self.absence.pk) if self.absence else others
        return (others.filter(starts_on__lte=ends) if ends else others).exists()
