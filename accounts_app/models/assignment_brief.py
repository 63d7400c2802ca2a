"""What the owner of an account gets in writing (requirements.md R041, R042)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class AssignmentBrief(models.Model):
    """One version of the brief; the newest one counts, the earlier ones stay to be read."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="assignment_briefs")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="assignment_briefs")
    direction = models.TextField(_("direction wanted"), max_length=1000, blank=True)
    goals = models.TextField(_("goals"), max_length=1000, blank=True)
    metrics = models.TextField(_("how the goals are measured"), max_length=1000, blank=True)
    mandate = models.TextField(_("the owner decides alone"), max_length=1000, blank=True)
    limits = models.TextField(_("needs the board"), max_length=1000, blank=True)
    hours_month = models.DecimalField(_("hours in a month"), max_digits=5, decimal_places=1, null=True, blank=True)
    support = models.TextField(_("support organisation"), max_length=1000, blank=True)
    board_contact = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact on the board")
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    accepted_on = models.DateField(_("read by the owner on"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment brief")
        verbose_name_plural = _("assignment briefs")
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account}: {self.owner}"
