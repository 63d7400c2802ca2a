"""Proof that what was frozen is as it was frozen: every checksum is computed again (domain.md 1.9).

Cards against their checksum, the rows behind them against the checksum the card names, packs and minutes of the board
against theirs, and the chain that ties each to the one before. A fixed number of cards is held at a time.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from reporting.cards.canonical import checksum
from reporting.cards.redacted import redaction_problems
from reporting.models import BoardMeeting, CardEvidence, MeetingRecord, QualityCard

CHUNK = 50  # cards held at a time, each some hundred kilobytes with the rows behind it
CARD, RECORD, MEETING = "card", "record", "meeting"
KEY = "evidence_checksum"  # of the snapshot; older cards have none
Kind = MeetingRecord.Kind
NEEDED = {  # records a meeting must have in a state: without this the end of the chain could be cut off unnoticed
    BoardMeeting.State.PACKED: {Kind.PACK},
    BoardMeeting.State.CLOSED: {Kind.PACK, Kind.MINUTES},
}


@dataclass(frozen=True, slots=True)
class Altered:
    """Something frozen that is not what was frozen, and what differs."""

    kind: str  # card, record or meeting
    pk: int
    month: datetime.date
    name: str  # of the account, or "pack" or "minutes"
    version: int
    differs: tuple[str, ...]
    account: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How many were looked at, and those that are not what was frozen."""

    cards: int
    evidence: int  # of these cards, those that keep the rows behind their numbers
    records: int
    altered: tuple[Altered, ...]


@dataclass(slots=True)
class _Count:
    """Numbers gathered while the rows stream by."""

    cards: int = 0
    evidence: int = 0
    records: int = 0
    altered: list[Altered] = field(default_factory=list)


def verify(month: datetime.date | None = None, progress: Callable[[int, int], None] | None = None) -> Checked:
    """Look at everything frozen, of one month or of all. The chain of the board is always walked from its beginning."""
    count, cards = _Count(), _cards(month)
    total = cards.count()
    for card in cards.order_by("month", "account_id", "version").iterator(chunk_size=CHUNK):
        count.cards += 1
        count.evidence += int(isinstance(card.snapshot, dict) and KEY in card.snapshot)
        if differs := tuple(_differences(card)):
            found = Altered(CARD, card.pk, card.month, card.account.name, card.version, differs, card.account_id)
            count.altered.append(found)
        if progress is not None and count.cards % CHUNK == 0:
            progress(count.cards, total)
    _walk(month, count)
    return Checked(cards=count.cards, evidence=count.evidence, records=count.records, altered=tuple(count.altered))


def _cards(month: datetime.date | None) -> QuerySet[QualityCard]:
    """Published cards, and drafts whose snapshot says it was published: somebody put them back by hand."""
    is_published = Q(state=QualityCard.State.PUBLISHED) | Q(snapshot__publication__at__isnull=False)
    cards = QualityCard.objects.filter(is_published).select_related("account", "evidence")
    return cards if month is None else cards.filter(month=month)


def _differences(card: QualityCard) -> Iterator[str]:
    """A snapshot that cannot be read at all differs too."""
    try:
        if checksum(card.snapshot) != (card.redacted_checksum if card.redacted_at else card.checksum):
            yield "checksum"
        yield from redaction_problems(card, card.snapshot)
        said = _said(card.snapshot)
    except (AttributeError, KeyError, TypeError, ValueError):
        yield "snapshot"
        return
    yield from (name for name, value in said.items() if getattr(card, name) != value)
    yield from _evidence_differences(card)


def _said(content: dict[str, Any]) -> dict[str, Any]:
    """What the columns must say by the snapshot."""
    publication = content["publication"]
    return {
        "status": content["header"]["status"],
        "month": datetime.date.fromisoformat(content["month"]),
        "version": publication["version"],
        "account_id": content["account"]["id"],
        "supersedes_id": publication["supersedes"],
        "frozen_at": datetime.datetime.fromisoformat(publication["at"]),
        "state": QualityCard.State.PUBLISHED.value,
    }


def _evidence_differences(card: QualityCard) -> Iterator[str]:
    """The rows behind the numbers: there, frozen with the card, and what its snapshot names."""
    named = card.snapshot.get(KEY)
    rows: CardEvidence | None = getattr(card, "evidence", None)
    if rows is None:
        yield from ("evidence missing",) if named else ()
    elif not named or checksum(rows.content) != named or rows.frozen_at != card.frozen_at:
        yield "evidence"


def _walk(month: datetime.date | None, count: _Count) -> None:
    """Packs and minutes in the order they were written, each held only until the next one is known."""
    before: tuple[int, str] | None = None
    for record in MeetingRecord.objects.select_related("meeting").order_by("pk").iterator(chunk_size=1):
        of_month = month is None or record.meeting.month == month
        differs = tuple(_record_differences(record, before)) if of_month else ()
        count.records += int(of_month)
        if differs:
            found = Altered(RECORD, record.pk, record.meeting.month, record.kind, record.version, differs)
            count.altered.append(found)
        before = (record.pk, record.checksum)
    count.altered += _gone(month)


def _record_differences(record: MeetingRecord, before: tuple[int, str] | None) -> Iterator[str]:
    content = record.content
    try:
        if checksum(content) != (record.redacted_checksum if record.redacted_at else record.checksum):
            yield "checksum"
        yield from redaction_problems(record, content)
        if content["previous"] != (before[1] if before else "") or record.previous_id != (
            before[0] if before else None
        ):
            yield "chain"
        said = {"kind": content["kind"], "version": content["version"], "meeting_id": content["meeting"]["id"]}
        named = {row["card"]: row["checksum"] for row in content["cards"]}
    except (AttributeError, KeyError, TypeError, ValueError):
        yield "content"
        return
    yield from (name for name, value in said.items() if getattr(record, name) != value)
    there = dict(QualityCard.objects.filter(pk__in=named).values_list("pk", "checksum"))
    yield from (f"card {pk}" for pk, said_sum in sorted(named.items()) if there.get(pk) != said_sum)


def _gone(month: datetime.date | None) -> list[Altered]:
    """Meetings that were packed or held and have lost the record of it."""
    meetings = BoardMeeting.objects.filter(state__in=NEEDED).order_by("pk")
    meetings = meetings if month is None else meetings.filter(month=month)
    have: dict[int, set[str]] = {}
    for meeting_id, kind in meetings.values_list("pk", F("records__kind")):
        have.setdefault(meeting_id, set()).add(kind)
    return [
        Altered(MEETING, meeting.pk, meeting.month, str(kind), 0, ("missing",))
        for meeting in meetings
        for kind in sorted(NEEDED[BoardMeeting.State(meeting.state)] - have[meeting.pk])
    ]
