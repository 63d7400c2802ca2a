"""What the board told the account to do and is not closed yet."""

import datetime
from dataclasses import dataclass

from accounts_app.models import Instruction
from reporting.dashboards.panels.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionRow:
    """An open instruction and how far it is."""

    pk: int
    text: str
    responsible: str
    due_on: datetime.date
    is_acknowledged: bool
    done_on: datetime.date | None
    days_late: int  # 0 when it is done or not yet due


@dataclass(frozen=True, slots=True)
class InstructionsPanel:
    """The open instructions, the nearest due day first."""

    instructions: tuple[InstructionRow, ...]


def instructions_panel(question: Question) -> InstructionsPanel:
    """One query."""
    rows = Instruction.objects.filter(account=question.account, closed_on__isnull=True).select_related("responsible")
    return InstructionsPanel(tuple(_row(row, question.on) for row in rows.order_by("due_on", "pk")))


def _row(row: Instruction, on: datetime.date) -> InstructionRow:
    return InstructionRow(
        pk=row.pk,
        text=row.text,
        responsible=row.responsible.name,
        due_on=row.due_on,
        is_acknowledged=row.acknowledged_on is not None,
        done_on=row.done_on,
        days_late=0 if row.done_on else max(0, (on - row.due_on).days),
    )
