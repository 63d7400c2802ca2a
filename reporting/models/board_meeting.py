"""A meeting of the customer management board and what it was shown and decided, frozen (domain.md 1.8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BoardMeeting(models.Model):
    """A meeting that goes through the cards of one month. Its pack and its minutes are `MeetingRecord` rows."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "planned")
        PACKED = "packed", pgettext_lazy("meeting", "pack frozen")
        CLOSED = "closed", pgettext_lazy("meeting", "held, minutes frozen")

    month = models.DateField(_("cards of the month"))
    meets_at = models.DateTimeField(_("meets at"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    notes = models.TextField(_("notes for the minutes"), max_length=4000, blank=True)
    attendees = models.ManyToManyField("teams.Person", blank=True, related_name="board_meetings")

    class Meta:
        verbose_name = _("board meeting")
        verbose_name_plural = _("board meetings")
        ordering = ["-meets_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["month"],
                condition=~Q(state="closed"),
                name="board_meeting_one_open_of_month",
                violation_error_message=_("A meeting about the cards of this month is already planned."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="board_meeting_month",
                violation_error_message=_("A month is given by its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.meets_at:%Y-%m-%d}"


class MeetingRecord(models.Model):
    """The pack or the minutes as they were frozen. Rows are only added, and triggers refuse any change (docs/adr/0005).

    `checksum` is the SHA-256 of the canonical JSON of `content`, and `content` names the checksum of the record before:
    a chain over all meetings, so that no record can be taken out or written anew unnoticed.
    """

    class Kind(models.TextChoices):
        PACK = "pack", pgettext_lazy("meeting", "pack")
        MINUTES = "minutes", pgettext_lazy("meeting", "minutes")

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="records")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    content = models.JSONField(_("content"), default=dict)
    checksum = models.CharField(_("checksum"), max_length=64)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="following")
    frozen_at = models.DateTimeField(_("frozen at"))
    # A plain number: removing a login later must not touch a frozen row.
    frozen_by_id = models.BigIntegerField(_("frozen by"), null=True, blank=True)
    # When the names of people were taken out after the time of keeping, and the checksum of what is left (1.9).
    redacted_at = models.DateTimeField(_("names removed at"), null=True, blank=True)
    redacted_checksum = models.CharField(_("checksum without names"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("record of a meeting")
        verbose_name_plural = _("records of meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "version"],
                name="meeting_record_once",
                violation_error_message=_("This version is already frozen."),
            ),
            models.CheckConstraint(
                condition=Q(redacted_at__isnull=True, redacted_checksum="")
                | Q(redacted_at__isnull=False) & ~Q(redacted_checksum=""),
                name="meeting_record_redacted_with_checksum",
                violation_error_message=_("A record without names carries the time and a checksum of its own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.kind} v{self.version}"
