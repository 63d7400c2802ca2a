"""How colours are decided, printed from the register of rules with the limits in force (architecture.md "Rule")."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, pgettext

from reporting.dashboards.limit_amounts import amount, condition
from reporting.facts.types import CARE_MODELS, PROFILE_PROJECT, PROFILE_SERVICE, PROFILES
from reporting.limits import common_values, rows_in_force
from reporting.models import LimitChange
from reporting.rules import RuleSpec, all_rules
from reporting.rules.limit_names import NEVER_RED, limit_name
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import dimension_name, missing_names
from reporting.rules.thresholds import NOT_RULES, SWITCH, Limits, plain_name
from reporting.status import mandatory_names


@dataclass(frozen=True, slots=True)
class Limit:
    """When the colours start, and the care models it holds for ("" = all that the rule concerns)."""

    models: str
    amber: str  # "below 97 %"
    red: str


@dataclass(frozen=True, slots=True)
class OtherLimit:
    """A limit that starts no colour by itself, or one with words of its own."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A limit that is not the default any more."""

    label: str
    value: str
    model: str  # care model; empty for the whole company
    starts_on: datetime.date
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """One rule in words."""

    id: str
    title: str
    explanation: str
    applies: str
    profile: str  # empty when it belongs to both
    inputs: str
    limits: tuple[Limit, ...]
    never_red: bool
    others: tuple[OtherLimit, ...]
    band: str
    kind: str  # M, S or D
    is_critical: bool
    changed: tuple[Changed, ...]
    off: str  # care models it is switched off for, "A, B"; empty when it is in use


@dataclass(frozen=True, slots=True)
class DimensionRules:
    """The rules of a dimension."""

    code: str
    name: str
    rules: tuple[RuleWords, ...]


@dataclass(frozen=True, slots=True)
class NeededData:
    """The data without which an account cannot be green."""

    models: str
    profile: str
    inputs: str
    count: int


@dataclass(frozen=True, slots=True)
class Combination:
    """The numbers of the combination, as printed in its sentences (domain.md 2.4)."""

    amber_dimensions: str
    coverage: str
    enough_sites: str
    enough_answers: str


def colour_rules(lang: str, changes: Iterable[LimitChange] = ()) -> tuple[DimensionRules, ...]:
    """All rules by dimension; `changes`: rows of the company and the care models in force (`changes_of`)."""
    rows = list(changes)
    limits = Limits().changed(common_values(rows))
    by_dimension = [(code, [rule for rule in all_rules() if rule.dimension == code]) for code in DIMENSIONS]
    return tuple(
        DimensionRules(code, dimension_name(code, lang), tuple(_words(rule, limits, rows, lang) for rule in rules))
        for code, rules in by_dimension
        if rules
    )


def changes_of(month: datetime.date) -> list[LimitChange]:
    """What differs from the default for the company or a care model in the closed month. One query."""
    newest = {(row.care_model, row.rule, row.name): row for row in rows_in_force(month)}
    return [row for row in newest.values() if row.value is not None]


def changed_common(changes: Iterable[LimitChange], lang: str) -> tuple[Changed, ...]:
    """Changed limits that belong to no single rule."""
    return tuple(_changed(row, lang) for row in changes if row.rule in NOT_RULES)


def combination(changes: Iterable[LimitChange] = ()) -> Combination:
    """The numbers of the combination in force for the company."""
    limits = Limits().changed(common_values(changes))

    def said(rule: str, name: str) -> str:
        return amount(rule, name, limits.need(rule, name))

    return Combination(
        amber_dimensions=said("STATUS", "amber_dimensions"),
        coverage=said("STATUS", "coverage_pct"),
        enough_sites=said("INPUT", "coverage_pct"),
        enough_answers=said("INPUT", "csat_n"),
    )


def needed_data(lang: str) -> tuple[NeededData, ...]:
    """Mandatory inputs by care model and profile; equal ones stand in one line."""
    found: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for model in CARE_MODELS:
        by_profile = {profile: mandatory_names(model, profile) for profile in PROFILES}
        is_same = len(set(by_profile.values())) == 1
        for profile, names in by_profile.items():
            found.setdefault((names, "" if is_same else profile), []).append(model)
    return tuple(
        NeededData(", ".join(dict.fromkeys(models)), _profile(profile), missing_names(names, lang), len(names))
        for (names, profile), models in found.items()
    )


