"""The latest judgement of each account, kept so that lists and pages read one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account


class AccountJudgement(models.Model):
    """What `reporting/status.py` said last. `dimensions` maps TAL…SOP to a level, `findings` are plain data.

    `since` maps a rule id or a code of a dimension to the day its present level began. The colour shown may differ from
    the computed one by a manual override only.
    """

    account = models.OneToOneField(Account, models.CASCADE, related_name="judgement")
    judged_on = models.DateField(_("judged on"))
    judged_at = models.DateTimeField(_("judged at"), auto_now=True)
    month = models.DateField(_("closed month"))
    shown = models.CharField(_("shown"), max_length=5, choices=Account.Status, default=Account.Status.GREY)
    computed = models.CharField(_("computed"), max_length=5, choices=Account.Status, default=Account.Status.GREY)
    decided_by = models.CharField(_("decided by"), max_length=40)
    override_state = models.CharField(_("manual override"), max_length=60, default="none")
    limits_version = models.CharField(_("version of the limits"), max_length=8, blank=True, default="")
    since = models.JSONField(_("since"), default=dict)
    dimensions = models.JSONField(_("dimensions"), default=dict)
    findings = models.JSONField(_("findings"), default=list)
    missing_inputs = models.JSONField(_("missing inputs"), default=list)
    coverage_pct = models.DecimalField(_("coverage %"), max_digits=4, decimal_places=0)
    risk_points = models.PositiveSmallIntegerField(_("risk points"), default=0)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")

    def __str__(self) -> str:
        return f"{self.account} {self.judged_on}"
