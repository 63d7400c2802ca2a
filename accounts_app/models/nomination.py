"""Naming somebody to answer for an account: proposal, own answer, confirmation (requirements.md R037–R042)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.assignment import Assignment
from teams.models import Person


class Nomination(models.Model):
    """A person is proposed for a responsibility; without the own yes of the candidate nothing is confirmed."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("the candidate is asked")
        ACCEPTED = "accepted", _("the candidate said yes")
        DECLINED = "declined", _("the candidate said no")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Criterion(models.TextChoices):
        OWN_WILL = "own_will", _("own will")
        CUSTOMER = "customer", _("customer orientation")
        OUTGOING = "outgoing", _("outgoing manner")
        SITUATION = "situation", _("sense of situation")

    ROLES = (Assignment.Role.OWNER, Assignment.Role.DEPUTY)

    account = models.ForeignKey(Account, models.CASCADE, related_name="nominations")
    role = models.CharField(_("responsibility"), max_length=16, choices=[(role.value, role.label) for role in ROLES])
    candidate = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    starts_on = models.DateField(_("starts on"))
    reason = models.CharField(_("why a change, why this person"), max_length=400)
    criteria = models.JSONField(_("criteria seen"), default=list, blank=True)
    exception_reason = models.CharField(_("reason for the exception"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_on = models.DateField(_("proposed on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    answer = models.CharField(_("the candidate's own words"), max_length=400, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(state__in=["proposed", "accepted"]),
                name="nomination_one_open",
                violation_error_message=_("A nomination for this responsibility is already open."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.candidate} ({self.get_role_display()})"
