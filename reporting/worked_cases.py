"""Worked status cases: facts and what changes, judged and told in the form of the cases (domain.md 2.9)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting.facts.parse import FactError, facts_of, read_day, read_values, shortened
from reporting.facts.types import INPUT_NAMES, AccountFacts
from reporting.rules import Colour, Level, Limits
from reporting.status import Judgement, judge
from reporting.status_history import RuleState
from reporting.status_override import Override

CASE_KEYS = {
    "id",
    "title",
    "changes_to_base",
    "stale_or_missing_inputs",
    "previous_closing",
    "override",
    "expect",
}
OVERRIDE_KEYS = {"colour", "approved", "expires"}
STATE_KEYS = {"c", "good", "carried"}
RULE_ID = re.compile(r"R\d\dk?")
OVERRIDE_COLOURS = (Colour.GREEN, Colour.GREY, Colour.AMBER, Colour.RED)


class CaseError(ValueError):
    """The document cannot be judged; the message names the case and the field in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedCase:
    """One case, ready to be judged."""

    id: str
    facts: AccountFacts
    previous: Mapping[str, RuleState] | None
    override: Override | None


def read_document(text: str) -> list[WorkedCase]:
    """The cases of a JSON document. Raises CaseError for anything that is not one.

    NaN and infinities are read as floats, which no field takes: the message then names the case and the field.
    """
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=float, object_pairs_hook=_once)
    except CaseError:
        raise
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise CaseError(f"not JSON: {' '.join(str(error).split())}") from None
    if not isinstance(document, dict) or not isinstance(document.get("base_facts"), dict):
        raise CaseError("base_facts: an object of facts is missing")
    if not isinstance(document.get("cases"), list):
        raise CaseError("cases: a list of cases is missing")
    base = _base(document["base_facts"])
    cases: dict[str, WorkedCase] = {}
    for position, plain in enumerate(document["cases"], 1):
        case = _case(base, plain, position)
        if case.id in cases:
            raise CaseError(f"case {case.id}: the id appears twice")
        cases[case.id] = case
    return list(cases.values())


def _base(plain: dict[str, Any]) -> dict[str, Any]:
    """The values all cases start from, read once."""
    try:
        return read_values(plain)
    except FactError as error:
        raise CaseError(f"base_facts, field {error.field}: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name is given twice: the second would silently win."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise CaseError(f"not JSON: {shortened(name)} is given twice in one object")
    return dict(pairs)


def _case(base: dict[str, Any], plain: Any, position: int) -> WorkedCase:
    if not isinstance(plain, dict) or not isinstance(plain.get("id"), str) or not plain["id"].strip():
        raise CaseError(f"case number {position}: an object with a text id is needed")
    try:
        return _read_case(base, plain)
    except FactError as error:
        raise CaseError(f"case {' '.join(plain['id'].split())}, field {error.field}: {error}") from None


def _read_case(base: dict[str, Any], plain: dict[str, Any]) -> WorkedCase:
    for key in plain:
        if key not in CASE_KEYS:
            raise FactError(key, "unknown field")
    values = {**base, **read_values(_object("changes_to_base", _given(plain, "changes_to_base", {})))}
    stale = _stale(_given(plain, "stale_or_missing_inputs", []))
    values["fresh"] = values.get("fresh", frozenset()) - set(stale)
    return WorkedCase(
        id=plain["id"],
        facts=facts_of(values),
        previous=_previous(plain.get("previous_closing")),
        override=_override(plain.get("override")),
    )


def _given(plain: dict[str, Any], field: str, otherwise: Any) -> Any:
    """The field, or `otherwise` when it is left out or null."""
    value = plain.get(field)
    return otherwise if value is None else value


def _object(field: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FactError(field, f"expected an object, got {shortened(value)}")
    return value


def _stale(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise FactError("stale_or_missing_inputs", f"expected a list, got {shortened(value)}")
    for name in value:
        if name not in INPUT_NAMES:
            raise FactError("stale_or_missing_inputs", f"unknown source {shortened(name)}")
    return value


def _previous(value: Any) -> dict[str, RuleState] | None:
    if value is None:
        return None
    return {rule_id: _state(rule_id, state) for rule_id, state in _object("previous_closing", value).items()}


def _state(rule_id: str, value: Any) -> RuleState:
    field = f"previous_closing.{rule_id}"
    state = _object(field, value)
    counts = [state.get("good", 0), state.get("carried", 0)]
    whole = all(type(count) is int and count >= 0 for count in counts)
    if not RULE_ID.fullmatch(rule_id) or not set(state) <= STATE_KEYS or state.get("c") not in list(Level) or not whole:
        raise FactError(field, f'expected {{"c": "RED", "good": 0}} under a rule id, got {shortened(value)}')
    return RuleState.from_json(state)


def _override(value: Any) -> Override | None:
    if value is None:
        return None
    wish = _object("override", value)
    if set(wish) != OVERRIDE_KEYS:
        raise FactError("override", f"expected {', '.join(sorted(OVERRIDE_KEYS))}, got {shortened(sorted(wish))}")
    if wish["colour"] not in OVERRIDE_COLOURS:
        raise FactError("override.colour", f"expected a colour, got {shortened(wish['colour'])}")
    if not isinstance(wish["approved"], bool):
        raise FactError("override.approved", f"expected true or false, got {shortened(wish['approved'])}")
    return Override(
        colour=Colour(wish["colour"]),
        approved=wish["approved"],
        expires=read_day("override.expires", wish["expires"]),
    )


def evaluate(case: WorkedCase, limits: Limits) -> dict[str, Any]:
    """The case judged at a month close, as a plain dictionary in the form of `expect`."""
    return {"id": case.id, **told(judge(case.facts, limits, case.previous, case.override))}


def told(judgement: Judgement) -> dict[str, Any]:
    """A judgement in the form the worked cases expect."""
    return {
        "shown": judgement.shown.value,
        "computed": judgement.computed.value,
        "decided_by": judgement.decided_by,
        "override": judgement.override,
        "dimensions": {name: colour.value for name, colour in judgement.dimensions.items()},
        "reasons": [f"{finding.rule_id}:{finding.level.value}" for finding in judgement.reasons],
        "values": {finding.rule_id: _plain(finding.value) for finding in judgement.reasons},
        "missing_inputs": list(judgement.missing_inputs),
        "coverage_pct": float(judgement.coverage_pct),
        "risk_points": judgement.risk_points,
    }


def _plain(value: Decimal | int | None) -> float | int | None:
    return float(value) if isinstance(value, Decimal) else value
