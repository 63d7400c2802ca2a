"""The form of a stance: one of a closed list, each with the fields it needs (domain.md 1.8)."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.forms.records.choices import Segments
from accounts_app.models import Account
from config.common.working_days import add_working_days
from reporting.actions.stances import INSTRUCTING, PLAN_WORKING_DAYS, Order, Said
from reporting.board.people import deciders, responsibles
from reporting.models import Stance
from teams.models import Person

Kind = Stance.Kind
NEEDED = _("This stance needs it.")
# Fields beside the words, and the stances they belong to; the page shows only those of the chosen one.
FIELDS_OF = {
    "instruction": INSTRUCTING,
    "responsible": INSTRUCTING,
    "due_on": INSTRUCTING,
    "metric": INSTRUCTING,
    "expected_effect": INSTRUCTING,
    "accepted_until": (Kind.RISK,),
    "escalated_to": (Kind.ESCALATED,),
}
# The stances that do not pass without the field; for the others it is optional.
NEEDED_BY = {
    "instruction": (Kind.INSTRUCTED,),
    "responsible": INSTRUCTING,
    "due_on": (Kind.INSTRUCTED,),
    "metric": (Kind.INSTRUCTED,),
    "expected_effect": (Kind.INSTRUCTED,),
    "accepted_until": (Kind.RISK,),
    "escalated_to": (Kind.ESCALATED,),
    "text": (Kind.RETURNED,),
}


class StanceForm(DressedForm):
    """Fields of another stance than the chosen one do not matter and are not asked."""

    kind = forms.ChoiceField(label=_("Stance of the board"), choices=Kind.choices, widget=Segments())
    instruction = forms.CharField(label=_("What is to be done"), max_length=400, required=False, widget=long_text(3))
    responsible = forms.ModelChoiceField(
        label=_("Responsible"), queryset=Person.objects.none(), required=False, empty_label="–"
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        help_text=_("An action plan is due in ten working days unless said otherwise."),
    )
    metric = forms.ChoiceField(label=_("Figure of the card that moves"), required=False)
    expected_effect = forms.CharField(label=_("Expected effect"), max_length=200, required=False)
    accepted_until = forms.DateField(label=_("Risk accepted until"), required=False)
    escalated_to = forms.ModelChoiceField(
        label=_("Escalated to"), queryset=Person.objects.none(), required=False, empty_label="–"
    )
    text = forms.CharField(
        label=_("Words to the account director"), max_length=300, required=False, widget=long_text(2)
    )

    def __init__(
        self,
        *args: Any,
        account: Account,
        owner: Person | None,
        metrics: Iterable[tuple[str, str]],
        on: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["responsible"].queryset = responsibles(account, on)  # type: ignore[attr-defined]
        self.fields["responsible"].initial = owner
        self.fields["escalated_to"].queryset = deciders(on)  # type: ignore[attr-defined]
        self.fields["metric"].choices = [("", "–"), *metrics]  # type: ignore[attr-defined]
        for name, kinds in FIELDS_OF.items():
            self.fields[name].widget.attrs["data-stances"] = " ".join(kinds)
        for name, kinds in NEEDED_BY.items():
            self.fields[name].widget.attrs["data-needed"] = " ".join(kinds)

    def clean(self) -> dict[str, Any]:
        """What the chosen stance needs is there; what it does not need is left out."""
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        for name, kinds in FIELDS_OF.items():
            if kind not in kinds:
                data[name] = None if name != "metric" else ""
                self.errors.pop(name, None)
        if kind == Kind.PLAN:
            data["instruction"] = data.get("instruction") or gettext("Make an action plan and present it to the board.")
            if "due_on" not in self.errors:
                data["due_on"] = data.get("due_on") or add_working_days(self.on, PLAN_WORKING_DAYS)
        for name, kinds in NEEDED_BY.items():
            if kind in kinds and not data.get(name) and name not in self.errors:
                self.add_error(name, NEEDED)
        return data

    def said(self) -> Said:
        """What the action takes."""
        data = self.cleaned_data
        order = None
        if data["kind"] in INSTRUCTING:
            order = Order(
                text=data["instruction"],
                responsible=data["responsible"],
                due_on=data["due_on"],
                metric=data["metric"] or "",
                expected_effect=data["expected_effect"] or "",
            )
        return Said(
            kind=data["kind"],
            text=data["text"],
            accepted_until=data["accepted_until"],
            order=order,
            escalated_to=data["escalated_to"],
        )
