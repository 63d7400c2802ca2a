"""Events of the annual clock: windows in which something should happen."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.meeting import Meeting


class ClockEvent(models.Model):
    """One event of an account's year; it is done when evidence is linked, never by ticking (domain.md 3.5).

    A window may be moved; the first end is kept beside the present one.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="clock_events")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=4)
    ordinal = models.PositiveSmallIntegerField(_("number in the year"), default=1)
    earliest_on = models.DateField(_("earliest"))
    latest_on = models.DateField(_("latest"))
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="clock_events")
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    planned_latest_on = models.DateField(_("latest before it was moved"), null=True, blank=True)
    moves = models.PositiveSmallIntegerField(_("times moved"), default=0)
    move_reason = models.CharField(_("why it was moved"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("clock event")
        verbose_name_plural = _("clock events")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "year", "kind", "ordinal"],
                name="clock_event_once",
                violation_error_message=_("The account already has this event in the year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.year} {self.kind}{self.ordinal}"

    @property
    def original_latest_on(self) -> datetime.date:
        """The end of the window as first planned: what is on time is told by it, however often it was moved."""
        return self.planned_latest_on or self.latest_on
