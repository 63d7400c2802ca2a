"""The form of a pool deputy."""

import datetime
from typing import Any

from django import forms
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from config.common.collation import FINNISH
from teams.forms.people_fields import day_field, person_field, working_here
from teams.models import Region


class RegionField(forms.ModelChoiceField):
    """A list of regions with their company."""

    def label_from_instance(self, obj: Any) -> str:
        """`Uusimaa, Siistipolku Oy`."""
        return f"{obj.name}, {obj.company.name}"


class PoolForm(forms.Form):
    """Who answers for the C and D accounts of a region when their owner is away."""

    region = RegionField(
        label=_("Region"),
        queryset=Region.objects.none(),
        empty_label="–",
        widget=forms.Select({"class": "form-select"}),
    )
    person = person_field(_("Person"))
    starts_on = day_field(_("Starts on"))
    ends_on = day_field(_("Ends on"), required=False)

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.select_related("company").order_by(Collate("name", FINNISH), "pk")
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["person"].queryset = working_here(on).select_related("town")  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = on
        self.fields["ends_on"].help_text = _("The last day; empty until further notice")

    def clean(self) -> dict[str, Any]:
        """A period runs forwards."""
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("This day is before the first day."))
        return data
