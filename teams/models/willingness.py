"""Own will to do customer work: asked from the person, never assumed (requirements.md R038, R039)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.person import Person


class Willingness(models.Model):
    """The person's own answer on a day; the newest one counts. Nobody else writes it."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes, gladly")
        CONDITIONS = "conditions", _("on some conditions")
        NO = "no", _("no, I prefer project work")

    person = models.ForeignKey(Person, models.CASCADE, related_name="willingness")
    answered_on = models.DateField(_("answered on"))
    answer = models.CharField(_("my answer"), max_length=12, choices=Answer)
    note = models.CharField(_("conditions and interests"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("willingness to do customer work")
        verbose_name_plural = _("willingness to do customer work")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "answered_on"],
                name="willingness_once_a_day",
                violation_error_message=_("You have already answered today; change that answer."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.answered_on}"
