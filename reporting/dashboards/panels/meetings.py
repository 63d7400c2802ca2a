"""Meetings with the customer: what is booked and what was held."""

import datetime
from dataclasses import dataclass, replace

from accounts_app.access import Data
from accounts_app.clock import KINDS, State, days_late, state, state_words
from accounts_app.models import ClockEvent, Meeting
from reporting.dashboards.panels.question import Question

SHOWN_PAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting as printed. Notes are for those who may see the care of the account, as the whole panel is."""

    meets_on: datetime.date
    kind: str
    mode: str
    subject: str
    host: str
    notes: str
    with_decision_maker: bool
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class MeetingsPanel:
    """Booked ones, the nearest first; held ones, the latest first; days since the last director meeting."""

    coming: tuple[MeetingRow, ...]
    past: tuple[MeetingRow, ...]
    more: int
    days_since_director: int | None  # None also for those who see only their own part
    only_own: bool


@dataclass(frozen=True, slots=True)
class ClockRow:
    """An event of the annual clock and where it stands."""

    title: str
    earliest_on: datetime.date
    latest_on: datetime.date
    state: str
    state_label: str
    days_late: int


@dataclass(frozen=True, slots=True)
class ClockPanel:
    """The events of the year in order."""

    year: int
    events: tuple[ClockRow, ...]


def meetings_panel(question: Question) -> MeetingsPanel:
    """The booked and the last few held meetings: one query."""
    panel = all_meetings_panel(question)
    more = max(0, len(panel.past) - SHOWN_PAST)
    return replace(panel, past=panel.past[:SHOWN_PAST], more=more)


def all_meetings_panel(question: Question) -> MeetingsPanel:
    """Every meeting the reader may read: one query."""
    meetings, reads_all = question.meetings, question.reads_all(Data.MEETINGS)
    coming = [row for row in meetings if row.state == Meeting.State.BOOKED and row.meets_on >= question.on]
    past = [row for row in meetings if row not in coming]
    director = [
        row.meets_on
        for row in past
        if _counts_as_director(row) and row.state == Meeting.State.HELD and row.meets_on <= question.on
    ]
    return MeetingsPanel(
        coming=tuple(_row(row) for row in coming),
        past=tuple(_row(row) for row in reversed(past)),
        more=0,
        days_since_director=(question.on - max(director)).days if director and reads_all else None,
        only_own=not reads_all,
    )


def _counts_as_director(row: Meeting) -> bool:
    """Face to face with a decision maker, as rule R18 counts it (domain.md 1.4 G2)."""
    return row.kind == Meeting.Kind.DIRECTOR and row.mode == Meeting.Mode.FACE_TO_FACE and row.with_decision_maker


def _row(meeting: Meeting) -> MeetingRow:
    return MeetingRow(
        meets_on=meeting.meets_on,
        kind=str(meeting.get_kind_display()),
        mode=str(meeting.get_mode_display()),
        subject=said_once(meeting),
        host=meeting.host.name if meeting.host else "",
        notes=meeting.notes,
        with_decision_maker=meeting.with_decision_maker,
        is_cancelled=meeting.state == Meeting.State.CANCELLED,
    )


def said_once(meeting: Meeting) -> str:
    """The subject, unless it only repeats the kind of the meeting."""
    same = meeting.subject.casefold() == str(meeting.get_kind_display()).casefold()
    return "" if same else meeting.subject


def clock_panel(question: Question) -> ClockPanel:
    """The account's year: one query."""
    year = question.on.year
    rows = ClockEvent.objects.filter(account=question.account, year=year).select_related("meeting")
    return ClockPanel(
        year,
        tuple(_event(row, question.on) for row in rows.order_by("earliest_on", "latest_on", "kind", "ordinal")),
    )


def _event(event: ClockEvent, on: datetime.date) -> ClockRow:
    stands = State(state(event, on))
    title = str(KINDS[event.kind].title) if event.kind in KINDS else event.kind
    late = days_late(event, on)
    return ClockRow(title, event.earliest_on, event.latest_on, stands.value, state_words(event, on), late)
