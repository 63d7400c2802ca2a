"""Who has worked in a customer's project, and as what (requirements.md R068)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.project import Project
from teams.models import PeriodQuerySet, Person
from teams.models.period import ends_after_start


class ProjectMember(models.Model):
    """A person works in a project for a period; those who left stay to be found."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="project_memberships")
    task = models.CharField(_("task in the project"), max_length=80, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("project member")
        verbose_name_plural = _("project members")
        indexes = [models.Index(fields=["person", "starts_on"])]
        constraints = [
            ends_after_start("project_member_period"),
            models.UniqueConstraint(
                fields=["project", "person", "starts_on"],
                name="project_member_once",
                violation_error_message=_("This person is already in the project from this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.person}"
