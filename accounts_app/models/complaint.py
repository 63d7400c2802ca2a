"""Complaints of the customer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.site import Site


class Complaint(models.Model):
    """A complaint from receipt to acceptance. The description may hold personal data and stays off the card."""

    class Severity(models.TextChoices):
        CRITICAL = "critical", _("critical")
        SERIOUS = "serious", _("serious")
        ORDINARY = "ordinary", _("ordinary")

    account = models.ForeignKey(Account, models.CASCADE, related_name="complaints")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="complaints")
    number = models.CharField(
        _("number"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("A complaint of this number is already recorded.")},
    )
    received_at = models.DateTimeField(_("received at"))
    channel = models.CharField(_("channel"), max_length=40, blank=True)
    category = models.CharField(_("category"), max_length=80, blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity, default=Severity.ORDINARY)
    description = models.TextField(_("description"), blank=True)
    responsible_name = models.CharField(_("responsible"), max_length=120, blank=True)
    first_response_at = models.DateTimeField(_("first response at"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_accepted = models.BooleanField(_("accepted by the customer"), null=True, blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["account", "received_at"]), models.Index(fields=["closed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("received_at__date")),
                name="complaint_closed_after_received",
                violation_error_message=_("A complaint cannot be closed before it was received."),
            )
        ]

    def __str__(self) -> str:
        return self.number
