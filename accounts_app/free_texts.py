"""Every free text of an account in which the name of a customer's contact may stand (requirements.md R307)."""

import datetime
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.models import (
    AccessRequest,
    Account,
    AccountBrief,
    AccountGrant,
    AnswerFollowUp,
    AssignmentBrief,
    Audit,
    BoardRequest,
    ClockEvent,
    Complaint,
    Contact,
    Contract,
    Goal,
    GoalCheck,
    Handover,
    HandoverStep,
    Instruction,
    InstructionEvent,
    ManualFigure,
    Meeting,
    Nomination,
    NonConformity,
    Opportunity,
    OwnerReport,
    PathAction,
    Risk,
    SparringNote,
    SurveyAnswer,
    Tender,
)


@dataclass(frozen=True)
class FreeText:
    """The texts of one kind of row. `account`: the look-up to the account; `day`: the field that dates the row."""

    title: str | Promise
    model: type[models.Model]
    account: str
    fields: Sequence[str]
    day: str = ""
    is_private: bool = False  # told without its words, which are for those who wrote it only

    def dated(self, row: Any) -> datetime.date | None:
        """The day of the row, when it has one."""
        return getattr(row, self.day) if self.day else None

    def words(self, row: Any) -> str:
        """What is written in the row."""
        return " · ".join(text for field in self.fields if (text := getattr(row, field)))


FREE_TEXTS = (
    FreeText(_("meeting"), Meeting, "account", ("subject", "notes"), "meets_on"),
    FreeText(_("complaint"), Complaint, "account", ("number", "description"), "due_on"),
    FreeText(_("survey answer"), SurveyAnswer, "account", ("comment",), "answered_on"),
    FreeText(_("follow-up of an answer"), AnswerFollowUp, "answer__account", ("note",), "talked_on"),
    FreeText(_("goal"), Goal, "account", ("name",), "due_on"),
    FreeText(_("goal check"), GoalCheck, "goal__account", ("note",), "due_on"),
    FreeText(_("risk"), Risk, "account", ("name",), "opened_on"),
    FreeText(
        _("board instruction"),
        Instruction,
        "account",
        ("text", "expected_effect", "proposal", "evidence", "end_note"),
        "given_on",
    ),
    FreeText(_("step of an instruction"), InstructionEvent, "instruction__account", ("text",)),
    FreeText(_("request to the board"), BoardRequest, "account", ("text", "answer")),
    FreeText(
        _("action on the path to green"),
        PathAction,
        "account",
        ("what", "expected_effect", "evidence", "drop_reason"),
        "due_on",
    ),
    FreeText(_("figure written by hand"), ManualFigure, "account", ("reason",), "entered_on"),
    FreeText(_("opportunity"), Opportunity, "account", ("name", "next_step"), "due_on"),
    FreeText(_("contract"), Contract, "account", ("note", "options", "renewal_next_step"), "starts_on"),
    FreeText(_("tender"), Tender, "account", ("schedule",), "announced_on"),
    FreeText(_("annual clock event"), ClockEvent, "account", ("evidence", "move_reason"), "latest_on"),
    FreeText(_("audit"), Audit, "account", ("note",), "held_on"),
    FreeText(_("non-conformity"), NonConformity, "audit__account", ("name",)),
    FreeText(_("brief and talking points"), Account, "pk", ("brief", "talking_points")),
    FreeText(_("brief for supervisors"), AccountBrief, "account", ("text",), "published_on"),
    FreeText(
        _("assignment brief"),
        AssignmentBrief,
        "account",
        ("direction", "goals", "metrics", "mandate", "limits", "support"),
    ),
    FreeText(_("nomination"), Nomination, "account", ("reason", "exception_reason", "answer"), "proposed_on"),
    FreeText(_("handover"), Handover, "account", ("reason", "know_at_once", "sensitivities"), "decided_on"),
    FreeText(_("step of a handover"), HandoverStep, "handover__account", ("note",), "due_on"),
    FreeText(_("report of a wrong owner"), OwnerReport, "account", ("text", "answer")),
    FreeText(_("request for access"), AccessRequest, "account", ("reason", "answer")),
    FreeText(_("named member"), AccountGrant, "account", ("reason",), "starts_on"),
    FreeText(_("sparring note"), SparringNote, "coaching__account", ("text",), is_private=True),
)


def rows_naming(contact: Contact) -> Iterator[tuple[FreeText, Any]]:
    """The rows of the contact's own account with a text that has the name. One query for each kind of text."""
    for text in FREE_TEXTS:
        named = reduce(operator.or_, (Q(**{f"{field}__icontains": contact.name}) for field in text.fields))
        rows = text.model._default_manager.filter(named, **{text.account: contact.account_id})
        yield from ((text, row) for row in rows.order_by("pk"))
