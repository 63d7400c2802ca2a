"""The two lists of the answer card: which service, in which town."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts_app.models import Service
from teams.models import BusinessArea, Town


class AskForm(forms.Form):
    """Lives in the address, so an answer can be sent as a link. Bad values are ignored."""

    service = forms.ChoiceField(label=gettext_lazy("Service or business area"), required=False)
    town = forms.TypedChoiceField(label=gettext_lazy("Town"), required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, towns: list[Town], areas: list[tuple[BusinessArea, list[Service]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        whole = _("the whole area")
        groups = [
            (area.name, [(f"a{area.pk}", f"{area.name} ({whole})"), *((f"s{row.pk}", row.name) for row in services)])
            for area, services in areas
        ]
        self.fields["service"].choices = [("", _("Choose a service")), *groups]  # type: ignore[attr-defined]
        self.fields["town"].choices = [("", _("All towns")), *((row.pk, row.name) for row in towns)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
