"""Instructions of the customer management board (rule R21): the list of an account, and giving one."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import instructions as actions
from accounts_app.forms.records.instruction import InstructionForm
from accounts_app.instructions.state import WORDS, state_of
from accounts_app.models import Instruction
from accounts_app.records.kind import Column, Context, RecordKind, nobody, register
from config.common import clock
from teams.models import User


def _rows(context: Context) -> QuerySet[Instruction]:
    """Open instructions first, the nearest due day on top."""
    rows = Instruction.objects.filter(account=context.account).select_related("responsible")
    return rows.order_by(Coalesce("closed_on", "cancelled_on").desc(nulls_first=True), "due_on", "pk")


def _board(context: Context) -> bool:
    return context.rights.instruct


def _give(*, form: Any, kind: str, by: User) -> Instruction:
    """The valid form becomes an instruction that is told to the account."""
    told = {name: form.cleaned_data[name] for name in form.fields}
    return actions.give(account=form.account, by=by, at=clock.now(), **told)


def _page(row: Instruction) -> str:
    return reverse("accounts:instruction", args=[row.account_id, row.pk])


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
            Column(label=_("State"), value=lambda row: WORDS[state_of(row)]),
            Column(label=_("Responsible"), value=lambda row: row.responsible),
            Column(label=_("Given"), value=lambda row: row.given_on, kind="day"),
            Column(label=_("Due"), value=lambda row: row.due_on, kind="day"),
            Column(label=_("Done on"), value=lambda row: row.done_on, kind="day"),
            Column(label=_("Evidence"), value=lambda row: row.evidence, kind="evidence"),
            Column(label=_("Steps"), value=_page, kind="page"),
        ),
        rows=_rows,
        may_add=_board,
        may_change=nobody,
        may_delete=False,
        write=_give,
    )
)
