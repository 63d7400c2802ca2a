"""What the board said about a card, from a closed list (domain.md 1.8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Instruction
from reporting.models.board_meeting import BoardMeeting
from reporting.models.quality_card import QualityCard
from teams.models import Person


class Stance(models.Model):
    """The stance on one version of a card. One is in force at a time; an undone one stays as a row."""

    class Kind(models.TextChoices):
        NOTED = "noted", pgettext_lazy("stance", "Noted")
        APPROVED = "approved", pgettext_lazy("stance", "Actions approved")
        INSTRUCTED = "instructed", pgettext_lazy("stance", "Instruction given")
        PLAN = "plan", pgettext_lazy("stance", "Action plan required")
        ESCALATED = "escalated", pgettext_lazy("stance", "Escalated")
        RETURNED = "returned", pgettext_lazy("stance", "Returned to be completed")
        RISK = "risk", pgettext_lazy("stance", "Risk accepted")
        EXIT = "exit", pgettext_lazy("stance", "Managed exit")

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="stances")
    card = models.ForeignKey(QualityCard, models.PROTECT, related_name="stances")
    kind = models.CharField(_("stance"), max_length=10, choices=Kind)
    text = models.CharField(_("words to the account director"), max_length=600, blank=True)
    accepted_until = models.DateField(_("risk accepted until"), null=True, blank=True)
    by_list = models.BooleanField(_("approved with the rest"), default=False)
    instructions = models.ManyToManyField(Instruction, blank=True, related_name="stances")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="stances")
    made_at = models.DateTimeField(_("made at"))
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("stance of the board")
        verbose_name_plural = _("stances of the board")
        constraints = [
            models.UniqueConstraint(
                fields=["card"],
                condition=Q(withdrawn_at__isnull=True),
                name="stance_one_in_force",
                violation_error_message=_("The board has already taken a stance on this card; undo that first."),
            ),
            models.CheckConstraint(
                condition=Q(kind="risk", accepted_until__isnull=False)
                | ~Q(kind="risk") & Q(accepted_until__isnull=True),
                name="stance_risk_until",
                violation_error_message=_("A risk is accepted until a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card}: {self.get_kind_display()}"
