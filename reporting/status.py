"""The only judge: facts + limits + history → findings → dimensions → colour (domain.md 2.4–2.7).

Overall colour = the worst dimension; four ambers are red; missing mandatory data is grey, never green; a red does not
disappear because a feed went silent. Pure: nothing here reads or writes anything.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import PROFILE_PROJECT, AccountFacts
from reporting.rules import RULES, Colour, Finding, Level, Limits, all_rules
from reporting.rules.customer import complaint_rate, few_complaints
from reporting.rules.levels import COLOUR_ORDER, SEVERITY
from reporting.rules.quality import measured_enough
from reporting.rules.registry import DIMENSIONS
from reporting.status_history import NO_STATES, RuleState, effective
from reporting.status_override import Override, apply_override

INPUT_DIMENSION: Mapping[str, str] = {
    "revenue": "TAL",
    "margin": "TAL",
    "rounds": "LAA",
    "scores": "LAA",
    "projects": "LAA",
    "complaints": "ASI",
    "csat": "ASI",
    "clock": "HOI",
    "supervisors": "HEN",
    "contracts": "SOP",
}
FULL_CARE = ("revenue", "margin", "rounds", "scores", "complaints", "csat", "clock", "supervisors", "contracts")
MANDATORY: Mapping[str, tuple[str, ...]] = {  # by care model, domain.md 2.4
    "A": FULL_CARE,
    "B": FULL_CARE,
    "C": ("revenue", "margin", "rounds", "complaints", "contracts"),
    "D": ("revenue", "contracts"),
}
REPLACED_BY_PROJECTS = ("rounds", "scores", "supervisors")

WORST_OF, ACCUMULATION, COVERAGE, DATA_MISSING = "worst-of", "accumulation", "coverage", "mandatory data missing"
POINTS: Mapping[Level, int] = {Level.RED: 3, Level.AMBER: 1}  # risk points: sorting and arrows only
ARROW_STEP = 2  # points before the arrow turns
AGENDA_RED_MONTHS, AGENDA_AMBER_MONTHS = 3, 4  # a colour this long goes to the board by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The status of one account at one moment and everything that explains it."""

    shown: Colour  # after a manual override
    computed: Colour  # by the rules alone; always printed beside the shown one
    decided_by: str  # WORST_OF, ACCUMULATION, COVERAGE or DATA_MISSING
    override: str  # "none", "in force", "expired", "awaiting approval", "refused: …", "cancelled: …"
    dimensions: Mapping[str, Colour]  # TAL … SOP; NA = left out
    findings: tuple[Finding, ...]  # effective finding of every rule, by rule id
    reasons: tuple[Finding, ...]  # red ones first, then amber, by rule id
    missing_inputs: tuple[str, ...]  # mandatory inputs that are missing, stale or too few
    coverage_pct: Decimal  # fresh mandatory inputs, whole per cent
    risk_points: int  # red 3, amber 1
    rule_states: Mapping[str, RuleState]  # what the next close needs to know; unchanged when this was no close
    as_of: date
    limits_version: str

    @property
    def amber_dimensions(self) -> int:
        """Number of amber dimensions: a fourth turns the account red."""
        return sum(colour is Colour.AMBER for colour in self.dimensions.values())

    def finding(self, rule_id: str) -> Finding:
        """The effective finding of a rule. Raises KeyError when the rule is not carried."""
        for finding in self.findings:
            if finding.rule_id == rule_id:
                return finding
        raise KeyError(rule_id)


def judge(
    facts: AccountFacts,
    limits: Limits,
    previous: Mapping[str, RuleState] | None = None,
    override: Override | None = None,
    *,
    closing: bool = True,
    changed_rules: Collection[str] = (),
) -> Judgement:
    """Judge one account (domain.md 2.4).

    `previous`: rule states of the last month close; None = the first. `closing`: this is a month close, otherwise a
    daily check in which a metric rule may only worsen. `changed_rules`: rules whose limits changed since the last
    close; they are judged without hysteresis (domain.md 2.5).
    """
    before = {rule_id: state for rule_id, state in (previous or NO_STATES).items() if rule_id in RULES}
    judged = [
        effective(
            spec.evaluate(facts, limits),
            spec,
            limits.get(spec.id, "band", facts.model),
            before.get(spec.id),
            facts,
            closing=closing,
            without_hysteresis=spec.id in changed_rules,
        )
        for spec in all_rules()
    ]
    findings = tuple(finding for finding, _ in judged)
    mandatory = mandatory_inputs(facts)
    missing = missing_inputs(facts, limits)
    coverage = coverage_pct(len(mandatory), len(missing))
    dimensions = {name: dimension_colour(name, findings, missing, facts.model) for name in DIMENSIONS}
    computed, decided_by = combine(dimensions.values(), coverage, limits, facts.model)
    reasons = ordered_reasons(findings)
    shown, override_state = apply_override(override, computed, reasons, missing, facts.as_of)
    states = {finding.rule_id: state for finding, state in judged if state is not None}
    return Judgement(
        shown=shown,
        computed=computed,
        decided_by=decided_by,
        override=override_state,
        dimensions=dimensions,
        findings=findings,
        reasons=reasons,
        missing_inputs=missing,
        coverage_pct=coverage,
        risk_points=risk_points(findings),
        rule_states=states if closing else before,
        as_of=facts.as_of,
        limits_version=limits.version,
    )


def mandatory_inputs(facts: AccountFacts) -> tuple[str, ...]:
    """Inputs without which an account of this care model and profile cannot be green (domain.md 2.4)."""
    names = mandatory_names(facts.model, facts.profile)
    return tuple(name for name in names if not (name == "csat" and facts.in_onboarding))


