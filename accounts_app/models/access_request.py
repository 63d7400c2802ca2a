"""Somebody asks to see more of an account, or an administrator asks for one behind a barrier (security.md 2.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.account_grant import AccountGrant
from teams.models import Person


class AccessRequest(models.Model):
    """A request and its answer. A break-glass request names the account in words: it may not exist for its writer."""

    class Kind(models.TextChoices):
        CARE = "care", _("care of the account")
        MONEY = "money", _("figures of the account")
        BREAK_GLASS = "break_glass", _("break-glass")

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="access_requests")
    named = models.CharField(_("account as written"), max_length=160, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="access_requests")
    kind = models.CharField(_("what is asked for"), max_length=12, choices=Kind)
    reason = models.CharField(_("reason"), max_length=400)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=400, blank=True)
    grant = models.OneToOneField(AccountGrant, models.SET_NULL, null=True, blank=True, related_name="request")

    class Meta:
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")
        indexes = [models.Index(fields=["state", "-asked_at"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
