"""From when nationwide accounts are owned by named account directors only (requirements.md R034)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnershipPolicy(models.Model):
    """The rule in force is the row with the latest `starts_on`; an empty day of directors switches it off."""

    starts_on = models.DateField(_("decided on"), unique=True)
    directors_only_from = models.DateField(_("directors only from"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=160)

    class Meta:
        verbose_name = _("rule of ownership")
        verbose_name_plural = _("rules of ownership")

    def __str__(self) -> str:
        return f"{self.starts_on} {self.decision}"
