"""Goals of an account with owner and check dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class Goal(models.Model):
    """What is wanted, by whom and by when; `progress_pct` runs 0–100."""

    class State(models.TextChoices):
        ON_TRACK = "on_track", _("on track")
        AT_RISK = "at_risk", _("at risk")
        LATE = "late", _("late")
        DONE = "done", _("done")

    account = models.ForeignKey(Account, models.CASCADE, related_name="goals")
    name = models.CharField(_("goal"), max_length=160)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="goals")
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ON_TRACK)
    progress_pct = models.PositiveSmallIntegerField(_("progress %"), default=0)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                condition=Q(progress_pct__lte=100),
                name="goal_progress_at_most_100",
                violation_error_message=_("Progress is between 0 and 100 per cent."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class GoalCheck(models.Model):
    """A day on which a goal is looked at, and what was seen."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="checks")
    due_on = models.DateField(_("check on"))
    done_on = models.DateField(_("checked on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("goal check")
        verbose_name_plural = _("goal checks")
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "due_on"],
                name="goal_check_once",
                violation_error_message=_("The goal already has a check on this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.goal} {self.due_on}"
