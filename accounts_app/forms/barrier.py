"""The forms of a barrier: its two sides, and who stands on one."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.plain import PlainForm
from accounts_app.forms.records.people import people_here
from teams.models import Person


class SidesForm(PlainForm):
    """Names of the two sides. They tell nothing of the customers."""

    first = forms.CharField(label=_("First side"), max_length=80)
    second = forms.CharField(
        label=_("Second side"),
        max_length=80,
        help_text=_("Choose names that tell nothing of the customers, such as Blue and Green."),
    )

    def clean(self) -> dict[str, Any]:
        """Two sides have two names."""
        data = super().clean() or {}
        if data.get("first") and data.get("first") == data.get("second"):
            raise ValidationError(_("The two sides need different names."))
        return data


class SideMemberForm(PlainForm):
    """Who joins a side, from when to when."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), empty_label="–")
    starts_on = forms.DateField(label=_("starts on"))
    ends_on = forms.DateField(label=_("ends on"), required=False, help_text=_("Empty: until further notice."))

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts_on": on})
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_here(on)  # type: ignore[attr-defined]
