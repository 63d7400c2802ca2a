"""The form that names a member of an account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts_app.actions.account_grants import refuse_behind_barrier
from accounts_app.forms.records.base import RecordForm
from accounts_app.models import AccountGrant


class AccountGrantForm(RecordForm):
    """Who, why, from when to when, and whether the figures are open too."""

    reason = forms.CharField(label=_("Why this person"), max_length=200)

    class Meta:
        model = AccountGrant
        fields = ("person", "reason", "starts_on", "ends_on", "sees_money")
        labels = {"person": _("Person")}

    def prepare(self) -> None:
        """A member starts today; only those who see the figures themselves may open them."""
        self.default("starts_on", self.on)
        self.fields["ends_on"].help_text = _("Empty: until further notice.")
        if not self.rights.money:
            del self.fields["sees_money"]

    def clean(self) -> dict[str, Any]:
        """The period runs forward and is not over, nobody is named twice, and no barrier stands in between."""
        data = super().clean()
        person, starts_on = data.get("person"), data.get("starts_on")
        self.refuse_days_before(starts_on, _("This day is before the first day."), "ends_on")
        self.refuse_days_before(self.on, _("This day has passed already."), "ends_on")
        held = AccountGrant.objects.current(starts_on).filter(account=self.account) if starts_on else None
        if person and held is not None and held.filter(person=person).exists():
            self.add_error("person", _("This person is already a member. End that membership first."))
        if person and starts_on:
            try:
                refuse_behind_barrier(self.account, person, starts_on)
            except ValidationError as problem:
                self.add_error("person", problem)
        return data
