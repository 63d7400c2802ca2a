"""The page of a meeting: the agenda as the reader sees it, how far the meeting is, and what may be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of, with_cards
from config.common.formats import day
from reporting.board.gather import gather, missing, published
from reporting.board.may import Reader, may_run
from reporting.board.minutes import stances_of
from reporting.board.records import items_of, part_checksum, readable_accounts, records, visible_part
from reporting.board.sections import REST, Item
from reporting.board.shown import Line, Section, in_sections, lines
from reporting.cards.canonical import SHORT
from reporting.models import BoardMeeting, MeetingRecord, Stance

Kind = MeetingRecord.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A frozen pack as far as the reader sees it."""

    version: int
    frozen_at: datetime
    frozen_by: str
    checksum: str  # of the visible part, shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceLine:
    """A stance in force as printed."""

    pk: int
    kind: str
    label: str
    text: str
    until: str
    by: str
    by_list: bool
    orders: tuple[str, ...]
    may_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """A line with the stance in force; `is_own`: somebody else must record it."""

    line: Line
    stance: StanceLine | None
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSection:
    """The rows of one place of the order."""

    code: str
    title: str
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """Everything the page prints."""

    sections: tuple[AgendaSection, ...]
    packs: tuple[Pack, ...]  # the newest first
    missing: tuple[str, ...]
    total: int  # cards of the agenda
    handled: int
    first: int | None  # the card to begin with: the first one without a stance
    changed: int  # cards newer than the pack
    listed: int  # cards that can be noted together
    by_list: int  # stances that can be taken back together
    may_run: bool
    shown_as_of: date

    @property
    def is_live(self) -> bool:
        """Nothing is frozen yet: the agenda follows the cards."""
        return not self.packs


def meeting_page(meeting: BoardMeeting, user: Reader, *, on: date, lang: str) -> MeetingPage:
    """A fixed number of queries whatever the number of accounts."""
    packs = records(meeting, Kind.PACK)
    own = frozenset(in_charge_of(user, on=on).values_list("pk", flat=True))
    if packs:
        seen = readable_accounts(user, on=on)
        parts = [visible_part(pack.content, seen) for pack in packs]
        items, without = items_of(parts[0]), parts[0]["missing"]
        as_of = date.fromisoformat(parts[0]["as_of"])
    else:
        parts = []
        mine = with_cards(Account.objects.all(), user, on=on)
        items, without, as_of = gather(mine, month=meeting.month, on=on), missing(mine, meeting.month), on
    agenda = lines(items, lang)
    stances = stance_lines(meeting, items, own, on=on)
    running = may_run(user, on=on)
    return MeetingPage(
        sections=tuple(_section(section, stances, own) for section in in_sections(agenda)),
        packs=tuple(_pack(pack, part) for pack, part in zip(packs, parts, strict=True)),
        missing=tuple(row["name"] for row in without),
        total=sum(line.card is not None for line in agenda),
        handled=len(stances),
        first=_first(agenda, stances),
        changed=_changed(meeting, user, items, on) if running and packs and _is_open(meeting) else 0,
        listed=sum(_is_listed(line, stances, own) for line in agenda),
        by_list=sum(stance.by_list and stance.may_undo for stance in stances.values()),
        may_run=running,
        shown_as_of=as_of,
    )


def _section(section: Section, stances: Mapping[int, StanceLine], own: frozenset[int]) -> AgendaSection:
    rows = tuple(
        AgendaRow(line=line, stance=stances.get(line.card or 0), is_own=line.account in own) for line in section.lines
    )
    return AgendaSection(code=section.code, title=section.title, rows=rows)


def _is_open(meeting: BoardMeeting) -> bool:
    return meeting.state != BoardMeeting.State.CLOSED


def _is_listed(line: Line, stances: Mapping[int, StanceLine], own: frozenset[int]) -> bool:
    return line.section == REST and line.card not in stances and line.account not in own


def _pack(record: MeetingRecord, part: dict[str, Any]) -> Pack:
    return Pack(
        version=record.version,
        frozen_at=record.frozen_at,
        frozen_by=part["frozen_by"],
        checksum=part_checksum(part)[:SHORT],
    )


def _first(agenda: list[Line], stances: Mapping[int, StanceLine]) -> int | None:
    cards = [line.card for line in agenda if line.card is not None]
    return next((card for card in cards if card not in stances), cards[0] if cards else None)


def _changed(meeting: BoardMeeting, user: Reader, items: list[Item], on: date) -> int:
    """Cards of the reader's accounts that were corrected or published after the pack. One query."""
    mine = with_cards(Account.objects.all(), user, on=on)
    known = [item["card"] for item in items if item["card"] is not None]
    return published(mine, meeting.month).exclude(pk__in=known).count()


def stance_lines(meeting: BoardMeeting, items: list[Item], own: frozenset[int], *, on: date) -> dict[int, StanceLine]:
    """The stances in force on these cards, by card. Two queries."""
    accounts = {item["card"]: item["account"] for item in items if item["card"] is not None}
    is_open = meeting.state == BoardMeeting.State.PACKED
    return {
        stance.card_id: stance_line(stance, may_undo=is_open and accounts[stance.card_id] not in own)
        for stance in stances_of(meeting)
        if stance.card_id in accounts
    }


def stance_line(stance: Stance, *, may_undo: bool) -> StanceLine:
    """One stance as printed. Its instructions are read with it by those who read many."""
    return StanceLine(
        pk=stance.pk,
        kind=stance.kind,
        label=str(stance.get_kind_display()),
        text=stance.text,
        until=day(stance.accepted_until) if stance.accepted_until else "",
        by=stance.made_by.name if stance.made_by else "",
        by_list=stance.by_list,
        orders=tuple(f"{row.text} ({row.responsible.name}, {day(row.due_on)})" for row in stance.instructions.all()),
        may_undo=may_undo,
    )
