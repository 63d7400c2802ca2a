"""A figure of one month written by hand while the import that should bring it is broken (domain.md 1.7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.figure import first_of_month
from teams.models import Person


class ManualFigure(models.Model):
    """It counts until the import brings the month, for one month only, and is printed with ✎, who, when and why."""

    class Measure(models.TextChoices):
        REVENUE = "revenue", _("revenue")
        MARGIN = "margin", _("gross margin")

    account = models.ForeignKey(Account, models.CASCADE, related_name="manual_figures")
    month = models.DateField(_("month"))
    measure = models.CharField(_("measure"), max_length=8, choices=Measure)
    amount_eur = models.DecimalField(_("€"), max_digits=14, decimal_places=2)
    reason = models.CharField(_("what is broken in the import"), max_length=300)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="manual_figures")
    entered_on = models.DateField(_("written on"))

    class Meta:
        verbose_name = _("figure written by hand")
        verbose_name_plural = _("figures written by hand")
        constraints = [
            first_of_month("manual_figure_month"),
            models.UniqueConstraint(
                fields=["account", "month", "measure"],
                name="manual_figure_once",
                violation_error_message=_("This figure of the month is already written by hand."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m} {self.measure}"
