"""The register of the status rules: one function and one decorator per rule (domain.md 2.2).

    @rule("R03", dimension="TAL", kind=METRIC, title=…, explanation=…, applies="ABC", inputs=("margin",), better=UP)
    def margin_gap(facts, limits): …

The decorator answers the questions common to all rules (does it concern this care model and profile, is the data
fresh), so a rule holds nothing but its own condition.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from reporting.facts.types import PHASE_EXIT, PHASE_ONBOARDING, PROFILES, AccountFacts
from reporting.rules.finding import Finding, not_applicable, unknown
from reporting.rules.thresholds import SWITCH, Limits

METRIC, STATE, DEADLINE = "M", "S", "D"  # evaluated at month close with hysteresis · daily · daily
UP, DOWN = "up", "down"  # which way the value is better
BETWEEN = "between"  # better between two limits; the finding names the nearer one as its amber limit
DIMENSIONS: tuple[str, ...] = ("TAL", "LAA", "ASI", "HOI", "HEN", "SOP")
LANGUAGES: tuple[str, ...] = ("fi", "en", "sv")
PHASE_REASONS: Mapping[str, str] = {PHASE_ONBOARDING: "onboarding", PHASE_EXIT: "exit"}  # phase -> key of the wording

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
    not_in_phases: tuple[str, ...]  # phases in which the rule does not apply, whether or not its data is there
    inputs: tuple[str, ...]  # sources that must be fresh
    better: str  # UP, DOWN or BETWEEN, for the hysteresis band
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
    not_in_phases: tuple[str, ...] = (),
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
            found = _concerns(spec, facts, limits)
            if found is None:
                found = condition(facts, limits)
            amber, red = limits.get(rule_id, "amber", facts.model), limits.get(rule_id, "red", facts.model)
            return found.of_rule(rule_id, amber, red)

        spec = RuleSpec(
            id=rule_id,
            dimension=dimension,
            kind=kind,
            title=title,
            explanation=explanation,
            applies=applies,
            optional=optional,
            profiles=profiles,
            not_in_phases=not_in_phases,
            inputs=inputs,
            better=better,
            critical=critical,
            evaluate=evaluate,
        )
        RULES[rule_id] = spec
        return evaluate

    return decorate


def _concerns(spec: RuleSpec, facts: AccountFacts, limits: Limits) -> Finding | None:
    """Not applicable or unknown before the condition is even asked; None when it may be."""
    if not spec.critical and limits.get(spec.id, SWITCH, facts.model) == 0:
        return not_applicable("off")
    if facts.model not in spec.applies + spec.optional:
        return not_applicable("model")
    if facts.profile not in spec.profiles:
        return not_applicable("profile")
    if facts.phase in spec.not_in_phases:
        return not_applicable(PHASE_REASONS[facts.phase])
    missing = tuple(name for name in spec.inputs if name not in facts.fresh)
    if missing and facts.model in spec.optional:
        return not_applicable("optional")
    return unknown(*missing) if missing else None


def all_rules() -> tuple[RuleSpec, ...]:
    """Every registered rule by id."""
    return tuple(RULES[rule_id] for rule_id in sorted(RULES))
