"""Moving an account from one owner to another without losing anything (domain.md 4.3)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.nomination import Nomination
from teams.models import Person


class Handover(models.Model):
    """One change of owner. The ownership itself moves only when nothing open is left with the former owner."""

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        MOVED = "moved", _("the account has moved")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    account = models.ForeignKey(Account, models.CASCADE, related_name="handovers")
    nomination = models.OneToOneField(Nomination, models.SET_NULL, null=True, blank=True, related_name="handover")
    from_person = models.ForeignKey(Person, models.PROTECT, related_name="handovers_from")
    to_person = models.ForeignKey(Person, models.PROTECT, related_name="handovers_to")
    reason = models.CharField(_("reason"), max_length=400)
    decided_on = models.DateField(_("decided on"))
    effective_on = models.DateField(_("takes effect on"))
    is_sudden = models.BooleanField(_("the former owner left suddenly"), default=False)
    know_at_once = models.TextField(_("three things to know at once"), max_length=1000, blank=True)
    sensitivities = models.TextField(_("sensitivities"), max_length=1000, blank=True)
    package = models.JSONField(_("handover package"), default=dict)
    signed_from_on = models.DateField(_("signed by the former owner on"), null=True, blank=True)
    signed_to_on = models.DateField(_("signed by the new owner on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_person=F("to_person")),
                name="handover_other_person",
                violation_error_message=_("An account is handed over to somebody else."),
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state="open"),
                name="handover_one_open",
                violation_error_message=_("A handover of this account is already under way."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.from_person} → {self.to_person}"


class HandoverStep(models.Model):
    """One of the steps V01–V09 with its deadline and who did it."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="steps")
    code = models.CharField(_("step"), max_length=3)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("handover step")
        verbose_name_plural = _("handover steps")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["handover", "code"], name="handover_step_once")]

    def __str__(self) -> str:
        return f"{self.handover} {self.code}"
