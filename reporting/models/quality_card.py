"""The monthly quality card: a draft until it is published, then frozen by the database itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account


class QualityCard(models.Model):
    """One account, one month, one version (domain.md 1.2, 1.9).

    `snapshot` is the whole card as plain data: what the page and the PDF print. `checksum` is the SHA-256 of its
    canonical JSON, set when the card is published. Triggers refuse to change or delete a frozen row (docs/adr/0005).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        COMMENTED = "commented", _("commented by the director")
        PUBLISHED = "published", _("published to the board")

    account = models.ForeignKey(Account, models.PROTECT, related_name="quality_cards")
    month = models.DateField(_("month"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    status = models.CharField(_("status"), max_length=5, choices=Account.Status)
    comment = models.TextField(_("director's comment"), max_length=600, blank=True)
    commented_at = models.DateTimeField(_("commented at"), null=True, blank=True)
    # Plain numbers, not keys: removing a login later must not touch a frozen row. The names stand in the snapshot.
    commented_by_id = models.BigIntegerField(_("commented by"), null=True, blank=True)
    # What the director says about each red rule: rule id -> words. Frozen in the snapshot with the comment.
    answers = models.JSONField(_("answers to red reasons"), default=dict, blank=True)
    snapshot = models.JSONField(_("snapshot"), default=dict)
    checksum = models.CharField(_("checksum"), max_length=64, blank=True)
    built_at = models.DateTimeField(_("built at"))
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True)
    frozen_by_id = models.BigIntegerField(_("frozen by"), null=True, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    correction_reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    # When the names of people were taken out after the time of keeping, and the checksum of what is left (1.9).
    redacted_at = models.DateTimeField(_("names removed at"), null=True, blank=True)
    redacted_checksum = models.CharField(_("checksum without names"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("quality card")
        verbose_name_plural = _("quality cards")
        indexes = [models.Index(fields=["month", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month", "version"],
                name="quality_card_once",
                violation_error_message=_("This account already has a card of this month and version."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="quality_card_month",
                violation_error_message=_("A month is given by its first day."),
            ),
            models.CheckConstraint(
                condition=Q(state="published", frozen_at__isnull=False) & ~Q(checksum="")
                | ~Q(state="published") & Q(frozen_at__isnull=True, checksum=""),
                name="quality_card_frozen_when_published",
                violation_error_message=_("A published card carries its time of freezing and its checksum."),
            ),
            models.CheckConstraint(
                condition=Q(redacted_at__isnull=True, redacted_checksum="")
                | Q(redacted_at__isnull=False, frozen_at__isnull=False) & ~Q(redacted_checksum=""),
                name="quality_card_redacted_with_checksum",
                violation_error_message=_("A card without names carries the time and a checksum of its own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m} v{self.version}"
