"""The memory of status: every change of a rule, a dimension or an account is a row (domain.md 2.5, 2.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models.account import Account


class StatusChange(models.Model):
    """On `changed_on` something went from `old` to `new`; `reasons` are the findings after it as plain data.

    `key` is a rule id, a code of a dimension, or empty for the account itself. `before` is the finding of the rule
    before the change. Levels are those of `reporting/rules/levels.py`.
    """

    class Scope(models.TextChoices):
        ACCOUNT = "account", pgettext_lazy("status change", "account")
        DIMENSION = "dimension", pgettext_lazy("status change", "dimension")
        RULE = "rule", pgettext_lazy("status change", "rule")

    class Cause(models.TextChoices):
        FIRST = "first", _("first assessment")
        FACTS = "facts", _("the facts changed")
        SILENCE = "silence", _("the data stopped coming")
        LIMITS = "limits", _("the limits changed")
        OVERRIDE = "override", _("manual override")

    account = models.ForeignKey(Account, models.CASCADE, related_name="status_changes")
    scope = models.CharField(_("what changed"), max_length=9, choices=Scope, default=Scope.ACCOUNT)
    key = models.CharField(_("rule or dimension"), max_length=5, blank=True)
    changed_on = models.DateField(_("changed on"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    old = models.CharField(_("from"), max_length=7, blank=True)
    new = models.CharField(_("to"), max_length=7)
    cause = models.CharField(_("cause"), max_length=8, choices=Cause, default=Cause.FACTS)
    reasons = models.JSONField(_("reasons"), default=list)
    before = models.JSONField(_("finding before"), null=True, blank=True)
    limits_version = models.CharField(_("version of the limits"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        indexes = [models.Index(fields=["account", "scope", "-changed_on"])]

    def __str__(self) -> str:
        return f"{self.account} {self.changed_on} {self.key}: {self.old} → {self.new}"
