"""Quality rounds planned and done at sites."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.site import Site


class QualityRound(models.Model):
    """One planned slot of a site; `done_on` and `score_pct` (0–100) come when it is done."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    site = models.ForeignKey(Site, models.CASCADE, related_name="quality_rounds")
    planned_on = models.DateField(_("planned on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    score_pct = models.DecimalField(_("score %"), max_digits=5, decimal_places=1, null=True, blank=True)
    inspector_name = models.CharField(_("done by"), max_length=120, blank=True)
    deviations = models.PositiveSmallIntegerField(_("deviations"), null=True, blank=True)
    customer_was_present = models.BooleanField(_("customer was present"), default=False)
    customer_score = models.DecimalField(_("customer's grade"), max_digits=3, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("quality round")
        verbose_name_plural = _("quality rounds")
        indexes = [models.Index(fields=["planned_on"]), models.Index(fields=["done_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "planned_on"],
                name="quality_round_once",
                violation_error_message=_("The site already has a round planned on this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.planned_on}"
