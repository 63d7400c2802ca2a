"""A metric month by month, from the cards as they were published: the same answer a year later (domain.md 1.5, 1.9)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from config.common.month import rolling
from reporting.models import QualityCard

MONTHS = 24


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The row of a metric on the card of a month; None when that card does not print the metric."""

    card_id: int
    version: int
    row: Mapping[str, Any] | None


def history(card: QualityCard, metric_id: str) -> dict[datetime.date, MonthRow | None]:
    """The last 24 months up to the card's own; None = no card. One query.

    Of each earlier month the newest version published before this card was: a later correction changes the cards that
    follow it, not this one. A draft takes what is published now.
    """
    months = rolling(card.month, MONTHS)
    found: dict[datetime.date, MonthRow | None] = dict.fromkeys(months)
    known = QualityCard.objects.filter(
        account=card.account_id, month__gte=months[0], month__lt=card.month, frozen_at__isnull=False
    )
    if card.frozen_at is not None:
        known = known.filter(frozen_at__lte=card.frozen_at)
    columns = ("pk", "month", "version", F("snapshot__metrics"), F("snapshot__growth"))
    for pk, month, version, metrics, growth in known.order_by("month", "version").values_list(*columns):
        found[month] = MonthRow(pk, version, row_of({"metrics": metrics, "growth": growth}, metric_id))
    found[card.month] = MonthRow(card.pk, card.version, row_of(card.snapshot, metric_id))
    return found


def row_of(content: Mapping[str, Any], metric_id: str) -> Mapping[str, Any] | None:
    """The row of a metric of a snapshot; None when the card does not print it. Growth once stood as plain figures."""
    rows = [part for name in ("metrics", "growth") if isinstance(part := content.get(name), list)]
    return next((row for part in rows for row in part if row["id"] == metric_id), None)
