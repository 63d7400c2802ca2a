"""Facts from plain data: the worked status cases and anything else written by hand (domain.md 2.9).

Strict on purpose: a misspelt or mistyped field must never quietly become "not known".
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from reporting.facts.types import CARE_MODELS, INPUT_NAMES, PHASES, PROFILES, AccountFacts, TenderFact

KNOWN: Mapping[str, Any] = {field.name: field.type for field in fields(AccountFacts)}
REQUIRED = ("as_of", "month", "model")
CHOICES: Mapping[str, tuple[str, ...]] = {"model": CARE_MODELS, "profile": PROFILES, "phase": PHASES}
MAY_BE_NEGATIVE = ("contract_days", "next_meeting_in_days")
LARGEST = Decimal(10) ** 12  # no figure of an account is larger; keeps arithmetic exact
MOST_DECIMALS = 12


class FactError(ValueError):
    """A field that cannot be used; `field` names it, the message says what was expected."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def facts_from_plain(plain: Mapping[str, Any]) -> AccountFacts:
    """Facts from a JSON object whose decimal numbers were read as Decimal. Raises FactError naming the field."""
    return facts_of(read_values(plain))


def read_values(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the given fields, read strictly; fields may be missing. Raises FactError naming the field."""
    for name in plain:
        if name not in KNOWN:
            raise FactError(name, "unknown field")
    return {name: _value(name, value, KNOWN[name]) for name, value in plain.items()}


def facts_of(values: Mapping[str, Any]) -> AccountFacts:
    """Facts of values already read. Raises FactError naming a field that must be there."""
    for name in REQUIRED:
        if values.get(name) is None:
            raise FactError(name, "missing")
    if values.get("dm_low_nofollow") is not None and values.get("dm_low_followed") is not None:
        # The worked cases do not name the answers that still wait: whoever counts the others has none of them.
        values = {"dm_low_waiting": 0, **values}
    return AccountFacts(**values)


def _value(name: str, value: Any, kind: Any) -> Any:
    if name in SPECIAL:
        return SPECIAL[name](name, value)
    allowed = get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    if value is None and types.NoneType in allowed:
        return None
    for accepted, read in READERS.items():
        if accepted in allowed:
            return read(name, value)
    raise FactError(name, "cannot be given here")


def _truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise FactError(name, f"expected true or false, got {shortened(value)}")
    return value


def _count(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactError(name, f"expected a whole number, got {shortened(value)}")
    _amount(name, value)
    if value < 0 and name not in MAY_BE_NEGATIVE:
        raise FactError(name, f"expected 0 or more, got {value}")
    return value


def _amount(name: str, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise FactError(name, f"expected a number, got {shortened(value)}")
    number = Decimal(value)
    if not abs(number) < LARGEST:
        raise FactError(name, f"expected a number below {LARGEST}, got {shortened(value)}")
    if -int(number.as_tuple().exponent) > MOST_DECIMALS:
        raise FactError(name, f"expected at most {MOST_DECIMALS} decimals, got {shortened(value)}")
    return number


def read_day(name: str, value: Any) -> date:
    """A day written YYYY-MM-DD. Raises FactError naming the field."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise FactError(name, f"expected a date YYYY-MM-DD, got {shortened(value)}") from None


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise FactError(name, f"expected text, got {shortened(value)}")
    return value


def _choice(name: str, value: Any) -> str:
    if value not in CHOICES[name]:
        raise FactError(name, f"expected one of {', '.join(CHOICES[name])}, got {shortened(value)}")
    return str(value)


def _month(name: str, value: Any) -> int:
    month = _count(name, value)
    if not 1 <= month <= 12:
        raise FactError(name, f"expected a month 1-12, got {month}")
    return month


def _fresh(name: str, value: Any) -> frozenset[str]:
    """An object of source names and true or false."""
    if not isinstance(value, dict):
        raise FactError(name, f"expected an object of source names, got {shortened(value)}")
    for source in value:
        if source not in INPUT_NAMES:
            raise FactError(f"{name}.{source}", "unknown source")
    return frozenset(source for source, state in value.items() if _truth(f"{name}.{source}", state))


def _tender(name: str, value: Any) -> TenderFact | None:
    """null, or {"plan": true, "wd": 4}: bid plan exists, working days since the announcement."""
    if value is None:
        return None
    if not isinstance(value, dict) or not set(value) <= {"plan", "wd", "schedule"} or "plan" not in value:
        raise FactError(name, f'expected null or {{"plan": true, "wd": 4}}, got {shortened(value)}')
    age = value.get("wd")
    return TenderFact(
        has_plan=_truth(f"{name}.plan", value["plan"]),
        age_working_days=None if age is None else _count(f"{name}.wd", age),
        schedule=_text(f"{name}.schedule", value.get("schedule", "")),
    )


def shortened(value: Any) -> str:
    """The value as it may stand in a one-line message."""
    text = " ".join(repr(str(value) if isinstance(value, Decimal) else value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"


READERS: Mapping[type, Callable[[str, Any], Any]] = {
    bool: _truth,
    int: _count,
    Decimal: _amount,
    date: read_day,
    str: _text,
}
SPECIAL: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(CHOICES, _choice),
    "month": _month,
    "fresh": _fresh,
    "tender": _tender,
}
