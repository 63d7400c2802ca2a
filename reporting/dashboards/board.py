"""The board page: all accounts red first, how many of each colour, what moved since the previous card."""

import datetime
from dataclasses import dataclass

from django.db.models import F

from accounts_app.models.account import AccountQuerySet
from reporting.dashboards.portfolio import direction, with_previous

SHOWN_MOVES = 12


@dataclass(frozen=True, slots=True)
class Move:
    """An account whose colour differs from its previous published card."""

    pk: int
    name: str
    old: str
    new: str
    direction: str  # "better" or "worse"


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves since the previous card, worse ones first; `shown` is the top of them."""

    shown: tuple[Move, ...]
    worse: int
    better: int


def moves(accounts: AccountQuerySet, on: datetime.date) -> Moves:
    """What moved, in one query. `accounts` comes from `portfolio`, so only what the reader may know."""
    moved = with_previous(accounts.filter(sees_care=True), on).exclude(previous_status=F("status"))
    rows = moved.filter(previous_status__isnull=False).by_name().values_list("pk", "name", "previous_status", "status")
    found = [Move(pk, name, old, new, direction(old, new)) for pk, name, old, new in rows]
    found.sort(key=lambda move: move.direction != "worse")
    worse = sum(move.direction == "worse" for move in found)
    return Moves(tuple(found[:SHOWN_MOVES]), worse, len(found) - worse)
