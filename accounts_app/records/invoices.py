"""Invoices the customer has not paid (rule R05): for those who see the money of the account."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.invoice import OpenInvoiceForm
from accounts_app.models import OpenInvoice
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import eur


def keeps_figures(context: Context) -> bool:
    """Controllers keep the figures of all accounts, owner and deputy those of their own."""
    return context.rights.keep_figures


def _rows(context: Context) -> QuerySet[OpenInvoice]:
    """Open ones first, the longest due on top."""
    rows = OpenInvoice.objects.filter(account=context.account)
    return rows.order_by(F("paid_on").desc(nulls_first=True), "due_on", "pk")


register(
    RecordKind(
        code="invoice",
        model=OpenInvoice,
        form=OpenInvoiceForm,
        title=_("Open invoices"),
        add=_("Add an invoice"),
        change=_("Change the invoice"),
        empty=_("No open invoices are recorded."),
        help=_(
            "Receivables colour the account: amber when 1 000 € or more is over 30 days late, "
            "red when 5 000 € or more is over 60 days late."
        ),
        columns=(
            Column(label=_("Invoice number"), value=lambda row: row.invoice_no),
            Column(label=_("Due on"), value=lambda row: row.due_on, kind="day"),
            Column(label=_("Open amount"), value=lambda row: eur(row.amount_eur), kind="number"),
            Column(label=_("Paid on"), value=lambda row: row.paid_on, kind="day"),
        ),
        rows=_rows,
        reads="money",
        may_add=keeps_figures,
        beside=("manual-figure",),
    )
)
