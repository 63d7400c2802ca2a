"""The forms of the steps of an instruction. Each carries the last step its writer saw."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.models import Instruction

REASON_LENGTH = 300
TEXT_LENGTH = 400


class StepForm(DressedForm):
    """A step without words."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, row: Instruction, on: datetime.date, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.on = row, on
        self.fields["seen"].initial = seen
        self.prepare()

    def prepare(self) -> None:
        """Values the fields start with."""


class ReasonForm(StepForm):
    """A step with a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=long_text(3))


class ProposalForm(StepForm):
    """What should change, and why."""

    reason = forms.CharField(
        label=_("What should change, and why"),
        max_length=TEXT_LENGTH,
        widget=long_text(3),
        help_text=_("Another day, other words or another person. The chair answers."),
    )


class DoneForm(StepForm):
    """What was done, when, and what shows it."""

    done_on = forms.DateField(label=_("Done on"))
    evidence = forms.CharField(
        label=_("What shows it: a text or a link"), max_length=REASON_LENGTH, widget=long_text(3)
    )

    def prepare(self) -> None:
        """Today, and after it was sent back what was said before."""
        self.fields["done_on"].initial = self.on
        self.fields["evidence"].initial = self.row.evidence


class AcceptForm(StepForm):
    """The instruction as it stands after the change."""

    due_on = forms.DateField(label=_("New due date"))
    text = forms.CharField(label=_("Instruction"), max_length=TEXT_LENGTH, widget=long_text(4))

    def prepare(self) -> None:
        """The instruction as it is."""
        self.fields["due_on"].initial = self.row.due_on
        self.fields["text"].initial = self.row.text


class AgainForm(StepForm):
    """The new instruction that takes up the old one."""

    text = forms.CharField(label=_("Instruction"), max_length=TEXT_LENGTH, widget=long_text(4))
    due_on = forms.DateField(label=_("Due"))

    def prepare(self) -> None:
        """The old words; the new day is to be thought of."""
        self.fields["text"].initial = self.row.text
