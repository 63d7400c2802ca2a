"""Who answers for an account from when to when: owner, deputy, local owner, support."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import BusinessArea, PeriodQuerySet, Person, Town
from teams.models.period import ends_after_start


class Assignment(models.Model):
    """A responsibility with dates. Exactly one main owner holds an account at any date (docs/adr/0004)."""

    class Role(models.TextChoices):
        OWNER = "owner", _("account director")
        DEPUTY = "deputy", _("deputy")
        LOCAL_OWNER = "local_owner", _("local owner")
        SUPPORT = "support", _("support organisation")
        SPONSOR = "sponsor", _("executive sponsor")
        ACCOUNT_MANAGER = "account_manager", _("account manager")
        TEAM = "team", _("account team")
        COACH = "coach", _("coach")

    class Task(models.TextChoices):
        """What somebody of the support organisation helps with across towns (domain.md 4.4)."""

        QUALITY = "quality", _("quality")
        BILLING = "billing", _("billing")
        PEOPLE = "people", _("personnel")
        LEGAL = "legal", _("legal")
        COMMUNICATION = "communication", _("communication")

    account = models.ForeignKey(Account, models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(_("responsibility"), max_length=16, choices=Role)
    task = models.CharField(_("helps with"), max_length=14, choices=Task, blank=True)
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="assignments")
    business_area = models.ForeignKey(BusinessArea, models.PROTECT, null=True, blank=True, related_name="assignments")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [
            models.Index(fields=["account", "role", "starts_on"]),
            models.Index(fields=["person", "role", "starts_on"]),
        ]
        constraints = [ends_after_start("assignment_period")]

    def __str__(self) -> str:
        return f"{self.account}: {self.person} ({self.get_role_display()})"
