"""Hours people spend on caring for an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class CareHours(models.Model):
    """Hours of one person on one day for one account; other work is not stored."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="care_hours")
    person = models.ForeignKey(Person, models.CASCADE, related_name="care_hours")
    worked_on = models.DateField(_("day"))
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("care hours")
        verbose_name_plural = _("care hours")
        indexes = [models.Index(fields=["account", "worked_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person", "worked_on"],
                name="care_hours_once",
                violation_error_message=_("Hours of this person, account and day are already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.worked_on} {self.hours}"
