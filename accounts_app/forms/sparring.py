"""The form of a sparring note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import FACTUAL, DressedForm, long_text
from accounts_app.naming.sparring import Pair


class SparringForm(DressedForm):
    """A note to the other one of the pair; an owner with several coaches chooses which."""

    coaching = forms.ChoiceField(label=_("With whom"))
    text = forms.CharField(label=_("Note"), max_length=1000, widget=long_text(4), help_text=FACTUAL)

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), row.person.name if pair.is_owner else "") for row in pair.coachings]
        self.fields["coaching"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["coaching"].widget = forms.HiddenInput()
            self.fields["coaching"].initial = choices[0][0]
