"""The rows behind the numbers of a card, kept with it so that it still answers a year later (domain.md 1.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reporting.models.quality_card import QualityCard


class CardEvidence(models.Model):
    """For each metric of a card the rows it was counted from. Frozen with the card; its checksum stands in the card.

    `content` maps a metric id to plain data (reporting/cards/evidence.py).
    """

    card = models.OneToOneField(QualityCard, models.CASCADE, related_name="evidence")
    content = models.JSONField(_("rows behind the numbers"), default=dict)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence of a card")
        verbose_name_plural = _("evidence of cards")

    def __str__(self) -> str:
        return f"{self.card}"
