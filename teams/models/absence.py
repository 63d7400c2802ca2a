"""Who is away and who stands in; the reason of an absence is never stored."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from teams.models.period import PeriodQuerySet, ends_after_start
from teams.models.person import Person


class Absence(models.Model):
    """A person is away from `starts_on` to `ends_on`, both days included."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    stand_in = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="stand_ins")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        indexes = [models.Index(fields=["person", "starts_on"])]
        constraints = [
            ends_after_start("absence_period"),
            models.UniqueConstraint(
                fields=["person", "starts_on"],
                name="absence_once_per_start",
                violation_error_message=_("An absence of this person starting on this day is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("person")),
                name="absence_other_stand_in",
                violation_error_message=_("Nobody can stand in for themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_on}"
