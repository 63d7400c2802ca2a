"""The form of a transfer of many accounts (requirements.md R035)."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.models import Account
from teams.models import Person

STAYS = "stays"


class TransferForm(DressedForm):
    """The day, the reason, and for each account its new owner: the common one, an own one, or none."""

    all_to = forms.ModelChoiceField(
        label=_("New owner of all below"), queryset=Person.objects.none(), required=False, empty_label="–"
    )

    effective_on = forms.DateField(label=_("Takes effect on"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=long_text(2))
    at_once = forms.BooleanField(
        label=_("Move open tasks at once and change the owner on the day"),
        required=False,
        help_text=_("Otherwise the handover waits until every open task has been moved."),
    )

    def __init__(
        self, *args: Any, accounts: Iterable[Account], people: Iterable[Person], on: datetime.date, **kwargs: Any
    ) -> None:
        self.accounts, self.people, self.on = list(accounts), {str(one.pk): one for one in people}, on
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = on
        known = Person.objects.filter(pk__in=self.people)
        self.fields["all_to"].queryset = known  # type: ignore[attr-defined]
        self.fields["all_to"].choices = [("", "–"), *self._names()]  # type: ignore[attr-defined]
        first = [("", gettext("as above")), (STAYS, gettext("stays with the present owner"))]
        for account in self.accounts:
            label = gettext("New owner of %(account)s") % {"account": account.name}
            choices = [*first, *self._names()]
            widget = forms.Select(attrs={"class": "control form-select", "aria-label": label})
            self.fields[f"to_{account.pk}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=widget
            )

    def _names(self) -> list[tuple[str, str]]:
        return [(pk, one.name) for pk, one in self.people.items()]

    def field_of(self, account: Account) -> forms.BoundField:
        """The field of the new owner of the account."""
        return self[f"to_{account.pk}"]

    def moves(self) -> dict[Account, Person]:
        """Which account goes to whom."""
        found: dict[Account, Person] = {}
        for account in self.accounts:
            chosen = self.cleaned_data.get(f"to_{account.pk}", "")
            person = self.cleaned_data.get("all_to") if not chosen else self.people.get(chosen)
            if person is not None and chosen != STAYS:
                found[account] = person
        return found

    def clean_effective_on(self) -> datetime.date:
        """An account is not moved backwards."""
        day: datetime.date = self.cleaned_data["effective_on"]
        if day < self.on:
            raise forms.ValidationError(_("This day has passed."))
        return day
