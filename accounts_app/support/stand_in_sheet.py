"""What a stand-in has to know of an account before the owner leaves (requirements.md P7, domain.md 4.6)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts_app.instructions.state import OPEN
from accounts_app.models import Account, Complaint, Contact, Goal, Instruction, Meeting, Risk
from accounts_app.ownership.responsible import Responsible, responsible_on
from accounts_app.permissions import AccountRights

AHEAD = datetime.timedelta(days=60)
LAST_MEETINGS = 3


@dataclass(frozen=True)
class Sheet:
    """One page about one account."""

    responsible: Responsible
    complaints: Sequence[Complaint]
    goals: Sequence[Goal]
    coming: Sequence[Meeting]
    held: Sequence[Meeting]
    instructions: Sequence[Instruction]
    risks: Sequence[Risk]
    contacts: Sequence[Contact]


def sheet_of(account: Account, rights: AccountRights, on: datetime.date) -> Sheet:
    """Read for somebody in charge; internal risks only for those who may read them. At most ten queries."""
    meetings = Meeting.objects.filter(account=account)
    goals = Goal.objects.filter(account=account, due_on__lte=on + AHEAD).exclude(state=Goal.State.DONE)
    complaints = Complaint.objects.filter(account=account, closed_on__isnull=True).select_related("site")
    risks = Risk.objects.filter(account=account, closed_on__isnull=True).select_related("owner")
    booked = meetings.filter(state=Meeting.State.BOOKED, meets_on__range=(on, on + AHEAD)).select_related("host")
    held = meetings.filter(state=Meeting.State.HELD, meets_on__lt=on)
    contacts = Contact.objects.filter(account=account, left_on__isnull=True)
    deciders = contacts.filter(Q(buying_role=Contact.BuyingRole.DECIDER) | Q(counterpart__isnull=False))
    open_instructions = Instruction.objects.filter(OPEN, account=account)
    return Sheet(
        responsible=responsible_on([account], on)[account.pk],
        complaints=list(complaints.order_by("due_on", "received_at")),
        goals=list(goals.select_related("owner").order_by("due_on", "pk")),
        coming=list(booked.order_by("meets_on")),
        held=list(held.order_by("-meets_on")[:LAST_MEETINGS]),
        instructions=list(open_instructions.select_related("responsible").order_by("due_on")),
        risks=list(risks if rights.internal_risks else risks.filter(is_internal=False)),
        contacts=list(deciders.order_by("name", "pk")),
    )
