"""Which role a person holds and from when to when; what a role may do is written in `teams/roles.py`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.organisation import Region
from teams.models.period import PeriodQuerySet, ends_after_start
from teams.models.person import Person


class RoleGrant(models.Model):
    """A role held for a period. Board seats give their role by themselves."""

    class Role(models.TextChoices):
        PROJECT_STAFF = "project_staff", _("project staff")
        SUPERVISOR = "supervisor", _("supervisor")
        ACCOUNT_DIRECTOR = "account_director", _("account director")
        ACCOUNT_MANAGER = "account_manager", _("account manager")
        SALES = "sales", _("sales")
        HUMAN_RESOURCES = "human_resources", _("human resources")
        CONTROLLER = "controller", _("controller")
        BUSINESS_DIRECTOR = "business_director", _("business director")
        PROCESS_OWNER = "process_owner", _("process owner")
        ADMINISTRATOR = "administrator", _("administrator")

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    # Of a region only: sales people see the accounts that have sites there.
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="role_grants")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("role grant")
        verbose_name_plural = _("role grants")
        constraints = [
            ends_after_start("role_grant_period"),
            models.UniqueConstraint(
                fields=["person", "role", "starts_on"],
                condition=models.Q(region__isnull=True),
                name="role_grant_once",
                violation_error_message=_("The person already holds this role from this day."),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "region", "starts_on"],
                condition=models.Q(region__isnull=False),
                name="role_grant_once_per_region",
                violation_error_message=_("The person already holds this role in the region from this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
