"""Invoices the customer has not paid (rule R05)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account


class OpenInvoice(models.Model):
    """An invoice with its due day; its number, never its lines (domain.md 1.4 F5)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="open_invoices")
    invoice_no = models.CharField(_("invoice number"), max_length=40)
    due_on = models.DateField(_("due on"))
    amount_eur = models.DecimalField(_("open amount €"), max_digits=12, decimal_places=2)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta:
        verbose_name = _("open invoice")
        verbose_name_plural = _("open invoices")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "invoice_no"],
                name="open_invoice_once",
                violation_error_message=_("This invoice of the account is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(amount_eur__gt=0),
                name="open_invoice_above_zero",
                violation_error_message=_("The open amount is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.invoice_no
