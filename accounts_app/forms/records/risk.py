"""The form of a risk."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.choices import Segments
from accounts_app.models import Risk

REVIEW = timedelta(days=91)
SCALE = [(number, str(number)) for number in range(1, 6)]


class RiskForm(RecordForm):
    """Probability and impact 1–5, who follows it and when it is looked at next (domain.md 1.4 K3)."""

    probability = forms.TypedChoiceField(
        label=_("Probability"), choices=SCALE, coerce=int, widget=Segments, help_text=_("1 rare … 5 almost certain")
    )
    impact = forms.TypedChoiceField(
        label=_("Impact"), choices=SCALE, coerce=int, widget=Segments, help_text=_("1 small … 5 the account is lost")
    )

    class Meta:
        model = Risk
        fields = ("name", "probability", "impact", "owner", "opened_on", "review_on", "closed_on", "is_internal")
        labels = {"owner": _("Responsible")}

    def prepare(self) -> None:
        """A new risk is opened today by the writer and looked at again in a quarter."""
        self.default("opened_on", self.on)
        self.default("owner", self.writer)
        self.default("review_on", self.on + REVIEW)
        self.fields["closed_on"].help_text = _("When it has passed or has come true.")
        if not self.rights.internal_risks:
            del self.fields["is_internal"]
        if self.instance.pk is None:
            del self.fields["closed_on"]

    def clean(self) -> dict[str, Any]:
        """A review and a closing day lie after the opening, and an open risk is looked at again on a day."""
        data = super().clean()
        self.refuse_days_ahead("opened_on", "closed_on")
        opened = data.get("opened_on")
        self.refuse_days_before(opened, _("This day is before the risk was opened."), "review_on", "closed_on")
        if not data.get("closed_on") and not data.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", _("An open risk has a day on which it is looked at again."))
        return data