def _profile(profile: str) -> str:
    """The profile in words; empty for both."""
    words = {
        PROFILE_SERVICE: pgettext("profile", "service company"),
        PROFILE_PROJECT: pgettext("profile", "consultancy"),
    }
    return words.get(profile, "")


def _words(rule: RuleSpec, limits: Limits, changes: Iterable[LimitChange], lang: str) -> RuleWords:
    band = limits.get(rule.id, "band")
    return RuleWords(
        id=rule.id,
        title=rule.title[lang[:2]],
        explanation=rule.explanation[lang[:2]],
        applies=_applies(rule),
        profile=_profile(rule.profiles[0]) if len(rule.profiles) == 1 else "",
        inputs=missing_names(rule.inputs, lang),
        limits=_limits(rule, limits),
        never_red=rule.id in NEVER_RED,
        others=_others(rule, limits, lang),
        band=amount(rule.id, "band", band) if band is not None else "",
        kind=rule.kind,
        is_critical=rule.critical,
        changed=tuple(_changed(row, lang) for row in changes if row.rule == rule.id),
        off=", ".join(model for model in rule.applies if limits.get(rule.id, SWITCH, model) == 0),
    )


def _applies(rule: RuleSpec) -> str:
    models = ", ".join(rule.applies)
    if not rule.optional:
        return models
    optional = ", ".join(rule.optional)
    return gettext("%(models)s; %(optional)s when there is data") % {"models": models, "optional": optional}


def _limits(rule: RuleSpec, limits: Limits) -> tuple[Limit, ...]:
    """One line when all care models share the limits, otherwise one per model; nothing when it has none."""
    per_model = {model: _pair(rule, limits, model) for model in CARE_MODELS if model in rule.applies}
    pairs = set(per_model.values())
    if pairs <= {("", "")}:
        return ()
    has_red = any(red for _, red in pairs)
    lines = [("", pairs.pop())] if len(pairs) == 1 else list(per_model.items())
    return tuple(Limit(model, amber, red or _no_red(rule, has_red=has_red)) for model, (amber, red) in lines)


def _no_red(rule: RuleSpec, *, has_red: bool) -> str:
    """Without a red limit the colour is never given, or by a condition the text tells."""
    return gettext("never") if has_red or rule.id in NEVER_RED else gettext("see the text")


def _pair(rule: RuleSpec, limits: Limits, model: str) -> tuple[str, str]:
    found = ((name, limits.get(rule.id, name, model)) for name in ("amber", "red"))
    amber, red = (condition(rule.id, name, value) if value is not None else "" for name, value in found)
    return amber, red


def _others(rule: RuleSpec, limits: Limits, lang: str) -> tuple[OtherLimit, ...]:
    """The remaining limits of the rule with their words; a care model's own value is named."""
    known = dict.fromkeys(plain_name(name) for name in limits.table.get(rule.id, {}))
    lines = []
    for name in known:
        if name not in ("amber", "red", "band", SWITCH):
            values = {model: limits.get(rule.id, name, model) for model in rule.applies}
            lines.append(OtherLimit(limit_name(rule.id, name).text(lang), _by_model(rule.id, name, values)))
    return tuple(lines)


def _by_model(rule_id: str, name: str, values: dict[str, Decimal | None]) -> str:
    said = {model: amount(rule_id, name, value) for model, value in values.items() if value is not None}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return " · ".join(f"{model}: {text}" for model, text in said.items())


def _changed(row: LimitChange, lang: str) -> Changed:
    value = amount(row.rule, row.name, row.value or Decimal(0))
    own = f" ({row.name[-1]})" if row.name != plain_name(row.name) else ""
    label = f"{limit_name(row.rule, row.name).text(lang)}{own}"
    return Changed(label, value, row.care_model, row.starts_on, row.decision)
