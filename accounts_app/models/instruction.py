"""What the board told the account director to do (rule R21), and each step it took."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models.account import Account
from teams.models import Person


class Instruction(models.Model):
    """Given → acknowledged → under way → done with evidence → closed by the chair (domain.md 1.8).

    The days say how far it is. A proposal is the account's wish to change it, which the chair answers. What is taken up
    again after it was closed is a new instruction that points to the old one.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="instructions")
    text = models.CharField(_("instruction"), max_length=400)
    given_on = models.DateField(_("given on"))
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="instructions_given")
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="instructions")
    due_on = models.DateField(_("due on"))
    metric = models.CharField(_("metric that moves"), max_length=8, blank=True)
    expected_effect = models.CharField(_("expected effect"), max_length=200, blank=True)
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    proposal = models.CharField(_("proposed change"), max_length=400, blank=True)
    proposed_on = models.DateField(_("change proposed on"), null=True, blank=True)
    under_way_on = models.DateField(_("under way since"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    returned_on = models.DateField(_("sent back on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    end_note = models.CharField(_("why it was sent back or cancelled"), max_length=300, blank=True)
    reopens = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reopened_as")

    class Meta:
        verbose_name = _("board instruction")
        verbose_name_plural = _("board instructions")
        indexes = [models.Index(fields=["closed_on", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(cancelled_on__isnull=True),
                name="instruction_closed_or_cancelled",
                violation_error_message=_("An instruction is either closed or cancelled."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class InstructionEvent(models.Model):
    """One step of an instruction: who did what and said which words. Rows are only added."""

    class Step(models.TextChoices):
        GIVEN = "given", pgettext_lazy("instruction", "given")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("instruction", "acknowledged")
        CHANGE_PROPOSED = "change_proposed", _("change proposed")
        CHANGE_ACCEPTED = "change_accepted", _("change accepted")
        CHANGE_REFUSED = "change_refused", _("change refused")
        UNDER_WAY = "under_way", pgettext_lazy("instruction", "under way")
        DONE = "done", pgettext_lazy("instruction", "done")
        SENT_BACK = "sent_back", _("sent back")
        CLOSED = "closed", pgettext_lazy("instruction", "closed")
        CANCELLED = "cancelled", pgettext_lazy("instruction", "cancelled")
        REOPENED = "reopened", _("taken up again")

    instruction = models.ForeignKey(Instruction, models.CASCADE, related_name="events")
    step = models.CharField(_("step"), max_length=16, choices=Step)
    text = models.CharField(_("words"), max_length=400, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("step of an instruction")
        verbose_name_plural = _("steps of instructions")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.instruction}: {self.get_step_display()}"
