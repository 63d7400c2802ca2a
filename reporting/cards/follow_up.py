"""What is being done about the account, as its card lists it: instructions, path to green, goals, requests (1.2, 1.8).

Plain data without Django; `reporting/cards/follow_up_read.py` fills it. The board's answer to the card before stands
here too, with how far its instructions are: they are carried from card to card until they are closed.
"""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

MAX_ACTIONS = 5  # rows on the card; the rest is counted


class Kind(StrEnum):
    """Where an action comes from; the card lists them in this order."""

    INSTRUCTION = "instruction"  # of the board
    PATH = "path"  # to green
    GOAL = "goal"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action with its state on the day of the card."""

    kind: Kind
    what: str
    owner: str
    due_on: date
    state: (
        str  # of an instruction as in accounts_app.instructions; of the path: open; of a goal: on_track, at_risk, late
    )
    since: date | None = None  # day of the state, where it has one
    is_late: bool = False
    metric: str = ""  # row of the card it moves
    effect: str = ""
    decider: str = ""  # who decides: owner, board or area; empty for what is decided

    def to_json(self) -> dict[str, Any]:
        """Plain values for the snapshot."""
        return _plain(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """What the account director asks of the board and has no answer to yet."""

    kind: str  # help or decision
    text: str
    asked_on: date
    asked_by: str

    def to_json(self) -> dict[str, Any]:
        """Plain values for the snapshot."""
        return _plain(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceLine:
    """The newest stance of the board on an earlier card, or on the version before."""

    month: date
    version: int
    kind: str
    text: str
    made_on: date
    accepted_until: date | None = None
    instructions: tuple[ActionLine, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values for the snapshot."""
        return _plain(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Everything above of one account on one day."""

    actions: tuple[ActionLine, ...] = ()  # open ones: instructions, then the path, then goals
    requests: tuple[RequestLine, ...] = ()
    last_stance: StanceLine | None = None
    carried: tuple[ActionLine, ...] = ()  # open instructions of older stances

    def to_json(self) -> dict[str, Any]:
        """The parts of the snapshot: the first five actions, how many more, and how many of each kind are open."""
        counts = {kind.value: sum(line.kind is kind for line in self.actions) for kind in Kind}
        return {
            "actions": {
                "rows": [line.to_json() for line in self.actions[:MAX_ACTIONS]],
                "more": max(0, len(self.actions) - MAX_ACTIONS),
                "open": counts,
            },
            "requests": [line.to_json() for line in self.requests],
            "last_stance": self.last_stance.to_json() if self.last_stance else None,
            "carried": [line.to_json() for line in self.carried],
        }


def _plain(line: Any) -> dict[str, Any]:
    plain: dict[str, Any] = _value(asdict(line))
    return plain


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _value(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_value(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
