"""Until when each source is known, as one line under the figures (domain.md 1.7)."""

import datetime
from dataclasses import dataclass

from reporting.freshness import State, known_loads, known_until, state
from reporting.models import SourceLoad

SHOWN = ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts")


@dataclass(frozen=True, slots=True)
class Source:
    """A source and how old it is."""

    label: str
    known_until: datetime.date | None  # None = never loaded
    is_stale: bool


def freshness_line(on: datetime.date) -> tuple[Source, ...]:
    """The sources a colour needs, in their fixed order. One query."""
    loads = known_loads(on)
    return tuple(
        Source(
            str(SourceLoad.Source(code).label),
            known_until(code, loads[code]) if code in loads else None,
            state(code, loads, on) in (State.STALE, State.MISSING),
        )
        for code in SHOWN
    )
