"""The form of an invoice the customer has not paid."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.fields import NumberField
from accounts_app.models import OpenInvoice


class OpenInvoiceForm(RecordForm):
    """The number, when it is due and what is open; never its lines (domain.md 1.4 F5)."""

    class Meta:
        model = OpenInvoice
        fields = ("invoice_no", "due_on", "amount_eur", "paid_on")
        field_classes = {"amount_eur": NumberField}

    def prepare(self) -> None:
        """What counts is the part that is still open."""
        self.fields["amount_eur"].help_text = _("What the customer still owes, VAT included, for example 1 234,50")
        self.fields["paid_on"].help_text = _("Empty while the invoice is open")

    def clean(self) -> dict[str, Any]:
        """A payment has happened."""
        data = super().clean() or {}
        self.refuse_days_ahead("paid_on")
        return data
