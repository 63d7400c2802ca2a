"""The memory of status: every change is a row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account


class StatusChange(models.Model):
    """On `changed_on` the status went from `old` to `new` for `reasons` (findings as plain data)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="status_changes")
    changed_on = models.DateField(_("changed on"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    old = models.CharField(_("from"), max_length=5, choices=Account.Status, blank=True)
    new = models.CharField(_("to"), max_length=5, choices=Account.Status)
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        indexes = [models.Index(fields=["account", "-changed_on"])]

    def __str__(self) -> str:
        return f"{self.account} {self.changed_on}: {self.old} → {self.new}"
