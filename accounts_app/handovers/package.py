"""The handover package: what the new owner has to know, gathered from the account as plain data (domain.md 4.3 V02).

It holds no euros. Names of the customer's people are read when the package is shown, so that a person who is
anonymised is not kept here.
"""

import datetime
from typing import Any

from accounts_app.instructions.state import OPEN
from accounts_app.models import (
    Account,
    AssignmentBrief,
    ClockEvent,
    Complaint,
    Contact,
    Contract,
    Goal,
    Handover,
    Instruction,
    Meeting,
    Opportunity,
    Risk,
    StatusChange,
)

Rows = list[dict[str, Any]]
A_YEAR = datetime.timedelta(days=365)
NEXT_EVENTS, NEXT_MEETINGS, LAST_MEETINGS = 12, 10, 5


def build(handover: Handover, on: datetime.date) -> dict[str, Any]:
    """Everything the package holds as of the day. Thirteen queries."""
    account = handover.account
    brief = AssignmentBrief.objects.filter(account=account).first()
    return {
        "made_on": on.isoformat(),
        "brief": account.brief,
        "talking_points": account.talking_points,
        "assignment": {"direction": brief.direction, "mandate": brief.mandate, "limits": brief.limits} if brief else {},
        "colours": _colours(account, on),
        "goals": _goals(account),
        "complaints": _complaints(account),
        "contracts": _contracts(account, on),
        "people": _people(account, on),
        "risks": _risks(account),
        "instructions": _instructions(account),
        "opportunities": _opportunities(account),
        "clock": _clock(account, on),
        "meetings": _meetings(account, on),
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _colours(account: Account, on: datetime.date) -> Rows:
    rows = StatusChange.objects.filter(account=account, scope=StatusChange.Scope.ACCOUNT)
    rows = rows.filter(changed_on__range=(on - A_YEAR, on)).order_by("-changed_on", "-pk")
    return [{"on": _iso(row.changed_on), "old": row.old, "new": row.new} for row in rows]


def _goals(account: Account) -> Rows:
    rows = Goal.objects.filter(account=account).exclude(state=Goal.State.DONE).order_by("due_on", "pk")
    return [
        {"name": row.name, "state": row.state, "on": _iso(row.due_on), "progress_pct": row.progress_pct} for row in rows
    ]


def _complaints(account: Account) -> Rows:
    rows = Complaint.objects.filter(account=account, closed_on__isnull=True).order_by("received_at", "pk")
    return [
        {"name": row.number, "severity": row.severity, "category": row.category, "on": _iso(row.due_on)} for row in rows
    ]


def _contracts(account: Account, on: datetime.date) -> Rows:
    rows = Contract.objects.current(on).filter(account=account).order_by("ends_on", "pk")
    return [
        {
            "name": row.contract_no,
            "services": row.services_text,
            "on": _iso(row.ends_on),
            "notice_months": row.notice_months,
            "options": row.options,
        }
        for row in rows
    ]


def _people(account: Account, on: datetime.date) -> Rows:
    rows = Contact.objects.filter(account=account, anonymised_on__isnull=True).exclude(left_on__lt=on)
    return [
        {"contact": row.pk, "role": row.buying_role, "counterpart": row.counterpart.name if row.counterpart else ""}
        for row in rows.select_related("counterpart").order_by("buying_role", "pk")
    ]


def _risks(account: Account) -> Rows:
    rows = Risk.objects.filter(account=account, closed_on__isnull=True).order_by("pk")
    return [
        {"name": row.name, "score": row.score, "on": _iso(row.review_on), "internal": row.is_internal} for row in rows
    ]


def _instructions(account: Account) -> Rows:
    rows = Instruction.objects.filter(OPEN, account=account).order_by("due_on", "pk")
    return [{"name": row.text, "on": _iso(row.due_on)} for row in rows]


def _opportunities(account: Account) -> Rows:
    rows = Opportunity.objects.filter(account=account).order_by("due_on", "pk")
    return [{"name": row.name, "next_step": row.next_step, "on": _iso(row.due_on)} for row in rows]


def _clock(account: Account, on: datetime.date) -> Rows:
    rows = ClockEvent.objects.filter(account=account, done_on__isnull=True, latest_on__gte=on).order_by("latest_on")
    return [{"kind": row.kind, "from": _iso(row.earliest_on), "on": _iso(row.latest_on)} for row in rows[:NEXT_EVENTS]]


def _meetings(account: Account, on: datetime.date) -> Rows:
    rows = Meeting.objects.filter(account=account).exclude(state=Meeting.State.CANCELLED)
    ahead = rows.filter(meets_on__gte=on).order_by("meets_on", "pk")[:NEXT_MEETINGS]
    held = rows.filter(meets_on__lt=on, state=Meeting.State.HELD).order_by("-meets_on", "-pk")[:LAST_MEETINGS]
    return [
        {"kind": row.kind, "state": row.state, "subject": row.subject, "on": _iso(row.meets_on)}
        for row in [*ahead, *held]
    ]
