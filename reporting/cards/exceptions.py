"""Exceptions of the limits as the card prints them: "R07 88/78, 31.12.2026 asti" (domain.md 1.6)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from config.common.formats import day, plain
from reporting.cards.context import LimitException
from reporting.cards.wording import words
from reporting.rules import Limits
from reporting.rules.limit_names import limit_name
from reporting.rules.registry import LANGUAGES
from reporting.rules.thresholds import NOT_RULES

COLOURS = ("amber", "red")


def exceptions(found: Iterable[LimitException], limits: Limits, model: str) -> list[dict[str, Any]]:
    """One entry per rule and end, with its text in every language; kept on the snapshot as it was.

    The amber and the red limit are printed together, the one that is no exception too: they are read together.
    """
    together: dict[tuple[str, date], dict[str, Decimal]] = {}
    for one in found:
        together.setdefault((one.rule, one.ends_on), {})[one.name] = one.value
    lines = []
    for (rule, ends_on), values in together.items():
        pair = _pair(rule, limits, model) if values.keys() & set(COLOURS) else ""
        lines.append(
            {
                "rule": rule,
                "limits": {name: str(value) for name, value in values.items()},
                "ends_on": ends_on.isoformat(),
                "texts": {lang: _text(rule, values, pair, ends_on, lang) for lang in LANGUAGES},
            }
        )
    return lines


def _text(rule: str, values: dict[str, Decimal], pair: str, ends_on: date, lang: str) -> str:
    others = [
        f"{limit_name(rule, name).text(lang)} {plain(value)}" for name, value in values.items() if name not in COLOURS
    ]
    said = ", ".join(part for part in (pair, *others) if part)
    named = said if rule in NOT_RULES else f"{rule} {said}"
    return words(lang)["exception.until"].format(limit=named, day=day(ends_on))


def _pair(rule: str, limits: Limits, model: str) -> str:
    known = (limits.get(rule, name, model) for name in COLOURS)
    return "/".join(plain(value) for value in known if value is not None)
