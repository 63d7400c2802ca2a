"""Forms of a handover: what the former owner adds to the package, and the note of a step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import FACTUAL, DressedForm, long_text


class PackageForm(DressedForm):
    """What the former owner adds to the package."""

    know_at_once = forms.CharField(
        label=_("Three things to know at once"), max_length=1000, widget=long_text(5), help_text=FACTUAL
    )
    sensitivities = forms.CharField(
        label=_("Sensitivities"),
        max_length=1000,
        required=False,
        widget=long_text(3),
        help_text=_("What to be careful with. Facts about the work, not opinions about people."),
    )


class StepForm(DressedForm):
    """The note of a step when it is marked as done."""

    note = forms.CharField(max_length=400, required=False)
