"""Notes between an owner and a coach; nobody else reads them (requirements.md R059)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.assignment import Assignment
from teams.models import Person


class SparringNote(models.Model):
    """A note of the pair. `coaching` is the assignment of the coach; the other side is the owner of the account."""

    coaching = models.ForeignKey(Assignment, models.CASCADE, related_name="sparring_notes")
    written_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    text = models.TextField(_("note"), max_length=1000)

    class Meta:
        verbose_name = _("sparring note")
        verbose_name_plural = _("sparring notes")
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.coaching} {self.written_at:%Y-%m-%d}"
