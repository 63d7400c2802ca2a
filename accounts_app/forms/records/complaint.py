"""The form of a complaint logged by hand."""

import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.fields import MomentField, Suggesting
from accounts_app.models import Complaint, Site
from config.common.clock import HELSINKI
from config.common.working_days import add_working_days

Severity = Complaint.Severity
# Working days to put it right, by severity (domain.md 1.4).
WORKING_DAYS: dict[str, int] = {Severity.CRITICAL: 1, Severity.SERIOUS: 5, Severity.ORDINARY: 10}


class ComplaintForm(RecordForm):
    """When it came, of what and how serious, and how it went on. The number is given when it is written."""

    received_at = MomentField(label=_("Received"), help_text=_("Day and time of day"))
    first_response_at = MomentField(
        label=_("First response"),
        required=False,
        help_text=_("When a person answered; an automatic receipt is no answer"),
    )
    category = forms.CharField(
        label=_("Category"),
        max_length=80,
        widget=Suggesting(),
        help_text=_("The same word for the same fault: only then a repeated fault is noticed."),
    )

    class Meta:
        model = Complaint
        fields = (
            "received_at",
            "site",
            "category",
            "severity",
            "description",
            "first_response_at",
            "due_on",
            "closed_on",
            "is_accepted",
        )
        labels = {"site": _("Site")}

    def prepare(self) -> None:
        """Sites of the account only; categories used in the account are offered."""
        in_use = Q(ends_on__isnull=True) | Q(ends_on__gte=self.on) | Q(pk=self.instance.site_id)
        sites = Site.objects.filter(in_use, account=self.account).order_by("name", "pk")
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        self.fields["category"].widget.suggest(self._categories)
        self.fields["description"].widget.attrs["rows"] = 5
        self.fields["description"].help_text = _(
            "What happened. Do not name people of the customer or write of anybody's health."
        )
        self.fields["due_on"].help_text = _(
            "Empty: critical 1, serious 5 and ordinary 10 working days after the complaint came"
        )

    def clean_category(self) -> str:
        """A category already used in the account keeps its spelling."""
        typed: str = self.cleaned_data["category"]
        return next((known for known in self._categories if known.casefold() == typed.casefold()), typed)

    def clean(self) -> dict[str, Any]:
        """Things happen in their order, and none of them in the future."""
        data = super().clean() or {}
        received = _day(data.get("received_at"))
        before = _("This day is before the complaint came.")
        self.refuse_days_before(received, before, "due_on", "closed_on")
        self.refuse_days_ahead("closed_on")
        self._check_moments(data)
        if data.get("is_accepted") and not data.get("closed_on") and "closed_on" not in self.errors:
            self.add_error("closed_on", _("An accepted complaint is closed. Give the day."))
        if received and not data.get("due_on") and "due_on" not in self.errors and data.get("severity"):
            data["due_on"] = add_working_days(received, WORKING_DAYS[data["severity"]])
        return data

    def _check_moments(self, data: dict[str, Any]) -> None:
        received, answered = data.get("received_at"), data.get("first_response_at")
        for name in ("received_at", "first_response_at"):
            if (day := _day(data.get(name))) and day > self.on:
                self.add_error(name, _("This day is still ahead."))
        if received and answered and answered < received:
            self.add_error("first_response_at", _("The first response is before the complaint came."))

    @cached_property
    def _categories(self) -> list[str]:
        rows = Complaint.objects.filter(account=self.account).exclude(category="")
        return list(rows.order_by("category").values_list("category", flat=True).distinct())


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return moment.astimezone(HELSINKI).date() if moment is not None else None
