"""Risks of an account (rule R31)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class Risk(models.Model):
    """Probability and impact run 1–5; their product is the score (domain.md 1.4 K3)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="risks")
    name = models.CharField(_("risk"), max_length=160)
    is_internal = models.BooleanField(_("internal: seen by owner and board only"), default=False)
    probability = models.PositiveSmallIntegerField(_("probability 1–5"))
    impact = models.PositiveSmallIntegerField(_("impact 1–5"))
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="risks")
    opened_on = models.DateField(_("opened on"))
    review_on = models.DateField(_("next review"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__range=(1, 5)) & Q(impact__range=(1, 5)),
                name="risk_within_scale",
                violation_error_message=_("Probability and impact are between 1 and 5."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def score(self) -> int:
        """Probability × impact, 1–25."""
        return self.probability * self.impact
