"""The yearly review of a person who owns accounts, from both sides (domain.md 4.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.person import Person


class OwnerReview(models.Model):
    """One review of an owner and year. Read by the owner, the manager and human resources only."""

    class Will(models.TextChoices):
        YES = "yes", _("yes")
        CONDITIONS = "conditions", _("yes, on conditions")
        NO = "no", _("no")

    class Decision(models.TextChoices):
        CONTINUE = "continue", _("continues")
        MOVE = "move", _("moves to other work")
        LIGHTEN = "lighten", _("the load is lightened")

    owner = models.ForeignKey(Person, models.CASCADE, related_name="owner_reviews")
    manager = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="given_reviews")
    year = models.PositiveSmallIntegerField(_("year"))
    due_on = models.DateField(_("due on"))
    will = models.CharField(_("do you want to go on?"), max_length=12, choices=Will, blank=True)
    real_hours_month = models.DecimalField(
        _("hours I really have in a month"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    support_received = models.TextField(_("support from the board and the line"), max_length=1000, blank=True)
    training_needs = models.TextField(_("training needs"), max_length=1000, blank=True)
    owner_answered_on = models.DateField(_("owner answered on"), null=True, blank=True)
    is_right_person = models.BooleanField(_("the right person for the task"), null=True, blank=True)
    feedback = models.TextField(_("feedback to the owner"), max_length=1000, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    manager_answered_on = models.DateField(_("manager answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("owner review")
        verbose_name_plural = _("owner reviews")
        constraints = [models.UniqueConstraint(fields=["owner", "year"], name="owner_review_once_a_year")]

    def __str__(self) -> str:
        return f"{self.owner} {self.year}"
