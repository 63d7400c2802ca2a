"""The form of an assignment brief: seven items, none of them forced, so that a draft can be kept (R041)."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.forms.records.people import people_here
from teams.models import BoardMembership, Person


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, required=False, widget=long_text(3), help_text=help_text)


class AssignmentBriefForm(DressedForm):
    """What the owner is asked to do, may decide alone, and has at hand."""

    direction = _text(_("Direction wanted"))
    goals = _text(_("Goals"))
    metrics = _text(_("How the goals are measured"))
    mandate = _text(_("The owner decides alone"), _("Discounts, hours, people: up to where without asking."))
    limits = _text(_("Needs the board"))
    hours_month = forms.DecimalField(
        label=_("Hours in a month"), max_digits=5, decimal_places=1, min_value=0, required=False, localize=True
    )
    support = _text(_("Support organisation"), _("Who helps, in which town and with what."))
    board_contact = forms.ModelChoiceField(
        label=_("Contact on the board"), queryset=Person.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = BoardMembership.objects.current(on).values("person")
        self.fields["board_contact"].queryset = people_here(on).filter(pk__in=seated)  # type: ignore[attr-defined]
