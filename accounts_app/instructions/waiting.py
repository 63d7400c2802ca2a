"""Instructions that wait for somebody: the account to answer, the chair to judge, everybody because they are late."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from accounts_app.instructions.state import UNDONE, State, within
from accounts_app.models import Account, Instruction
from accounts_app.permissions import in_charge_of
from teams.models import User
from teams.permissions import member_of


@dataclass(frozen=True, slots=True)
class QuickStep:
    """A step taken from a list: where its form is sent, and the last step it saw."""

    address: str
    seen: int


def to_answer(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[Instruction]:
    """What the account's side of the reader still has to do: in own accounts, or given to the reader."""
    person = member_of(user, on=on)
    visible = Account.objects.visible_to(user, on=on)
    mine = Q(account__in=in_charge_of(user, on=on).values("pk"))
    if person is not None:
        mine |= Q(responsible=person, account__in=visible.values("pk"))
    return Instruction.objects.filter(mine, within(*UNDONE))


def to_acknowledge(user: User | AnonymousUser, *, on: datetime.date) -> dict[str, QuickStep]:
    """By the address of its page the acknowledgement of each instruction the reader has not answered yet."""
    rows = to_answer(user, on=on).filter(within(State.GIVEN)).annotate(seen=Max("events"))
    found: dict[str, QuickStep] = {}
    for row in rows:
        place = [row.account_id, row.pk]
        step = reverse("accounts:instruction_step", args=[*place, "acknowledge"])
        found[reverse("accounts:instruction", args=place)] = QuickStep(step, row.seen or 0)
    return found
