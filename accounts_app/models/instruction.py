"""What the board told the account director to do (rule R21)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class Instruction(models.Model):
    """Given → acknowledged → done with evidence → closed by the chair (domain.md 1.8 "Instruction lifecycle")."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="instructions")
    text = models.CharField(_("instruction"), max_length=400)
    given_on = models.DateField(_("given on"))
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="instructions")
    due_on = models.DateField(_("due on"))
    expected_effect = models.CharField(_("expected effect"), max_length=200, blank=True)
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("board instruction")
        verbose_name_plural = _("board instructions")

    def __str__(self) -> str:
        return self.text[:60]
