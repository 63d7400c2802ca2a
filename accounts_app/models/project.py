"""Consultancy projects of an account: order book, schedule, hours and feedback (rules R04, R06k–R08k)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account


class Project(models.Model):
    """A project; `confirmed_on` is the day its figures were last said to be right (domain.md 1.4 F4, Q1p–Q3p)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="projects")
    number = models.CharField(_("project number"), max_length=40)
    name = models.CharField(_("project"), max_length=160)
    starts_on = models.DateField(_("starts on"))
    contract_eur = models.DecimalField(_("contract sum €"), max_digits=12, decimal_places=2, default=0)
    invoiced_eur = models.DecimalField(_("invoiced €"), max_digits=12, decimal_places=2, default=0)
    budget_hours = models.DecimalField(_("hours budgeted"), max_digits=8, decimal_places=1, default=0)
    used_hours = models.DecimalField(_("hours used"), max_digits=8, decimal_places=1, default=0)
    milestone_on = models.DateField(_("next milestone due"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    feedback = models.DecimalField(_("feedback 1–5"), max_digits=2, decimal_places=1, null=True, blank=True)
    confirmed_on = models.DateField(_("figures confirmed on"))

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "number"],
                name="project_once",
                violation_error_message=_("A project of this number is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(feedback__isnull=True) | Q(feedback__range=(1, 5)),
                name="project_feedback_scale",
                violation_error_message=_("Feedback is between 1 and 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
