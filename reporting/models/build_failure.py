"""Cards that could not be built: the reason stays until a later build succeeds (domain.md 1.8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account


class BuildFailure(models.Model):
    """An account without a card of the month, and why. One row of an account and month."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="build_failures")
    month = models.DateField(_("month"))
    reason = models.CharField(_("reason"), max_length=500)
    failed_at = models.DateTimeField(_("failed at"))

    class Meta:
        verbose_name = _("card that could not be built")
        verbose_name_plural = _("cards that could not be built")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"],
                name="build_failure_once",
                violation_error_message=_("The failure of this account and month is already recorded."),
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="build_failure_month",
                violation_error_message=_("A month is given by its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m}"
