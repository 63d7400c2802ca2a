"""What an account director asks of the board or tells it between cards (requirements.md R216, R225)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from teams.models import Person


class BoardRequest(models.Model):
    """A request that stands on the next agenda until the board answers or the asker takes it back."""

    class Kind(models.TextChoices):
        HELP = "help", _("asks for help")
        DECISION = "decision", _("asks for a decision")
        REPORT = "report", _("extra report")
        CORRECTION = "correction", _("asks to correct a published card")

    account = models.ForeignKey(Account, models.CASCADE, related_name="board_requests")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.CharField(_("request"), max_length=600)
    card_month = models.DateField(_("about the card of"), null=True, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="board_requests")
    asked_at = models.DateTimeField(_("asked at"))
    answer = models.CharField(_("answer of the board"), max_length=600, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        verbose_name = _("request to the board")
        verbose_name_plural = _("requests to the board")
        indexes = [models.Index(fields=["answered_at", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="board_request_answered_in_words",
                violation_error_message=_("An answer has words and a time."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="board_request_answered_or_withdrawn",
                violation_error_message=_("A request is either answered or taken back."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
