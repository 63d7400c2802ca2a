"""Fields that choose somebody who works here."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.db.models.functions import Collate

from config.common.collation import FINNISH
from teams.models import Person


def working_here(on: datetime.date) -> QuerySet[Person]:
    """Those who work here on the day, by name."""
    here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    return here.order_by(Collate("name", FINNISH), "pk")


class PersonField(forms.ModelChoiceField):
    """A list of people with their work and town, so that namesakes are told apart."""

    def label_from_instance(self, obj: Any) -> str:
        """`Aino Mallinen, Asiakkuusjohtaja, Helsinki`."""
        return ", ".join(part for part in (obj.name, obj.title, obj.town.name if obj.town else "") if part)


def person_field(label: Any, **values: Any) -> PersonField:
    """A field whose people the form offers when it knows the day."""
    return PersonField(
        queryset=Person.objects.none(),
        label=label,
        empty_label="–",
        widget=forms.Select({"class": "form-select"}),
        **values,
    )


def day_field(label: Any, **values: Any) -> forms.DateField:
    """A day, written with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
    return forms.DateField(label=label, widget=widget, **values)
