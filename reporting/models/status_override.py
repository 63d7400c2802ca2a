"""Manual overrides of a colour: who wished what, why, until when, and how it ended (domain.md 2.6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account


class StatusOverride(models.Model):
    """A wish to show another colour than the computed one. At most one of an account is proposed or in force."""

    class Category(models.TextChoices):
        MEASUREMENT = "measurement", _("measurement error")
        ONE_OFF = "one_off", _("known one-off cause")
        ACTION = "action", _("an action already works")
        NOT_IN_SYSTEM = "not_in_system", _("the information is not in the system yet")
        OTHER = "other", pgettext_lazy("override category", "other")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        IN_FORCE = "in_force", _("in force")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        CANCELLED = "cancelled", _("cancelled automatically")

    account = models.ForeignKey(Account, models.CASCADE, related_name="overrides")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PROPOSED)
    colour = models.CharField(_("colour to show"), max_length=5, choices=Account.Status)
    computed = models.CharField(_("computed when asked"), max_length=5, choices=Account.Status)
    category = models.CharField(_("category of the reason"), max_length=13, choices=Category)
    reason = models.CharField(_("reason"), max_length=600)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="overrides_asked"
    )
    asked_at = models.DateTimeField(_("asked at"))
    starts_on = models.DateField(_("starts on"))
    expires_on = models.DateField(_("last day in force"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="overrides_decided"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reds_at_approval = models.JSONField(_("rules red at approval"), default=list)
    renewals = models.PositiveSmallIntegerField(_("renewals"), default=0)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_note = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("manual override")
        verbose_name_plural = _("manual overrides")
        indexes = [models.Index(fields=["state", "expires_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state__in=["proposed", "in_force"]),
                name="override_one_open",
                violation_error_message=_("The account already has an open override; end that first."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("starts_on")),
                name="override_period",
                violation_error_message=_("The period ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.computed} → {self.colour}"
