"""Internal audits of an account and what they found (rule R10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class Audit(models.Model):
    """An internal audit; the latest one speaks for the account (domain.md 1.4 Q5)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="audits")
    held_on = models.DateField(_("held on"))
    is_passed = models.BooleanField(_("passed"), default=True)
    auditor = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="audits")
    note = models.CharField(_("note"), max_length=300, blank=True)
    document_url = models.URLField(_("document"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("internal audit")
        verbose_name_plural = _("internal audits")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "held_on"],
                name="audit_once",
                violation_error_message=_("An audit of this day is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.held_on}"


class NonConformity(models.Model):
    """Something an audit found that must be put right by a day."""

    class Severity(models.TextChoices):
        MINOR = "minor", _("minor")
        MAJOR = "major", _("major")

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="non_conformities")
    name = models.CharField(_("non-conformity"), max_length=160)
    severity = models.CharField(_("severity"), max_length=5, choices=Severity, default=Severity.MINOR)
    due_on = models.DateField(_("due on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("non-conformity")
        verbose_name_plural = _("non-conformities")

    def __str__(self) -> str:
        return self.name
