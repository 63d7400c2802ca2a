"""What the application tells one person. The sentence is printed from `kind` and `params` in the reader's language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.person import Person


class Notice(models.Model):
    """A message to one person; `account_no` is the number of the account it is about, when any.

    A notice about an account its reader may no longer know of is not shown (security.md 3.1 A7).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    account_no = models.PositiveBigIntegerField(_("account"), null=True, blank=True)
    params = models.JSONField(_("details"), default=dict)
    path = models.CharField(_("address"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    # The mail about it: owed until it is sent or given up, claimed by a conditional update so that it goes out once.
    is_mail_owed = models.BooleanField(_("mail waits to be sent"), default=False)
    mail_claimed_at = models.DateTimeField(_("mail begun at"), null=True, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(_("attempts to mail"), default=0)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["person", "read_at", "-made_at"]),
            models.Index(fields=["made_at"], condition=models.Q(is_mail_owed=True), name="notice_mail_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
