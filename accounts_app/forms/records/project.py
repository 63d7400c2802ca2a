"""The form of a consultancy project."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.fields import HoursField, NumberField
from accounts_app.models import Project

MONEY = ("contract_eur", "invoiced_eur")
AMOUNTS = (*MONEY, "budget_hours", "used_hours")


class ProjectForm(RecordForm):
    """Money, hours, schedule and feedback; saving says that they are right today (domain.md 1.4 F4, Q1p–Q3p)."""

    feedback = NumberField(
        label=_("Feedback 1–5"), required=False, max_digits=2, decimal_places=1, min_value=1, max_value=5
    )

    class Meta:
        model = Project
        fields = (
            "number",
            "name",
            "starts_on",
            "contract_eur",
            "invoiced_eur",
            "budget_hours",
            "used_hours",
            "milestone_on",
            "closed_on",
            "feedback",
        )
        field_classes = dict.fromkeys(MONEY, NumberField) | dict.fromkeys(("budget_hours", "used_hours"), HoursField)

    def tie(self) -> None:
        """Whoever saves the project confirms its figures."""
        super().tie()
        self.instance.confirmed_on = self.on

    def prepare(self) -> None:
        """Begun today, nothing invoiced or used yet."""
        self.intro = _("Saving confirms that the figures of the project are right today.")
        self.default("starts_on", self.on)
        self.fields["feedback"].help_text = _("The customer's grade when the project is closed, for example 4,5")

    def clean(self) -> dict[str, Any]:
        """Nothing is below zero, and a project is closed after it has begun."""
        data = super().clean() or {}
        for name in AMOUNTS:
            if data.get(name) is not None and data[name] < 0:
                self.add_error(name, _("This cannot be below zero."))
        starts = data.get("starts_on")
        self.refuse_days_before(starts, _("This day is before the project starts."), "milestone_on", "closed_on")
        self.refuse_days_ahead("closed_on")
        return data
