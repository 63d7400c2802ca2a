"""Changes of limits: rows are only ever added, so any past month has its own limits (domain.md 1.6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account


class LimitChange(models.Model):
    """From the month `starts_on` the limit `name` of `rule` is `value`; empty = back to the wider limit.

    A change of one account wins over one of its care model, that over one of the company, that over the default. The
    name "on" with 0 or 1 switches a rule off or on. `taken_back_at` ends a change before it took effect.
    """

    class Scope(models.TextChoices):
        COMPANY = "company", pgettext_lazy("limit", "whole company")
        CARE_MODEL = "care_model", pgettext_lazy("limit", "care model")
        ACCOUNT = "account", pgettext_lazy("limit", "one account")

    scope = models.CharField(_("holds for"), max_length=10, choices=Scope)
    care_model = models.CharField(_("care model"), max_length=1, blank=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="limit_changes")
    rule = models.CharField(_("rule"), max_length=6)
    name = models.CharField(_("limit"), max_length=24)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=3, null=True, blank=True)
    starts_on = models.DateField(_("from the month"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    decision = models.CharField(_("board decision"), max_length=80, blank=True)
    reason = models.CharField(_("reason"), max_length=400)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="limit_changes"
    )
    made_at = models.DateTimeField(_("made at"))
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of a limit")
        verbose_name_plural = _("changes of limits")
        indexes = [models.Index(fields=["starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="company", care_model="", account__isnull=True)
                | Q(scope="care_model", account__isnull=True) & ~Q(care_model="")
                | Q(scope="account", care_model="", account__isnull=False, ends_on__isnull=False),
                name="limit_change_scope",
                violation_error_message=_("A limit of one account has an end day."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__day=1),
                name="limit_change_month",
                violation_error_message=_("A month is given by its first day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="limit_change_period",
                violation_error_message=_("The period ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.name} {self.value} {self.starts_on:%Y-%m}"
