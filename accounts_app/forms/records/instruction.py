"""The form in which the board gives an instruction; what follows are steps (forms/instruction_steps.py)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.models import Instruction
from accounts_app.ownership import responsible_on
from accounts_app.ownership.call_chain import may_know


class InstructionForm(RecordForm):
    """What is to be done, by whom, until when, and which figure of the card moves (domain.md 1.8)."""

    text = forms.CharField(label=_("Instruction"), max_length=400, widget=forms.Textarea({"rows": 4}))

    class Meta:
        model = Instruction
        fields = ("text", "responsible", "due_on", "metric", "expected_effect")
        labels = {"responsible": _("Responsible")}
        help_texts = {
            "metric": _("The sign of a figure of the card, such as Q2."),
            "expected_effect": _("Which figure of the card moves, and how much."),
        }

    def prepare(self) -> None:
        """The owner does it, unless somebody else is named."""
        self.instance.given_on = self.on
        self.default("responsible", responsible_on([self.account], self.on)[self.account.pk].owner)

    def clean(self) -> dict[str, Any]:
        """Nothing is due before it was given, and nobody is told who may not know of the account."""
        data = super().clean()
        self.refuse_days_before(self.on, _("This day has passed. Give time to act."), "due_on")
        person = data.get("responsible")
        if person is not None and not may_know(self.account, [person], self.on):
            self.add_error("responsible", _("This person may not know of the account."))
        return data
