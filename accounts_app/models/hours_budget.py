"""Hours agreed with the line manager for caring for an account (rule R22)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class HoursBudget(models.Model):
    """Care hours of an account in a year, spread evenly over its months (domain.md 1.4 G5)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="hours_budgets")
    year = models.PositiveSmallIntegerField(_("year"))
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(_("agreed with the line manager on"), null=True, blank=True)
    hours = models.DecimalField(_("hours in the year"), max_digits=7, decimal_places=1)

    class Meta:
        verbose_name = _("hours budget")
        verbose_name_plural = _("hours budgets")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "year"],
                name="hours_budget_once",
                violation_error_message=_("The account already has a budget for the year."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="hours_budget_above_zero",
                violation_error_message=_("The budget is more than zero hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.year}"
