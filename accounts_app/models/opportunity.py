"""Open opportunities of growth."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class Opportunity(models.Model):
    """A possible sale in the sales system, with its next step."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="opportunities")
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("opportunity"), max_length=200)
    service_name = models.CharField(_("service"), max_length=120, blank=True)
    town_name = models.CharField(_("town"), max_length=80, blank=True)
    value_eur = models.DecimalField(_("value €"), max_digits=14, decimal_places=2, null=True, blank=True)
    probability_pct = models.PositiveSmallIntegerField(_("probability %"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=40, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    due_on = models.DateField(_("day"), null=True, blank=True)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="opportunities")

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")

    def __str__(self) -> str:
        return self.name
