"""How colours are decided, printed from the register of rules (architecture.md "Rule")."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import npgettext, pgettext

from config.common.formats import NBSP, number
from reporting.facts.types import CARE_MODELS
from reporting.rules import RuleSpec, all_rules
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import dimension_name, missing_names
from reporting.rules.thresholds import Limits

# What each limit counts, and whether the colour starts below it, over it or at it (domain.md 2.2).
PERCENT, POINTS_OF_PERCENT, MONTHS, DAYS = "percent", "pp", "months", "days"
SITES, COMPLAINTS, POINTS = "sites", "complaints", "points"
UNITS = {
    "R01": PERCENT,
    "R02": PERCENT,
    "R03": POINTS_OF_PERCENT,
    "R04": MONTHS,
    "R06": PERCENT,
    "R07": PERCENT,
    "R08": SITES,
    "R09": PERCENT,
    "R13": COMPLAINTS,
    "R14": COMPLAINTS,
    "R18": DAYS,
    "R24": PERCENT,
    "R31": POINTS,
}
STARTS_OVER = ("R13", "R18", "R24")
STARTS_AT = ("R08", "R14", "R31")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a colour and the care models it holds for ("" = all that the rule concerns)."""

    models: str
    amber: str  # "below 97 %"; "" = never
    red: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """One rule in words."""

    id: str
    title: str
    explanation: str
    applies: str
    inputs: str
    limits: tuple[Limit, ...]
    band: str
    kind: str  # M, S or D
    is_critical: bool


@dataclass(frozen=True, slots=True)
class DimensionRules:
    """The rules of a dimension."""

    name: str
    rules: tuple[RuleWords, ...]


def colour_rules(lang: str) -> tuple[DimensionRules, ...]:
    """All rules by dimension with the limits in force."""
    limits = Limits()
    by_dimension = [(code, [rule for rule in all_rules() if rule.dimension == code]) for code in DIMENSIONS]
    return tuple(
        DimensionRules(dimension_name(code, lang), tuple(_words(rule, limits, lang) for rule in rules))
        for code, rules in by_dimension
        if rules
    )


def _words(rule: RuleSpec, limits: Limits, lang: str) -> RuleWords:
    band = limits.get(rule.id, "band")
    return RuleWords(
        id=rule.id,
        title=rule.title[lang[:2]],
        explanation=rule.explanation[lang[:2]],
        applies=", ".join(rule.applies),
        inputs=missing_names(rule.inputs, lang),
        limits=_limits(rule, limits),
        band=_amount(rule.id, band, is_difference=True) if band is not None else "",
        kind=rule.kind,
        is_critical=rule.critical,
    )


def _limits(rule: RuleSpec, limits: Limits) -> tuple[Limit, ...]:
    """One line when all care models share the limits, otherwise one per model; nothing when it has none."""
    per_model = {model: _pair(rule, limits, model) for model in CARE_MODELS if model in rule.applies}
    pairs = set(per_model.values())
    if pairs <= {("", "")}:
        return ()
    if len(pairs) == 1:
        return (Limit("", *pairs.pop()),)
    return tuple(Limit(model, *pair) for model, pair in per_model.items())


def _pair(rule: RuleSpec, limits: Limits, model: str) -> tuple[str, str]:
    found = (limits.get(rule.id, name, model) for name in ("amber", "red"))
    amber, red = (_condition(rule.id, value) if value is not None else "" for value in found)
    return amber, red


def _condition(rule_id: str, limit: Decimal) -> str:
    """`below 97 %`, `over 120 days`, `at least 1 site`: when the colour starts."""
    amount = _amount(rule_id, limit)
    if rule_id in STARTS_AT:
        return pgettext("limit", "at least %(amount)s") % {"amount": amount}
    if rule_id in STARTS_OVER:
        return pgettext("limit", "over %(amount)s") % {"amount": amount}
    return pgettext("limit", "below %(amount)s") % {"amount": amount}


def _amount(rule_id: str, value: Decimal, *, is_difference: bool = False) -> str:
    """The value with its unit; a difference of two percentages is in percentage points."""
    unit = UNITS.get(rule_id, "")
    if is_difference and unit == PERCENT:
        unit = POINTS_OF_PERCENT
    return NBSP.join(filter(None, (number(value, None), _unit(unit, 1 if value == 1 else 2))))


def _unit(unit: str, count: int) -> str:
    """The word of the unit in the active language; empty when the limit has none."""
    words = {
        PERCENT: "%",
        POINTS_OF_PERCENT: pgettext("limit", "pp"),
        MONTHS: npgettext("limit", "month", "months", count),
        DAYS: npgettext("limit", "day", "days", count),
        SITES: npgettext("limit", "site", "sites", count),
        COMPLAINTS: npgettext("limit", "complaint", "complaints", count),
        POINTS: npgettext("limit", "point", "points", count),
    }
    return words.get(unit, "")
