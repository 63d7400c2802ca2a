"""What the trail is searched by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.act_words import known_acts
from accounts_app.forms.plain import PlainForm
from accounts_app.trail import Asked


class TrailForm(PlainForm):
    """Account, person, act and days; everything may stay empty."""

    account = forms.CharField(label=_("Account"), required=False, max_length=120)
    person = forms.CharField(label=_("Person"), required=False, max_length=120)
    act = forms.ChoiceField(label=_("Act"), required=False)
    first = forms.DateField(label=_("From"), required=False)
    last = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, of_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [("", _("All")), *known_acts()]  # type: ignore[attr-defined]
        if of_account:
            del self.fields["account"]

    def asked(self) -> Asked:
        """What was typed; what cannot be read is told beside its field and does not narrow the rows."""
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
