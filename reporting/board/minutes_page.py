"""The minutes as the reader sees them: as they would be now, or as they were frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts_app.models import BoardRequest
from config.common.formats import day
from reporting.board.may import Reader
from reporting.board.minutes import gather_minutes
from reporting.board.records import newest, part_checksum, readable_accounts, visible_part
from reporting.board.shown import Told, told
from reporting.cards.canonical import SHORT
from reporting.models import BoardMeeting, MeetingRecord, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was said about one card."""

    number: int
    card: int
    name: str
    owner: str
    colour: str
    before: str
    kind: str
    stance: str
    text: str
    until: str
    by: str
    orders: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A request and what the board answered."""

    name: str
    kind: str
    text: str
    asked_by: str
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPage:
    """Everything the minutes print."""

    attendees: tuple[str, ...]
    notes: str
    decisions: tuple[Decision, ...]
    noted: tuple[Decision, ...]  # with the list
    unhandled: tuple[str, ...]
    answers: tuple[Answer, ...]
    frozen_at: datetime | None
    frozen_by: str
    checksum: str  # of the visible part, shortened; empty before the minutes are frozen


def minutes_page(meeting: BoardMeeting, user: Reader, *, on: date, at: datetime, lang: str) -> MinutesPage:
    """A fixed number of queries whatever the number of accounts."""
    record = newest(meeting, MeetingRecord.Kind.MINUTES)
    content = record.content if record else gather_minutes(meeting, at=at)
    part = visible_part(content, readable_accounts(user, on=on))
    said = [_decision(number, row, lang) for number, row in enumerate(_taken(part), start=1)]
    return MinutesPage(
        attendees=tuple(part["attendees"]),
        notes=part["notes"],
        decisions=tuple(row for row, by_list in said if not by_list),
        noted=tuple(row for row, by_list in said if by_list),
        unhandled=tuple(row["name"] for row in part["cards"] if row["stance"] is None),
        answers=tuple(_answer(row) for row in part["requests"]),
        frozen_at=record.frozen_at if record else None,
        frozen_by=part["frozen_by"] if record else "",
        checksum=part_checksum(part)[:SHORT] if record else "",
    )


def _taken(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [row for row in part["cards"] if row["stance"] is not None]


def _decision(number: int, row: Mapping[str, Any], lang: str) -> tuple[Decision, bool]:
    stance = row["stance"]
    until = date.fromisoformat(stance["accepted_until"]) if stance["accepted_until"] else None
    return (
        Decision(
            number=number,
            **{name: row[name] for name in ("card", "name", "owner", "colour", "before")},
            kind=stance["kind"],
            stance=str(Stance.Kind(stance["kind"]).label),
            text=stance["text"],
            until=day(until) if until else "",
            by=stance["made_by"],
            orders=tuple(told(order, lang) for order in stance["instructions"]),
        ),
        stance["by_list"],
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        kind=str(BoardRequest.Kind(row["kind"]).label),
        **{name: row[name] for name in ("name", "text", "asked_by", "answer", "answered_by")},
    )
