"""What the board told the director to do and what became of it (domain.md 1.8, 2.2 R21). One query."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from accounts_app.models import Instruction, InstructionEvent
from config.common.working_days import working_days_between
from reporting.facts.period import Period

NAME_LENGTH = 60  # characters of an instruction in a sentence
ELLIPSIS = "…"


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The instruction fields of each account; without any instruction nothing is late: zeros."""
    found = open_instructions(ids, period.as_of)
    return {account_id: _fields(found.get(account_id, []), period) for account_id in ids}


def open_instructions(ids: Collection[int], on: date) -> dict[int, list[Instruction]]:
    """Instructions given and neither closed nor cancelled by the day, those due first at the front. One query.

    One that was sent back is undone again. `refused_at` is when the chair last refused a proposed change.
    """
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    still_asked = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=on)
    refused = Q(events__step=InstructionEvent.Step.CHANGE_REFUSED, events__at__date__lte=on)
    rows = Instruction.objects.filter(still_open, still_asked, account__in=ids, given_on__lte=on)
    found: dict[int, list[Instruction]] = defaultdict(list)
    for row in rows.annotate(refused_at=Max("events__at", filter=refused)).order_by("due_on", "pk"):
        found[row.account_id].append(row)
    return found


def _fields(instructions: Sequence[Instruction], period: Period) -> dict[str, Any]:
    """Given in the order of their due days, so the first one not done is the most late."""
    on = period.as_of
    waiting = [_waits_since(row) for row in instructions if not _is_answered(row, on)]
    undone = [row for row in instructions if row.done_on is None or row.done_on > on]
    late = [row for row in undone if row.due_on < on]
    return {
        "instr_unack_wd": working_days_between(min(waiting), on) if waiting else 0,
        "action_overdue_days": (on - late[0].due_on).days if late else 0,
        "action_name": shortened(late[0].text) if late else "",
        "instr_open": len(instructions),
        "instr_overdue": len(late),
    }


def _is_answered(row: Instruction, on: date) -> bool:
    """Acknowledged, or a change is proposed and the chair has not answered yet."""
    if row.acknowledged_on is not None and row.acknowledged_on <= on:
        return True
    return bool(row.proposal) and row.proposed_on is not None and row.proposed_on <= on


def _waits_since(row: Any) -> date:
    """The day it was given, or the day the chair refused to change it."""
    return timezone.localdate(row.refused_at) if row.refused_at else row.given_on


def shortened(text: str) -> str:
    """The beginning of the text, at most 60 characters with the mark of what was cut."""
    return text if len(text) <= NAME_LENGTH else text[: NAME_LENGTH - 1].rstrip() + ELLIPSIS
