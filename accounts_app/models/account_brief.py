"""What supervisors must know of an account, and who has read it (rule R26)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class AccountBrief(models.Model):
    """The brief of an account; the newest one published by a day is the one to acknowledge (domain.md 1.4 H3)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="briefs")
    published_on = models.DateField(_("published on"))
    text = models.TextField(_("brief"), max_length=4000)

    class Meta:
        verbose_name = _("account brief")
        verbose_name_plural = _("account briefs")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "published_on"],
                name="account_brief_once_a_day",
                violation_error_message=_("A brief was already published on this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.published_on}"


class BriefAcknowledgement(models.Model):
    """A supervisor has read a brief."""

    brief = models.ForeignKey(AccountBrief, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="brief_acknowledgements")
    acknowledged_on = models.DateField(_("acknowledged on"))

    class Meta:
        verbose_name = _("acknowledgement of a brief")
        verbose_name_plural = _("acknowledgements of briefs")
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "person"],
                name="brief_acknowledged_once",
                violation_error_message=_("This person has already acknowledged the brief."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.brief}: {self.person}"
