"""Where a figure of a card comes from: source, how far it was known, the import that brought it (domain.md 1.9)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts_app.records.kind import Context
from reporting.cards.canonical import SHORT
from reporting.imports.batches import visible_batches
from reporting.metrics import METRICS
from reporting.models import QualityCard, SourceLoad

FEEDS = {"scores": "rounds"}  # inputs that come with another source


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The source of a metric at the cut-off of its card."""

    source: str  # its name; empty = written in this application
    as_of: datetime.date | None  # day the figure speaks of
    known_until: datetime.date | None
    loaded_at: datetime.datetime | None
    batch: int | None  # number of the import
    opens_batch: bool  # whether the reader may open it
    cut_off: datetime.date
    rules: str  # version of the limits
    formulas: str  # month from which the definitions hold
    checksum: str  # first characters of that of the rows; empty when none were kept


def origin(card: QualityCard, row: Mapping[str, Any], source: str | None, context: Context) -> Origin:
    """From the snapshot alone, but for the question whether the reader may open the import: one query.

    `source` as kept with the rows; of a card without rows the one the metric has today.
    """
    content = card.snapshot
    if source is None:
        source = METRICS[row["id"]].source if row["id"] in METRICS else ""
    name = FEEDS.get(source, source)
    line = next((line for line in content["sources"] if line["source"] == name), None)
    batch = line["batch"] if line else None
    return Origin(
        source=str(SourceLoad.Source(name).label) if name in SourceLoad.Source.values else "",
        as_of=_day(row["as_of"]),
        known_until=_day(line["known_until"]) if line else None,
        loaded_at=datetime.datetime.fromisoformat(line["loaded_at"]) if line else None,
        batch=batch,
        opens_batch=batch is not None and visible_batches(context.user, on=context.on).filter(pk=batch).exists(),
        cut_off=datetime.date.fromisoformat(content["as_of"]),
        rules=content["limits"]["version"],
        formulas=content["formulas"],
        checksum=content.get("evidence_checksum", "")[:SHORT],
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
