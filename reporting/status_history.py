"""Hysteresis and carry: bad news at once, good news slowly, silence clears nothing (domain.md 2.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, with_level
from reporting.rules.levels import SEVERITY, Level, one_better
from reporting.rules.registry import BETWEEN, METRIC, UP, RuleSpec

AMBER_CARRIES = 2  # closes an amber outlives its data; a red outlives any number
GOOD_CLOSES = 2  # consecutive closes on the better side that lift a colour without the band


@dataclass(frozen=True, slots=True)
class RuleState:
    """Effective level of a rule at a month close and what the next close must know."""

    level: Level
    good: int = 0  # closes in a row on the better side of the level kept
    carried: int = 0  # closes in a row the level was carried without data

    def to_json(self) -> dict[str, Any]:
        """The stored form: c, good, and carried when there is any."""
        state: dict[str, Any] = {"c": self.level.value, "good": self.good}
        return {**state, "carried": self.carried} if self.carried else state

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "RuleState":
        """The state behind the stored form. Raises KeyError or ValueError for another form."""
        return cls(Level(data["c"]), int(data.get("good", 0)), int(data.get("carried", 0)))


NO_STATES: Mapping[str, RuleState] = MappingProxyType({})


def effective(
    finding: Finding,
    spec: RuleSpec,
    band: Decimal | None,
    before: RuleState | None,
    facts: AccountFacts,
    *,
    closing: bool,
    without_hysteresis: bool,
) -> tuple[Finding, RuleState | None]:
    """The finding as it counts after history, and its state for the next close (None = nothing to remember).

    The state is that of a close; between closes the caller keeps the former one.
    """
    if finding.level is Level.UNKNOWN or _may_still_be_red(finding, before):
        return _carry(finding, spec, before, facts, closing=closing)
    if finding.level is Level.NA:
        return finding, None
    if before is None or without_hysteresis or not _improves_slowly(finding, spec, before):
        return finding, RuleState(finding.level)
    if finding.cap is not None and SEVERITY[before.level] > SEVERITY[finding.cap]:
        return _kept(finding, finding.cap), RuleState(finding.cap)
    good = before.good + 1
    if closing and (good >= GOOD_CLOSES or _clearly_beyond(finding, spec, band, before.level)):
        better = one_better(before.level)
        return _kept(finding, better), RuleState(better)
    return _kept(finding, before.level), RuleState(before.level, good)


def _may_still_be_red(finding: Finding, before: RuleState | None) -> bool:
    """What made the rule red is not known any more; what is known is better, but clears nothing."""
    return finding.at_least and before is not None and before.level is Level.RED


def _improves_slowly(finding: Finding, spec: RuleSpec, before: RuleState) -> bool:
    """A metric rule with a better level than before; state and deadline rules improve at once."""
    return spec.kind == METRIC and SEVERITY[finding.level] < SEVERITY[before.level]


def _clearly_beyond(finding: Finding, spec: RuleSpec, band: Decimal | None, left: Level) -> bool:
    """The value is past the limit being left by at least the band.

    Between two limits a value that has improved lies inside, on either side of the nearer limit, which the finding
    names. A metric rule without a band is never clearly beyond: only the second close in a row lifts it.
    """
    edge = finding.red_limit if left is Level.RED else finding.amber_limit
    if edge is None or band is None or finding.value is None:
        return False
    beyond = finding.value - edge
    if spec.better == BETWEEN:
        return abs(beyond) >= band
    return beyond >= band if spec.better == UP else -beyond >= band


def _kept(finding: Finding, level: Level) -> Finding:
    """The finding at the level history gives it; marked as held when that is worse than the facts alone."""
    return with_level(finding, level, held=level is not finding.level)


def _carry(
    finding: Finding, spec: RuleSpec, before: RuleState | None, facts: AccountFacts, *, closing: bool
) -> tuple[Finding, RuleState | None]:
    """Without data a red stays, an amber stays for two closes, anything else is unknown."""
    if before is None or before.level not in (Level.RED, Level.AMBER):
        return finding, None
    if before.level is Level.AMBER and closing and before.carried >= AMBER_CARRIES:
        return finding, None
    days = _data_age(spec, facts)
    carried = replace(
        finding,
        level=before.level,
        variant="carry_undated" if days is None else "carry",
        params={**finding.params, "days": days},
    )
    return carried, RuleState(before.level, carried=before.carried + 1)


def _data_age(spec: RuleSpec, facts: AccountFacts) -> int | None:
    """Days since the oldest source of the rule was true; None when not known."""
    known = [facts.source_dates[name] for name in spec.inputs if name in facts.source_dates]
    return (facts.as_of - min(known)).days if known else None
