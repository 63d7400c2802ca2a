"""What the board told the account to do and is not closed yet."""

import datetime
from dataclasses import dataclass

from accounts_app.instructions.page import ICONS, days_late
from accounts_app.instructions.state import OPEN, WORDS, State, state_of
from accounts_app.models import Instruction
from reporting.dashboards.panels.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionRow:
    """An open instruction and how far it is."""

    pk: int
    text: str
    responsible: str
    due_on: datetime.date
    state: State
    word: str
    icon: str
    days_late: int  # 0 when it is done or not yet due


@dataclass(frozen=True, slots=True)
class InstructionsPanel:
    """The open instructions, the nearest due day first."""

    instructions: tuple[InstructionRow, ...]


def instructions_panel(question: Question) -> InstructionsPanel:
    """One query."""
    rows = Instruction.objects.filter(OPEN, account=question.account).select_related("responsible")
    return InstructionsPanel(tuple(_row(row, question.on) for row in rows.order_by("due_on", "pk")))


def _row(row: Instruction, on: datetime.date) -> InstructionRow:
    return InstructionRow(
        pk=row.pk,
        text=row.text,
        responsible=row.responsible.name,
        due_on=row.due_on,
        state=state_of(row),
        word=str(WORDS[state_of(row)]),
        icon=ICONS[state_of(row)],
        days_late=days_late(row, on),
    )
