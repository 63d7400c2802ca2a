"""The annual clock: kinds of yearly events, their windows by care model, and what state an event is in (domain.md 3).

Pure of the database: `plan_year` says what a year holds, `state` derives where one event stands from its evidence.
Writing is in `accounts_app/actions/clock_events.py`.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts_app.clock_windows import (
    Pattern,
    Window,
    anniversary_window,
    around,
    before_review,
    director_meeting,
    half_year,
    month,
    quarter,
    quarter_of,
    renewal,
    year_end,
)
from accounts_app.models import ClockEvent, Meeting


class Evidence(StrEnum):
    """What makes an event done (domain.md 3.2)."""

    DIRECTOR_MEETING = "director_meeting"
    STEERING_MEETING = "steering_meeting"
    ENTRY = "entry"


@dataclass(frozen=True)
class EventKind:
    """A kind of yearly event; `ring` 1 top management, 2 account director, 3 supervisors, 4 support."""

    code: str
    title: str | Promise
    ring: int
    is_key: bool
    evidence: Evidence = Evidence.ENTRY


class State(models.TextChoices):
    """Where an event stands on a day (domain.md 3.5)."""

    UPCOMING = "upcoming", pgettext_lazy("clock event", "upcoming")
    OPEN = "open", pgettext_lazy("clock event", "open")
    BOOKED = "booked", pgettext_lazy("clock event", "booked")
    DONE = "done", pgettext_lazy("clock event", "done")
    DONE_LATE = "done_late", pgettext_lazy("clock event", "done late")
    LATE = "late", pgettext_lazy("clock event", "late")


KINDS: dict[str, EventKind] = {
    kind.code: kind
    for kind in (
        EventKind("JT", _("Director meeting"), 2, True, Evidence.DIRECTOR_MEETING),
        EventKind("SY", _("Anniversary and development meeting"), 1, True, Evidence.DIRECTOR_MEETING),
        EventKind("OR", _("Steering group meeting"), 1, True, Evidence.STEERING_MEETING),
        EventKind("AT", _("Customer satisfaction survey"), 4, True),
        EventKind("ATP", _("Survey results gone through with the customer"), 2, False),
        EventKind("SA", _("Internal audit"), 4, True),
        EventKind("WE", _("Webinar for the service organisation"), 2, False),
        EventKind("TS", _("Annual plan update"), 2, True),
        EventKind("TA", _("Goal check"), 2, False),
        EventKind("TU", _("Support team meeting"), 2, False),
        EventKind("ES", _("Account presentation to staff"), 2, False),
        EventKind("KS", _("Cost follow-up"), 4, False),
        EventKind("HI", _("Price review"), 2, True),
        EventKind("SP", _("Renewal decision"), 1, True),
        EventKind("TV", _("Contractor's liability documents"), 4, False),
        EventKind("VV", _("Yearly owner review"), 1, False),
        EventKind("RI", _("Risk review"), 2, False),
    )
}

MOST_MOVES = 2  # times a window may be moved (domain.md 3.5)
KEY_MOVE_DAYS = 30  # further than this a key event is moved by a director

# Models that hold the anniversary meeting, and in which quarters after the anniversary's own the director meetings
# stand: A 3 + 1, B 1 + 1, C 1 (domain.md 3.3).
WITH_ANNIVERSARY = "AB"
MEETING_QUARTERS: dict[str, tuple[int, ...]] = {"A": (1, 2, 3), "B": (2,), "C": (0,), "D": ()}

# Months aimed at, by care model; quarters and halves by their number.
TEMPLATES: dict[str, tuple[Pattern, ...]] = {
    "A": (
        around("OR", 3, 10),
        month("AT", 5),
        month("ATP", 6),
        quarter("SA", 1),
        around("WE", 2, 5, 9, 11),
        month("TS", 11),
        quarter("TA", 1, 2, 3, 4),
        quarter("TU", 1, 2, 3, 4),
        around("ES", 3, 9),
        quarter("KS", 1, 2, 3, 4),
        month("TV", 1),
        year_end("VV"),
        half_year("RI", 1, 2),
    ),
    "B": (
        around("OR", 10),
        month("AT", 5),
        month("ATP", 6),
        around("WE", 3, 10),
        month("TS", 11),
        quarter("TA", 1, 2, 3, 4),
        quarter("TU", 2, 4),
        around("ES", 9),
        quarter("KS", 2, 4),
        month("TV", 1),
        year_end("VV"),
        half_year("RI", 2),
    ),
    "C": (
        around("WE", 9),
        month("TS", 12),
        quarter("TA", 2, 4),
        quarter("KS", 4),
        month("TV", 1),
        year_end("VV"),
    ),
    "D": (month("TV", 1), year_end("VV")),
}
WITH_PRICE_REVIEW = "ABC"


@dataclass(frozen=True)
class Planned:
    """One event a year should hold, before it is a row."""

    kind: str
    ordinal: int
    window: Window


class ContractTerms(Protocol):
    """What the clock needs of a contract."""

    ends_on: datetime.date | None
    price_review_month: int | None


def plan_year(
    *, care_model: str, anniversary: datetime.date, year: int, contracts: Iterable[ContractTerms] = ()
) -> tuple[Planned, ...]:
    """Everything the year of an account of this care model should hold (domain.md 3.3, 3.4)."""
    windows = [*_director_windows(care_model, anniversary, year)]
    for pattern in TEMPLATES[care_model]:
        windows += [(pattern.kind, window) for window in pattern.windows(year)]
    windows += _contract_windows(care_model, year, contracts)
    return tuple(_numbered(windows))


def _director_windows(care_model: str, anniversary: datetime.date, year: int) -> list[tuple[str, Window]]:
    own = quarter_of(anniversary)
    found: list[tuple[str, Window]] = []
    if care_model in WITH_ANNIVERSARY:
        window = anniversary_window(anniversary, year)
        own = quarter_of(window.earliest_on + (window.latest_on - window.earliest_on) / 2)
        found.append(("SY", window))
    for step in MEETING_QUARTERS[care_model]:
        found.append(("JT", director_meeting(year, (own - 1 + step) % 4 + 1)))
    return found


def _contract_windows(care_model: str, year: int, contracts: Iterable[ContractTerms]) -> list[tuple[str, Window]]:
    terms = list(contracts)
    found: list[tuple[str, Window]] = []
    reviews = sorted({contract.price_review_month for contract in terms if contract.price_review_month})
    if reviews and care_model in WITH_PRICE_REVIEW:
        found.append(("HI", before_review(year, reviews[0])))
    for ends_on in sorted({contract.ends_on for contract in terms if contract.ends_on}):
        window = renewal(ends_on)
        if window.earliest_on.year == year:
            found.append(("SP", window))
    return found


def _numbered(windows: Iterable[tuple[str, Window]]) -> Iterable[Planned]:
    seen: dict[str, int] = {}
    for kind, window in sorted(windows, key=lambda item: (item[0], item[1].earliest_on, item[1].latest_on)):
        seen[kind] = seen.get(kind, 0) + 1
        yield Planned(kind, seen[kind], window)


def fulfils(kind: str, meeting: Meeting) -> bool:
    """Whether a meeting of this sort can be the evidence of an event of the kind (domain.md 3.2)."""
    if meeting.state == Meeting.State.CANCELLED:
        return False
    evidence = KINDS[kind].evidence
    if evidence is Evidence.DIRECTOR_MEETING:
        in_person = meeting.mode == Meeting.Mode.FACE_TO_FACE
        return meeting.kind == Meeting.Kind.DIRECTOR and in_person and meeting.with_decision_maker
    return evidence is Evidence.STEERING_MEETING and meeting.kind == Meeting.Kind.STEERING


def evidence_for(event: ClockEvent, meetings: Sequence[Meeting], slack_days: int = 45) -> Meeting | None:
    """The meeting nearest to the window that fulfils the event; none when all are further than `slack_days` from it."""
    slack = datetime.timedelta(days=slack_days)
    near = [
        meeting
        for meeting in meetings
        if event.earliest_on - slack <= meeting.meets_on <= event.latest_on + slack and fulfils(event.kind, meeting)
    ]
    return min(near, key=lambda meeting: (_distance(event, meeting.meets_on), meeting.meets_on), default=None)


def _distance(event: ClockEvent, day: datetime.date) -> int:
    if day < event.earliest_on:
        return (event.earliest_on - day).days
    return max(0, (day - event.latest_on).days)


def fulfilled_on(event: ClockEvent, on: datetime.date) -> datetime.date | None:
    """The day of the evidence as known on a day; None while there is none."""
    if event.done_on is not None and event.done_on <= on:
        return event.done_on
    meeting = event.meeting
    held = meeting is not None and meeting.state == Meeting.State.HELD and meeting.meets_on <= on
    return meeting.meets_on if meeting is not None and held else None


def state(event: ClockEvent, on: datetime.date) -> State:
    """Where the event stands on the day, from its evidence alone (domain.md 3.5)."""
    done_on = fulfilled_on(event, on)
    if done_on is not None:
        return State.DONE if done_on <= event.original_latest_on else State.DONE_LATE
    meeting = event.meeting
    if meeting is not None and meeting.state == Meeting.State.BOOKED and meeting.meets_on >= on:
        return State.BOOKED
    if on > event.latest_on:
        return State.LATE
    return State.UPCOMING if on < event.earliest_on else State.OPEN


def state_words(event: ClockEvent, on: datetime.date) -> str:
    """The state in words, and that the window was moved."""
    label = str(state(event, on).label)
    return gettext("%(state)s, moved") % {"state": label} if event.moves else label


def may_still_move(event: ClockEvent, on: datetime.date) -> bool:
    """An event without evidence whose window was not moved twice already."""
    return event.moves < MOST_MOVES and event.done_on is None and fulfilled_on(event, on) is None


def needs_a_director(event: ClockEvent, latest_on: datetime.date) -> bool:
    """A key event moved this far from its first window is not the owner's to move."""
    is_key = event.kind in KINDS and KINDS[event.kind].is_key
    return is_key and (latest_on - event.original_latest_on).days > KEY_MOVE_DAYS


def days_late(event: ClockEvent, on: datetime.date) -> int:
    """Days a late event is over its window, 0 when it is not late."""
    return (on - event.latest_on).days if state(event, on) is State.LATE else 0
