"""What is still open with the former owner of an account: the ownership waits until nothing is (domain.md 4.3 V07)."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.instructions.state import OPEN
from accounts_app.models import (
    Account,
    Complaint,
    Goal,
    Handover,
    Instruction,
    Meeting,
    Opportunity,
    PathAction,
    Risk,
)
from teams.models import Person

CLOSED_STAGES = ("voitettu", "hävitty", "won", "lost", "päättynyt")


@dataclass(frozen=True)
class Kind:
    """A kind of open item. `mine`: the condition of those of a person; `give`: the fields that make it another's."""

    code: str
    title: str | Promise
    rows: Callable[[Account], QuerySet[Any]]
    mine: Callable[[Person], Q]
    give: Callable[[Person], Mapping[str, object]]
    name: Callable[[Any], str]
    due: Callable[[Any], datetime.date | None]


@dataclass(frozen=True)
class OpenItem:
    """One thing that still needs a new owner."""

    kind: str
    kind_title: str | Promise
    pk: int
    name: str
    due_on: datetime.date | None


def _meeting_name(row: Meeting) -> str:
    return row.subject or str(row.get_kind_display())


KINDS = (
    Kind(
        "goal",
        _("goal"),
        lambda account: Goal.objects.filter(account=account).exclude(state=Goal.State.DONE),
        lambda person: Q(owner=person),
        lambda person: {"owner": person},
        lambda row: str(row.name),
        lambda row: row.due_on,
    ),
    Kind(
        "risk",
        _("risk"),
        lambda account: Risk.objects.filter(account=account, closed_on__isnull=True),
        lambda person: Q(owner=person),
        lambda person: {"owner": person},
        lambda row: str(row.name),
        lambda row: row.review_on,
    ),
    Kind(
        "instruction",
        _("board instruction"),
        lambda account: Instruction.objects.filter(OPEN, account=account),
        lambda person: Q(responsible=person),
        lambda person: {"responsible": person},
        lambda row: str(row.text),
        lambda row: row.due_on,
    ),
    Kind(
        "path",
        _("action on the path to green"),
        lambda account: PathAction.objects.filter(account=account, done_on__isnull=True, dropped_on__isnull=True),
        lambda person: Q(owner=person),
        lambda person: {"owner": person},
        lambda row: str(row.what),
        lambda row: row.due_on,
    ),
    Kind(
        "opportunity",
        _("opportunity"),
        lambda account: Opportunity.objects.filter(account=account).exclude(stage__in=CLOSED_STAGES),
        lambda person: Q(owner=person),
        lambda person: {"owner": person},
        lambda row: str(row.name),
        lambda row: row.due_on,
    ),
    Kind(
        "meeting",
        _("booked meeting"),
        lambda account: Meeting.objects.filter(account=account, state=Meeting.State.BOOKED),
        lambda person: Q(host=person),
        lambda person: {"host": person},
        _meeting_name,
        lambda row: row.meets_on,
    ),
    Kind(
        "complaint",
        _("complaint"),
        lambda account: Complaint.objects.filter(account=account, closed_on__isnull=True),
        lambda person: Q(responsible_name=person.name),
        lambda person: {"responsible_name": person.name},
        lambda row: str(row.number),
        lambda row: row.due_on,
    ),
)
BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}


def rows_of(handover: Handover, kind: Kind) -> QuerySet[Any]:
    """The open rows of a kind that still stand in the former owner's name."""
    return kind.rows(handover.account).filter(kind.mine(handover.from_person))


def open_items(handover: Handover) -> list[OpenItem]:
    """Everything still open with the former owner, by kind. Seven queries."""
    return [
        OpenItem(kind.code, kind.title, row.pk, kind.name(row), kind.due(row))
        for kind in KINDS
        for row in rows_of(handover, kind).order_by("pk")
    ]
