"""Somebody reports that the wrong person stands as owner."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class OwnerReport(models.Model):
    """A report about who answers for an account; its writer sees what came of it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="owner_reports")
    reported_by = models.ForeignKey(Person, models.CASCADE, related_name="owner_reports")
    text = models.CharField(_("what is wrong, and who it should be"), max_length=400)
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("report of a wrong owner")
        verbose_name_plural = _("reports of wrong owners")

    def __str__(self) -> str:
        return f"{self.account}: {self.reported_by}"