def mandatory_names(model: str, profile: str) -> tuple[str, ...]:
    """The mandatory inputs of a care model in a profile, whatever the phase of the account."""
    names = MANDATORY[model]
    if profile != PROFILE_PROJECT:
        return names
    kept = tuple(name for name in names if name not in REPLACED_BY_PROJECTS)
    return kept if len(kept) == len(names) else (*kept, "projects")


def missing_inputs(facts: AccountFacts, limits: Limits) -> tuple[str, ...]:
    """Mandatory inputs that are stale, absent or too few to be used, in their fixed order."""
    return tuple(name for name in mandatory_inputs(facts) if not _usable(name, facts, limits))


def _usable(name: str, facts: AccountFacts, limits: Limits) -> bool:
    """Fresh, and the figures themselves are there: an empty feed is not green either."""
    if not facts.is_fresh(name):
        return False
    if name == "scores":
        return facts.score_avg is not None and measured_enough(facts, limits)
    if name == "csat":
        enough = limits.need("INPUT", "csat_n", facts.model)
        return facts.csat is not None and facts.csat_n is not None and facts.csat_n >= enough
    if name == "complaints" and complaint_rate(facts) is None and not few_complaints(facts, limits):
        return False
    if name == "rounds":
        planned = facts.rounds_planned_r3
        unplanned = planned is None or (planned == 0 and not facts.in_onboarding)
        return not unplanned and facts.rounds_done_r3 is not None
    return all(value is not None for value in _figures(name, facts))


def _figures(name: str, facts: AccountFacts) -> tuple[Decimal | int | None, ...]:
    """Figures an input must bring; contracts, clock and projects may rightly be empty."""
    needed: Mapping[str, tuple[Decimal | int | None, ...]] = {
        "revenue": (facts.rev_ytd_comparable if facts.has_big_projects else facts.rev_ytd,),
        "margin": (facts.margin_pct,),
        "complaints": (facts.complaints_r3, facts.compl_overdue, facts.critical_open),
        "supervisors": (facts.sup_changes_r12, facts.sup_positions),
    }
    return needed.get(name, ())


def coverage_pct(mandatory: int, missing: int) -> Decimal:
    """Usable mandatory inputs, whole per cent, halves up."""
    return round_half_up(Decimal(mandatory - missing) * 100 / mandatory, 0)


def dimension_colour(dimension: str, findings: Iterable[Finding], missing: Collection[str], model: str) -> Colour:
    """Any red → red; else any amber → amber; else a mandatory input missing → grey; else left out or green."""
    own = [finding for finding in findings if RULES[finding.rule_id].dimension == dimension]
    levels = {finding.level for finding in own}
    if Level.RED in levels:
        return Colour.RED
    if Level.AMBER in levels:
        return Colour.AMBER
    if any(INPUT_DIMENSION[name] == dimension for name in missing):
        return Colour.GREY
    is_off = any(finding.params.get("reason") == "off" for finding in own)
    is_judged = any(model in RULES[finding.rule_id].applies for finding in own)
    left_out = levels == {Level.NA} and (is_off or not is_judged)
    return Colour.NA if left_out else Colour.GREEN


def combine(dimensions: Iterable[Colour], coverage: Decimal, limits: Limits, model: str = "") -> tuple[Colour, str]:
    """The computed colour and what decided it, in the order of domain.md 2.4."""
    colours = list(dimensions)
    if Colour.RED in colours:
        return Colour.RED, WORST_OF
    if colours.count(Colour.AMBER) >= limits.need("STATUS", "amber_dimensions", model):
        return Colour.RED, ACCUMULATION
    if coverage < limits.need("STATUS", "coverage_pct", model):
        return Colour.GREY, COVERAGE
    if Colour.AMBER in colours:
        return Colour.AMBER, WORST_OF
    if Colour.GREY in colours:
        return Colour.GREY, DATA_MISSING
    return Colour.GREEN, WORST_OF


def ordered_reasons(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Amber and red findings, the most severe first, then by rule id."""
    reasons = [finding for finding in findings if finding.is_reason]
    return tuple(sorted(reasons, key=lambda finding: (-SEVERITY[finding.level], finding.rule_id)))


def risk_points(findings: Iterable[Finding]) -> int:
    """Σ over the rules: red 3, amber 1; used only for sorting inside a colour and for the arrow (domain.md 2.7)."""
    return sum(POINTS.get(finding.level, 0) for finding in findings)


def trend(previous: Colour | None, colour: Colour) -> str:
    """Against the previous published card: "new", "better", "same" or "worse" (GREEN < GREY < AMBER < RED)."""
    if previous is None:
        return "new"
    step = COLOUR_ORDER[colour] - COLOUR_ORDER[previous]
    return "worse" if step > 0 else "better" if step < 0 else "same"


def arrow(previous_points: int | None, points: int) -> str:
    """Direction by risk points: "better" or "worse" from two points on, otherwise "same"; "new" without a past."""
    if previous_points is None:
        return "new"
    change = points - previous_points
    if change >= ARROW_STEP:
        return "worse"
    return "better" if change <= -ARROW_STEP else "same"


def duration(previous: Colour | None, previous_months: int, colour: Colour) -> int:
    """Closes in this colour, this one included: "punainen 3. kk"; starts again at 1 when the colour changes."""
    return previous_months + 1 if previous is colour else 1


def belongs_on_agenda(colour: Colour, months: int) -> bool:
    """Three months red or four months amber: an automatic item on the board's agenda (domain.md 2.7)."""
    return (colour is Colour.RED and months >= AGENDA_RED_MONTHS) or (
        colour is Colour.AMBER and months >= AGENDA_AMBER_MONTHS
    )
