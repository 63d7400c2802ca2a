"""The memory of month closes: what every account was judged to be when a month was closed (domain.md 2.5, 2.7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account


class MonthClose(models.Model):
    """One account, one closed month. `rule_states` maps a rule id to its state for hysteresis and carry.

    It follows the facts until the card of the month is published; from then on it says what was presented.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="month_closes")
    month = models.DateField(_("closed month"))
    closed_on = models.DateField(_("judged as known on"))
    shown = models.CharField(_("shown"), max_length=5, choices=Account.Status)
    computed = models.CharField(_("computed"), max_length=5, choices=Account.Status)
    decided_by = models.CharField(_("decided by"), max_length=40)
    dimensions = models.JSONField(_("dimensions"), default=dict)
    rule_states = models.JSONField(_("rule states"), default=dict)
    risk_points = models.PositiveSmallIntegerField(_("risk points"), default=0)
    coverage_pct = models.DecimalField(_("coverage %"), max_digits=4, decimal_places=0)
    limits_version = models.CharField(_("version of the limits"), max_length=8)

    class Meta:
        verbose_name = _("month close")
        verbose_name_plural = _("month closes")
        indexes = [models.Index(fields=["month", "shown"])]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"],
                name="month_close_once",
                violation_error_message=_("The month of this account is already closed."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="month_close_month",
                violation_error_message=_("A month is given by its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m}"
