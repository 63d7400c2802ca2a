"""The register of the status rules: one function and one decorator per rule (domain.md 2.2).

    @rule("R03", dimension="TAL", kind=METRIC, title=…, explanation=…, applies="ABC", inputs=("margin",), better=UP)
    def margin_gap(facts, limits): …

The decorator answers the questions common to all rules (does it concern this care model and profile, is the data
fresh), so a rule holds nothing but its own condition.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps

from reporting.facts.types import PROFILES, AccountFacts
from reporting.rules.finding import Finding, not_applicable, unknown
from reporting.rules.thresholds import Limits

METRIC, STATE, DEADLINE = "M", "S", "D"  # evaluated at month close with hysteresis · daily · daily
UP, DOWN = "up", "down"  # which way the value is better
DIMENSIONS: tuple[str, ...] = ("TAL", "LAA", "ASI", "HOI", "HEN", "SOP")
LANGUAGES: tuple[str, ...] = ("fi", "en", "sv")

RuleFunction = Callable[[AccountFacts, Limits], Finding]
Texts = Mapping[str, str]  # language -> text


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """One registered rule as the page "how colours are decided" prints it."""

    id: str
    dimension: str  # one of DIMENSIONS
    kind: str  # METRIC, STATE or DEADLINE
    title: Texts
    explanation: Texts  # condition in words
    applies: str  # care models, "ABCD"
    optional: str  # care models for which missing data means not applicable instead of unknown
    profiles: tuple[str, ...]
    inputs: tuple[str, ...]  # sources that must be fresh
    better: str  # UP or DOWN, for the hysteresis band
    critical: bool  # a better override is refused while it is red (domain.md 2.6)
    evaluate: RuleFunction


RULES: dict[str, RuleSpec] = {}


def rule(
    rule_id: str,
    *,
    dimension: str,
    kind: str,
    title: Texts,
    explanation: Texts,
    applies: str = "ABCD",
    optional: str = "",
    profiles: tuple[str, ...] = PROFILES,
    inputs: tuple[str, ...] = (),
    better: str = UP,
    critical: bool = False,
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as a status rule. Raises ValueError when the id is taken or the dimension unknown."""
    if rule_id in RULES or dimension not in DIMENSIONS:
        raise ValueError(f"rule {rule_id} ({dimension}) cannot be registered")

    def decorate(condition: RuleFunction) -> RuleFunction:
        @wraps(condition)
        def evaluate(facts: AccountFacts, limits: Limits) -> Finding:
            found = _concerns(spec, facts) or condition(facts, limits)
            amber, red = (limits.get(rule_id, name, facts.model) for name in ("amber", "red"))
            return replace(
                found,
                rule_id=rule_id,
                computed=found.level,
                amber_limit=amber if found.amber_limit is None else found.amber_limit,
                red_limit=red if found.red_limit is None else found.red_limit,
            )

        spec = RuleSpec(
            id=rule_id,
            dimension=dimension,
            kind=kind,
            title=title,
            explanation=explanation,
            applies=applies,
            optional=optional,
            profiles=profiles,
            inputs=inputs,
            better=better,
            critical=critical,
            evaluate=evaluate,
        )
        RULES[rule_id] = spec
        return evaluate

    return decorate


def _concerns(spec: RuleSpec, facts: AccountFacts) -> Finding | None:
    """Not applicable or unknown before the condition is even asked; None when it may be."""
    if facts.model not in spec.applies + spec.optional:
        return not_applicable("model")
    if facts.profile not in spec.profiles:
        return not_applicable("profile")
    missing = tuple(name for name in spec.inputs if name not in facts.fresh)
    if missing and facts.model in spec.optional:
        return not_applicable("optional")
    return unknown(*missing) if missing else None


def all_rules() -> tuple[RuleSpec, ...]:
    """Every registered rule by id."""
    return tuple(RULES[rule_id] for rule_id in sorted(RULES))
