"""Forms of a yearly review: the owner's side and the manager's side (domain.md 4.5)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import FACTUAL, DressedForm, long_text
from accounts_app.forms.records.choices import Segments
from teams.models import OwnerReview


class OwnerSideForm(DressedForm):
    """What the owner says."""

    will = forms.ChoiceField(label=_("Do you want to go on?"), choices=OwnerReview.Will.choices, widget=Segments())
    real_hours_month = forms.DecimalField(
        label=_("Hours I really have in a month"),
        max_digits=5,
        decimal_places=1,
        min_value=0,
        required=False,
        localize=True,
    )
    support_received = forms.CharField(
        label=_("Support from the board and the line"), max_length=1000, required=False, widget=long_text(3)
    )
    training_needs = forms.CharField(label=_("Training needs"), max_length=1000, required=False, widget=long_text(3))


class ManagerSideForm(DressedForm):
    """What the manager says."""

    is_right_person = forms.TypedChoiceField(
        label=_("Is this the right person for the task?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        widget=Segments(),
    )
    feedback = forms.CharField(
        label=_("Feedback to the owner"), max_length=1000, required=False, widget=long_text(4), help_text=FACTUAL
    )
    decision = forms.ChoiceField(label=_("Decision"), choices=OwnerReview.Decision.choices, widget=Segments())
