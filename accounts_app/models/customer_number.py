"""Customer numbers of the billing system; an account may have several."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account


class CustomerNumber(models.Model):
    """A number is text, so leading zeros stay."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="customer_numbers")
    number = models.CharField(
        _("customer number"),
        max_length=20,
        unique=True,
        error_messages={"unique": _("This customer number already belongs to an account.")},
    )
    payer_name = models.CharField(_("payer"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("customer number")
        verbose_name_plural = _("customer numbers")

    def __str__(self) -> str:
        return self.number
