"""The form of the own answer: who wants to do customer work (requirements.md R038)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from teams.models import Willingness


class WillingnessForm(forms.Form):
    """One of three answers, with conditions in own words."""

    answer = forms.ChoiceField(
        label=_("Would you like to do customer work?"),
        choices=Willingness.Answer.choices,
        widget=forms.RadioSelect({"class": "segments"}),
    )
    note = forms.CharField(
        label=_("Conditions and interests"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "form-control"}),
        help_text=_("For example which customers, towns or hours. Write only what others may read."),
    )
