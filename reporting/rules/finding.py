"""What a rule found: level, printed value, the limits used, sentence parameters and evidence (domain.md 2.1, 2.3).

A finding is stored as JSON with the status and on the frozen card; its sentence can be printed from
there in any language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from reporting.rules.levels import Level

# Text, count, rounded number (its exponent tells the printed decimals), day, names, or names with a percentage.
Param = str | int | Decimal | date | tuple[str, ...] | tuple[tuple[str, Decimal], ...] | None
Value = Decimal | int | None
NO_PARAMS: Mapping[str, Param] = MappingProxyType({})
LISTED = 3  # names printed in one sentence


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The result of one rule for one account."""

    level: Level  # effective level: after hysteresis and carry when the judge gave it
    rule_id: str = ""  # R01 …
    value: Value = None  # the printed value the level was decided on; None = state without a number
    amber_limit: Decimal | None = None  # limits in force when judged; None = this colour is never given
    red_limit: Decimal | None = None
    variant: str = "value"  # which sentence of the rule
    params: Mapping[str, Param] = field(default_factory=lambda: NO_PARAMS)  # values of the sentence, language-free
    evidence: tuple[str, ...] = ()  # plain references "kind:key" for the page to link
    computed: Level | None = None  # level of the facts alone, before hysteresis and carry
    cap: Level | None = None  # the level is never worse than this now (R01 in January)
    at_least: bool = False  # something the rule asks is not known and could only make it worse
    held: bool = False  # better than before but not yet clearly: the earlier colour is kept (domain.md 2.5)

    @property
    def limit(self) -> Decimal | None:
        """The limit that speaks for the level: the red one for red, otherwise the amber one."""
        return self.red_limit if self.level is Level.RED and self.red_limit is not None else self.amber_limit

    @property
    def is_reason(self) -> bool:
        """Amber and red findings are the reasons of a colour."""
        return self.level in (Level.AMBER, Level.RED)

    def of_rule(self, rule_id: str, amber: Decimal | None, red: Decimal | None) -> "Finding":
        """The finding under its rule, with the limits of the rule where it names none of its own."""
        # Beside the generated constructor, which takes three times as long: every account has a finding of each rule.
        found = object.__new__(Finding)
        changed = {
            "rule_id": rule_id,
            "amber_limit": amber if self.amber_limit is None else self.amber_limit,
            "red_limit": red if self.red_limit is None else self.red_limit,
            "computed": self.level,
        }
        object.__setattr__(found, "__dict__", vars(self) | changed)
        return found

    def to_json(self) -> dict[str, Any]:
        """A plain dictionary for a JSON column; `from_json` gives the same finding back."""
        return {
            "rule": self.rule_id,
            "level": self.level.value,
            "computed": self.computed.value if self.computed else None,
            "cap": self.cap.value if self.cap else None,
            "at_least": self.at_least,
            "held": self.held,
            "value": pack(self.value),
            "amber_limit": pack(self.amber_limit),
            "red_limit": pack(self.red_limit),
            "variant": self.variant,
            "params": {name: pack(value) for name, value in self.params.items()},
            "evidence": list(self.evidence),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        """The finding stored by `to_json`. Raises KeyError or ValueError when the form is another."""
        return cls(
            rule_id=data["rule"],
            level=Level(data["level"]),
            computed=Level(data["computed"]) if data["computed"] else None,
            cap=Level(data["cap"]) if data["cap"] else None,
            at_least=data.get("at_least", False),
            held=data["held"],
            value=unpack(data["value"]),
            amber_limit=unpack(data["amber_limit"]),
            red_limit=unpack(data["red_limit"]),
            variant=data["variant"],
            params={name: unpack(value) for name, value in data["params"].items()},
            evidence=tuple(data["evidence"]),
        )


def pack(value: Param) -> Any:
    """JSON form of a parameter: numbers and days keep their kind."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return {"list": [[pack(part) for part in item] if isinstance(item, tuple) else item for item in value]}
    return value


def unpack(value: Any) -> Any:
    """The parameter behind its JSON form."""
    if not isinstance(value, dict):
        return value
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "date" in value:
        return date.fromisoformat(value["date"])
    return tuple(tuple(unpack(part) for part in item) if isinstance(item, list) else item for item in value["list"])


def unknown(*missing: str) -> Finding:
    """The rule cannot be judged: names of the missing sources for the sentence."""
    return Finding(level=Level.UNKNOWN, variant="grey", params={"missing": missing})


def not_applicable(reason: str) -> Finding:
    """The rule does not concern the account now; `reason` is a key of the wording ("new", "exit" …)."""
    return Finding(level=Level.NA, variant="na", params={"reason": reason})


def partly_known(finding: Finding, *missing: str) -> Finding:
    """A finding while something is not known that could only make it worse: never green, and never better than red."""
    if finding.level is Level.RED:
        return finding
    return replace(finding, at_least=True) if finding.level is Level.AMBER else unknown(*missing)


def listed(names: Sequence[str]) -> tuple[str, ...]:
    """The names a sentence prints: each once, the first three, and "+2" for the rest."""
    different = tuple(dict.fromkeys(names))
    rest = len(different) - LISTED
    return (*different[:LISTED], f"+{rest}") if rest > 0 else different


def with_level(finding: Finding, level: Level, *, held: bool) -> Finding:
    """The same finding at another effective level."""
    return replace(finding, level=level, held=held)
