"""The filter of the list of responsibilities; every field lives in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.directory.responsibility_list import Gap

ALL = pgettext_lazy("filter", "All")
GAPS = (
    (Gap.OWNER.value, _("No account director")),
    (Gap.DEPUTY.value, _("No deputy")),
    (Gap.SUPPORT.value, _("No support organisation")),
    (Gap.BRIEF.value, _("No brief")),
)


class ResponsibilityForm(forms.Form):
    """Bad values are ignored, so a filtered list can always be opened."""

    town = forms.TypedChoiceField(label=_("Town"), required=False, coerce=int, empty_value=None)
    owner = forms.TypedChoiceField(label=_("Account director"), required=False, coerce=int, empty_value=None)
    gap = forms.ChoiceField(label=_("Missing"), required=False, choices=[("", ALL), *GAPS])

    def __init__(self, *args: Any, towns: list[tuple[int, str]], owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = [("", ALL), *towns]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", ALL), *owners]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def asked(self, name: str) -> Any:
        """The valid value of a field, or nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked."""
        return any(self.asked(name) for name in self.fields)
