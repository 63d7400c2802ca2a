"""The path to green: what is done, by whom and when, so that a red account turns (domain.md 1.8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models.account import Account
from teams.models import Person


class PathAction(models.Model):
    """One numbered action of the path: who decides it, and which figure of the card it moves how far.

    It stands on the card of the month it was written for and on every later one until it is done or dropped.
    """

    class Decider(models.TextChoices):
        OWNER = "owner", pgettext_lazy("who decides", "account director")
        BOARD = "board", pgettext_lazy("who decides", "board")
        AREA = "area", pgettext_lazy("who decides", "area director")

    account = models.ForeignKey(Account, models.CASCADE, related_name="path_actions")
    month = models.DateField(_("card of the month"))
    what = models.CharField(_("action"), max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="path_actions", verbose_name=_("responsible"))
    due_on = models.DateField(_("due on"))
    decider = models.CharField(_("who decides"), max_length=5, choices=Decider, default=Decider.OWNER)
    metric = models.CharField(_("metric that moves"), max_length=8)
    expected_effect = models.CharField(_("expected effect"), max_length=200)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = models.DateField(_("written on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)
    drop_reason = models.CharField(_("why it was dropped"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("action on the path to green")
        verbose_name_plural = _("actions on the path to green")
        indexes = [models.Index(fields=["account", "done_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                name="path_action_done_or_dropped",
                violation_error_message=_("An action is either done or dropped."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="path_action_month",
                violation_error_message=_("A month is given by its first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]
