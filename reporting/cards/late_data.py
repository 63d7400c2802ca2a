"""What has come for the months of a published card after its cut-off: the card stays, its page says so (domain.md 1.3).

Told by the figures themselves: a source is late when the months of the card would be counted differently today. So a
load of a later month, or one that brought the same again, says nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from accounts_app.models import Complaint, QualityRound
from config.common.formats import short_day
from reporting.cards.build import CardContent
from reporting.facts import money
from reporting.facts.customer import received_between
from reporting.facts.period import Period, span
from reporting.models import QualityCard, SourceLoad
from reporting.rules.finding import unpack

Source = SourceLoad.Source
# Where the card keeps the unrounded figure of the period: source -> row, column, and its name among the facts.
LEDGERS: Mapping[str, tuple[str, str, str]] = {
    Source.REVENUE: ("F1", "period", "rev_ytd"),
    Source.MARGIN: ("F3", "period", "margin_pct"),
    Source.TARGETS: ("F1", "target", "rev_target_ytd"),
}
COUNTED_PAIR = ("pair", "rounds")  # forms of a figure that begin with done and planned


@dataclass(frozen=True, slots=True)
class LateSource:
    """A source with other figures for the months of the card, and the day of its newest data; None by hand."""

    source: str
    as_of_on: date | None

    @property
    def name(self) -> str:
        """The source in the language of the reader."""
        return str(Source(self.source).label)

    @property
    def day(self) -> str:
        """The day as printed beside it, empty when no load brought it."""
        return short_day(self.as_of_on) if self.as_of_on else ""


def late_data(card: QualityCard) -> tuple[LateSource, ...]:
    """The late sources of a published card in the order of the sources; none of a draft. At most four queries."""
    if card.frozen_at is None:
        return ()
    content: CardContent = card.snapshot
    rows = {row["id"]: row for row in content.get("metrics", ())}
    period = Period(card.month, date.fromisoformat(content["as_of"]))
    late = {*_late_ledgers(card, rows, period), *_late_records(card, rows, period)}
    if not late:
        return ()
    loads = SourceLoad.objects.filter(source__in=late, as_of_on__gt=period.as_of)
    newest = dict(loads.values_list("source").annotate(Max("as_of_on")).order_by())
    return tuple(LateSource(source, newest.get(source)) for source in Source.values if source in late)


def _late_ledgers(card: QualityCard, rows: Mapping[str, Any], period: Period) -> Iterator[str]:
    started = card.account.relationship_started_on
    now = money.by_months({card.account_id: started}, period)[card.account_id]
    for source, (row, column, fact) in LEDGERS.items():
        if row in rows and _exact(rows[row][column]) != now[fact]:
            yield source


def _exact(cell: Mapping[str, Any]) -> Any:
    return unpack(cell["exact"])


def _late_records(card: QualityCard, rows: Mapping[str, Any], period: Period) -> Iterator[str]:
    """Complaints received and rounds done in the period that were written down later, or taken back."""
    if "C4" in rows and (printed := _exact(rows["C4"]["period"])) is not None:
        received = Complaint.objects.filter(received_between(*span(period.kausi)), account=card.account_id)
        if received.count() != int(printed):
            yield Source.COMPLAINTS
    cell = rows.get("Q1", {}).get("period", {"form": ""})
    if cell["form"] in COUNTED_PAIR and _rounds(card, period) != tuple(unpack(value) for value in cell["values"][:2]):
        yield Source.ROUNDS


def _rounds(card: QualityCard, period: Period) -> tuple[int, int]:
    slots = QualityRound.objects.filter(site__account=card.account_id, planned_on__range=span(period.kausi))
    counted = slots.exclude(state=QualityRound.State.CANCELLED).aggregate(
        done=Count("pk", filter=Q(done_on__lte=period.as_of)), planned=Count("pk")
    )
    return counted["done"], counted["planned"]
