"""One instruction as its page prints it: how far it is, until when, and every step so far."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts_app.instructions.state import UNDONE, WORDS, State, state_of
from accounts_app.models import Instruction, InstructionEvent
from config.common.working_days import add_working_days

ACKNOWLEDGE_WORKING_DAYS = 3  # domain.md 1.8
ICONS: Mapping[State, str] = {
    State.GIVEN: "exclamation-triangle",
    State.PROPOSED: "question-circle",
    State.ACKNOWLEDGED: "check-lg",
    State.UNDER_WAY: "clock-history",
    State.SENT_BACK: "arrow-counterclockwise",
    State.DONE: "check-circle",
    State.CLOSED: "clipboard-check",
    State.CANCELLED: "x",
}
_Step = InstructionEvent.Step
STEP_ICONS: Mapping[str, str] = {
    _Step.GIVEN: "flag",
    _Step.ACKNOWLEDGED: "check-lg",
    _Step.CHANGE_PROPOSED: "question-circle",
    _Step.CHANGE_ACCEPTED: "check-lg",
    _Step.CHANGE_REFUSED: "x",
    _Step.UNDER_WAY: "clock-history",
    _Step.DONE: "check-circle",
    _Step.SENT_BACK: "arrow-counterclockwise",
    _Step.CLOSED: "clipboard-check",
    _Step.CANCELLED: "x",
    _Step.REOPENED: "arrow-repeat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the timeline."""

    title: str
    when: datetime.date
    icon: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionPage:
    """What the page tells."""

    row: Instruction
    state: State
    word: str | Promise
    icon: str
    days_late: int  # 0 when it is done or not yet due
    acknowledge_by: datetime.date | None  # None once it is answered
    steps: tuple[StepLine, ...]
    before: Instruction | None  # the one it takes up again
    after: Instruction | None  # the one that took it up again
    last: int  # number of the last step, so that nobody acts on an old page


def instruction_page(row: Instruction, on: datetime.date) -> InstructionPage:
    """Two queries beside the row with its people."""
    events = list(row.events.select_related("by"))
    state = state_of(row)
    return InstructionPage(
        row=row,
        state=state,
        word=WORDS[state],
        icon=ICONS[state],
        days_late=days_late(row, on),
        acknowledge_by=add_working_days(row.given_on, ACKNOWLEDGE_WORKING_DAYS) if state is State.GIVEN else None,
        steps=tuple(_lines(row, events)),
        before=row.reopens,
        after=row.reopened_as.order_by("pk").first(),
        last=events[-1].pk if events else 0,
    )


def days_late(row: Instruction, on: datetime.date) -> int:
    """Days since the due day of what is not done."""
    return max(0, (on - row.due_on).days) if state_of(row) in UNDONE else 0


def _lines(row: Instruction, events: list[InstructionEvent]) -> Iterator[StepLine]:
    """The steps; what was written before steps were kept is read from the days of the row."""
    if not events:
        yield from _from_days(row)
    for event in events:
        yield StepLine(
            title=event.get_step_display(),
            when=event.at,
            icon=STEP_ICONS[event.step],
            name=event.by.name if event.by else "",
            text=event.text,
        )


def _from_days(row: Instruction) -> Iterator[StepLine]:
    days = (
        (_Step.GIVEN, row.given_on, ""),
        (_Step.ACKNOWLEDGED, row.acknowledged_on, ""),
        (_Step.UNDER_WAY, row.under_way_on, ""),
        (_Step.DONE, row.done_on, row.evidence),
        (_Step.SENT_BACK, row.returned_on, row.end_note),
        (_Step.CLOSED, row.closed_on, ""),
        (_Step.CANCELLED, row.cancelled_on, row.end_note),
    )
    for step, when, text in days:
        if when is not None:
            yield StepLine(title=str(step.label), when=when, icon=STEP_ICONS[step], name="", text=text)
