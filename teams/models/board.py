"""The customer management board: who sits there and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.period import PeriodQuerySet, ends_after_start
from teams.models.person import Person


class BoardMembership(models.Model):
    """A seat on the customer management board for a period."""

    class Seat(models.TextChoices):
        CHAIR = "chair", _("chair")
        MEMBER = "member", _("member")
        SECRETARY = "secretary", _("secretary")

    person = models.ForeignKey(Person, models.PROTECT, related_name="board_memberships")
    seat = models.CharField(_("seat"), max_length=10, choices=Seat, default=Seat.MEMBER)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("board membership")
        verbose_name_plural = _("board memberships")
        constraints = [ends_after_start("board_membership_period")]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_seat_display()})"
