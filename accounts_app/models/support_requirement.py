"""Where the support organisation of an account must have somebody (rule R28)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import BusinessArea, Town


class SupportRequirement(models.Model):
    """A cell of the matrix town × business area that needs a named person (domain.md 4.4)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="support_requirements")
    town = models.ForeignKey(Town, models.PROTECT, related_name="support_requirements")
    business_area = models.ForeignKey(BusinessArea, models.PROTECT, related_name="support_requirements")

    class Meta:
        verbose_name = _("required support")
        verbose_name_plural = _("required support")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "town", "business_area"],
                name="support_requirement_once",
                violation_error_message=_("This town and business area are already required."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.town} · {self.business_area}"
