"""The forms of an internal audit and of what it found."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.fields import LinkField
from accounts_app.models import Audit, NonConformity
from config.common.formats import day

PASSED, FAILED = pgettext_lazy("audit result", "passed"), pgettext_lazy("audit result", "failed")


class AuditForm(RecordForm):
    """The day, whether it was passed, by whom, and where the report is (domain.md 1.4 Q5)."""

    is_passed = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("True", PASSED), ("False", FAILED)],
        coerce=lambda value: value == "True",
        initial="True",
    )

    class Meta:
        model = Audit
        fields = ("held_on", "is_passed", "auditor", "note", "document_url")
        field_classes = {"document_url": LinkField}
        labels = {"auditor": _("Auditor")}

    def prepare(self) -> None:
        """A new audit was held today."""
        self.default("held_on", self.on)
        self.fields["document_url"].help_text = _("Address of the report, starting with https://")

    def clean(self) -> dict[str, Any]:
        """An audit to come is an event of the clock, not a result."""
        data = super().clean() or {}
        self.refuse_days_ahead("held_on")
        return data


class NonConformityForm(RecordForm):
    """What an audit of the account found, how serious it is and by when it is put right (rule R10)."""

    class Meta:
        model = NonConformity
        fields = ("audit", "name", "severity", "due_on", "closed_on")
        labels = {"audit": _("Audit")}

    def prepare(self) -> None:
        """Only audits of the account can be chosen; the latest one is offered."""
        audits = Audit.objects.filter(account=self.account).order_by("-held_on")
        field = self.fields["audit"]
        field.queryset = audits  # type: ignore[attr-defined]
        field.label_from_instance = _label  # type: ignore[attr-defined]
        latest = audits.first()
        self.default("audit", latest)
        if latest is None:
            field.help_text = _("The account has no audit yet. Record the audit first.")

    def clean(self) -> dict[str, Any]:
        """It is put right after it was found, and it is closed when that has happened."""
        data = super().clean() or {}
        audit = data.get("audit")
        found_on = audit.held_on if audit else None
        self.refuse_days_before(found_on, _("This day is before the audit."), "due_on", "closed_on")
        self.refuse_days_ahead("closed_on")
        return data


def result_of(audit: Audit) -> str:
    """The result in a word."""
    return str(PASSED if audit.is_passed else FAILED)


def _label(audit: Audit) -> str:
    return f"{day(audit.held_on)} · {result_of(audit)}"
