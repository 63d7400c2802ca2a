"""What the page of the memory is asked: a scope and two days."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import StatusChange


class HistoryForm(forms.Form):
    """Lives in the address; a bad value is named and the rest of the page stays."""

    scope = forms.ChoiceField(
        label=pgettext_lazy("history", "What changed"),
        required=False,
        choices=[("", pgettext_lazy("filter", "All")), *StatusChange.Scope.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    first = forms.DateField(
        label=_("From the day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
    )
    last = forms.DateField(
        label=_("To the day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
    )

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """Both days or none, the earlier first, none in the future."""
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            data["first"], data["last"] = last, first
        elif bool(first) != bool(last) and not self.errors:
            self.add_error("last" if first else "first", _("Give both days to compare them."))
        for name in ("first", "last"):
            if data.get(name) and data[name] > self.on:
                self.add_error(name, _("This day is still to come."))
        return data

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The two days, when both are given and right."""
        if self.errors or not self.cleaned_data.get("first"):
            return None
        return self.cleaned_data["first"], self.cleaned_data["last"]
