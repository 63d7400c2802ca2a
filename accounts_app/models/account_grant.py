"""Named members of an account beside its assignments; a secret account is seen by named members only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import PeriodQuerySet, Person
from teams.models.period import ends_after_start


class AccountGrant(models.Model):
    """A person may know of and read the account for a period."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="account_grants")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    sees_money = models.BooleanField(_("sees the money"), default=False)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("account member")
        verbose_name_plural = _("account members")
        constraints = [ends_after_start("account_grant_period")]

    def __str__(self) -> str:
        return f"{self.account}: {self.person}"
