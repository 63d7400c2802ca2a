"""What leads the start page of the board: late instructions, then those nobody acknowledged, then the chair's turn."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from accounts_app.board_requests import RequestLine, waiting
from accounts_app.instructions.open_list import (
    FOR_CHAIR,
    LATE,
    TITLES,
    UNACKNOWLEDGED,
    InstructionLine,
    in_group,
    late,
    lines,
    open_instructions,
    ordered,
)
from accounts_app.support.load import sees_everybodys
from accounts_app.support.strain import StrainedOwner, strained_owners
from reporting.dashboards.feedback import silent_cards
from teams.models import User

SHOWN = 4
SHOWN_OWNERS = 6


@dataclass(frozen=True, slots=True)
class Group:
    """The top of a group of instructions and how many there are."""

    code: str
    title: str
    total: int
    rows: tuple[InstructionLine, ...]


@dataclass(frozen=True, slots=True)
class BoardLoop:
    """What waits between the board and the accounts."""

    groups: tuple[Group, ...]
    total: int  # open instructions
    requests: tuple[RequestLine, ...]
    more_requests: int
    silent_cards: int
    strained: tuple[StrainedOwner, ...]
    more_strained: int
    opens_load: bool  # the page behind the panel is not open to everybody who reads it


def board_loop(user: User | AnonymousUser, *, on: datetime.date) -> BoardLoop:
    """The panels of the board page; the queries do not depend on the number of accounts."""
    groups, total = _groups(user, on)
    asked, strained = waiting(user, on), strained_owners(user, on)
    return BoardLoop(
        groups=groups,
        total=total,
        requests=tuple(asked[:SHOWN]),
        more_requests=max(0, len(asked) - SHOWN),
        silent_cards=silent_cards(user, on).count(),
        strained=tuple(strained[:SHOWN_OWNERS]),
        more_strained=max(0, len(strained) - SHOWN_OWNERS),
        opens_load=sees_everybodys(user, on=on),
    )


def _groups(user: User | AnonymousUser, on: datetime.date) -> tuple[tuple[Group, ...], int]:
    """Four queries: how many of each, and the top of each. What is late does not stand in another group too."""
    rows = open_instructions(user, on=on)
    conditions = {
        LATE: late(on),
        UNACKNOWLEDGED: in_group(UNACKNOWLEDGED, on) & ~late(on),
        FOR_CHAIR: in_group(FOR_CHAIR, on) & ~late(on),
    }
    counted = {code: Count("pk", filter=condition) for code, condition in conditions.items()}
    totals = rows.aggregate(total=Count("pk"), **counted)
    groups = [
        Group(code, str(TITLES[code]), totals[code], lines(ordered(rows.filter(condition), on)[:SHOWN], on))
        for code, condition in conditions.items()
        if totals[code]
    ]
    return tuple(groups), totals["total"]
