"""Instructions of the customer management board (rule R21)."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.instruction import InstructionForm
from accounts_app.models import Instruction
from accounts_app.records.kind import Column, Context, RecordKind, register
from teams.permissions import person_of


def _rows(context: Context) -> QuerySet[Instruction]:
    """Open instructions first, the nearest due day on top."""
    rows = Instruction.objects.filter(account=context.account).select_related("responsible")
    return rows.order_by(F("closed_on").desc(nulls_first=True), "due_on", "pk")


def _board(context: Context) -> bool:
    return context.rights.instruct


def _still_open(_context: Context, row: Any) -> bool:
    return row.closed_on is None


def _answers(context: Context, row: Any) -> bool:
    """Those in charge of the account and the one named answer, until the board has closed it."""
    person = person_of(context.user)
    named = person is not None and row.responsible_id == person.pk
    return row.closed_on is None and (context.rights.edit or named)


def _state(row: Any) -> str:
    if row.closed_on:
        return gettext("closed")
    if row.done_on:
        return gettext("done, waits for the board")
    return gettext("acknowledged") if row.acknowledged_on else gettext("not acknowledged")


register(
    RecordKind(
        code="instruction",
        model=Instruction,
        form=InstructionForm,
        title=_("Instructions of the board"),
        add=_("Give an instruction"),
        change=_("Instruction of the board"),
        empty=_("The board has given no instruction about this account."),
        help=_("Not acknowledged in five working days is amber; an action over 14 days late amber, over 30 days red."),
        columns=(
            Column(label=_("Instruction"), value=lambda row: row.text),
            Column(label=_("State"), value=_state),
            Column(label=_("Responsible"), value=lambda row: row.responsible),
            Column(label=_("Given"), value=lambda row: row.given_on, kind="day"),
            Column(label=_("Due"), value=lambda row: row.due_on, kind="day"),
            Column(label=_("Done on"), value=lambda row: row.done_on, kind="day"),
            Column(label=_("Evidence"), value=lambda row: row.evidence, kind="evidence"),
        ),
        rows=_rows,
        may_add=_board,
        may_change=_still_open,
        also_changes=_answers,
        row_link=_("Open"),
    )
)
