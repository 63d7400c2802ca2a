"""Meetings with the customer, booked and held."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.contact import Contact
from teams.models import Person


class Meeting(models.Model):
    """A meeting. A director meeting is face to face with a decision maker (domain.md 1.4 G2)."""

    class Kind(models.TextChoices):
        DIRECTOR = "director", _("director meeting")
        STEERING = "steering", _("steering group")
        OPERATIVE = "operative", _("operative meeting")
        VISIT = "visit", _("site visit")

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    class Mode(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("face to face")
        REMOTE = "remote", _("remote")
        PHONE = "phone", _("by phone")

    account = models.ForeignKey(Account, models.CASCADE, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DIRECTOR)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.BOOKED)
    mode = models.CharField(_("way"), max_length=14, choices=Mode, default=Mode.FACE_TO_FACE)
    meets_on = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    host = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="meetings")
    contacts = models.ManyToManyField(Contact, blank=True, related_name="meetings")
    with_decision_maker = models.BooleanField(_("decision maker was present"), default=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [models.Index(fields=["account", "meets_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "meets_on"],
                name="meeting_once",
                violation_error_message=_("A meeting of this kind is already recorded for the day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.meets_on}"
