"""Metric rows of one account: figures, colour, age of the data and the arrow of the change (domain.md 1.2–1.7)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from reporting.facts.types import PROFILE_PROJECT, AccountFacts, ByHand
from reporting.metrics.cells import ABSENT, MISSING, NOT_APPLICABLE, Cell
from reporting.metrics.registry import MetricSpec, Reading, all_metrics
from reporting.rules import RULES, Level, Limits
from reporting.rules.levels import worst
from reporting.status import Judgement

OF_LEDGERS = ("F1", "F2", "F3")  # rows a figure written by hand goes into
COLUMNS: tuple[str, ...] = ("month", "period", "previous", "change", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """One row of the card's table. Everything needed to print it later is inside: labels and limits of its time too."""

    id: str
    label: Mapping[str, str]  # language -> name
    group: str  # dimension code, or the one of growth
    unit: str
    decimals: int
    priority: int
    better: str
    rules: tuple[str, ...]
    month: Cell
    period: Cell
    previous: Cell
    change: Cell
    target: Cell
    level: Level | None  # None = the row has no colour; UNKNOWN = grey
    carried: bool  # the colour is carried from an earlier check
    stale: bool  # figures are older than their window
    as_of: date | None  # day the source speaks of
    arrow: str  # "up", "down" or "" when the change is not worth one
    verdict: str  # "better", "worse" or ""
    doubtful: bool = False  # printed in grey italics although it is fresh
    preliminary: bool = False  # the month was not closed when the figure came
    by_hand: ByHand | None = None  # who wrote it while the import is broken

    def to_json(self) -> dict[str, Any]:
        """A plain dictionary for a JSON column; `from_json` gives the same row back."""
        return {
            "id": self.id,
            "label": dict(self.label),
            "group": self.group,
            "unit": self.unit,
            "decimals": self.decimals,
            "priority": self.priority,
            "better": self.better,
            "rules": list(self.rules),
            **{name: getattr(self, name).to_json() for name in COLUMNS},
            "level": self.level.value if self.level else None,
            "carried": self.carried,
            "stale": self.stale,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "arrow": self.arrow,
            "verdict": self.verdict,
            "doubtful": self.doubtful,
            "preliminary": self.preliminary,
            "by_hand": {**self.by_hand._asdict(), "on": self.by_hand.on.isoformat()} if self.by_hand else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "MetricRow":
        """The row stored by `to_json`. Raises KeyError or TypeError when the form is another."""
        changed: dict[str, Any] = {name: Cell.from_json(data[name]) for name in COLUMNS}
        changed["rules"] = tuple(data["rules"])
        changed["level"] = Level(data["level"]) if data["level"] else None
        changed["as_of"] = date.fromisoformat(data["as_of"]) if data["as_of"] else None
        if hand := data.get("by_hand"):
            changed["by_hand"] = ByHand(hand["name"], date.fromisoformat(hand["on"]), hand["why"])
        return cls(**{**data, **changed})


def compute(facts: AccountFacts, judgement: Judgement, limits: Limits | None = None) -> list[MetricRow]:
    """Every metric row that has something to print of the account, in the order of the card, growth last."""
    read = _readings(facts, limits or Limits())
    return [_row(spec, reading, facts, judgement) for spec, reading in read if has_source(spec, reading, facts)]


def waiting(facts: AccountFacts, limits: Limits | None = None) -> list[MetricSpec]:
    """Metrics of the account's profile that are not printed because nobody records what they are computed from."""
    read = _readings(facts, limits or Limits())
    return [spec for spec, reading in read if not has_source(spec, reading, facts)]


def _readings(facts: AccountFacts, limits: Limits) -> list[tuple[MetricSpec, Reading]]:
    specs = (spec for spec in all_metrics() if facts.profile in spec.profiles)
    read = ((spec, spec.read(facts, limits)) for spec in specs)
    return [(spec, reading) for spec, reading in read if reading.is_printed]


def has_source(spec: MetricSpec, reading: Reading, facts: AccountFacts) -> bool:
    """The company keeps the record the metric is computed from, or the figure is there all the same."""
    if not spec.kept or spec.kept in facts.kept:
        return True
    return any(cell.mark not in (MISSING, NOT_APPLICABLE) for cell in (reading.month, reading.period))


def _row(spec: MetricSpec, reading: Reading, facts: AccountFacts, judgement: Judgement) -> MetricRow:
    carried_rules = tuple(rule_id for rule_id in spec.rules if rule_id in RULES)
    findings = [judgement.finding(rule_id) for rule_id in carried_rules] if reading.coloured else []
    level = row_level([finding.level for finding in findings])
    arrow = arrow_of(reading.moved, spec.notable)
    return MetricRow(
        id=spec.id,
        label=spec.label,
        group=spec.group,
        unit=spec.unit,
        decimals=spec.decimals,
        priority=spec.project_priority if facts.profile == PROFILE_PROJECT else spec.priority,
        better=spec.better,
        rules=spec.rules,
        **_cells(reading, not_concerned=level is Level.NA and bool(findings)),
        level=level,
        carried=any(finding.level is level and finding.variant.startswith("carry") for finding in findings),
        stale=bool(spec.source) and not facts.is_fresh(spec.source),
        as_of=facts.source_dates.get(spec.source) if spec.source else facts.as_of,
        arrow=arrow,
        verdict=verdict_of(arrow, spec.better),
        doubtful=reading.is_doubtful,
        preliminary=bool(spec.source) and spec.source in facts.preliminary,
        by_hand=facts.by_hand.get(spec.source) if spec.id in OF_LEDGERS else None,
    )


def _cells(reading: Reading, *, not_concerned: bool) -> dict[str, Cell]:
    """The columns; a figure nobody collects for this account is "–", not "ei tietoa"."""
    cells = {name: getattr(reading, name) for name in COLUMNS}
    if not_concerned:
        cells = {name: replace(cell, mark=NOT_APPLICABLE) if cell == ABSENT else cell for name, cell in cells.items()}
    return cells


def row_level(levels: list[Level]) -> Level | None:
    """Colour of a row from its rules: the worst colour, otherwise unknown before green; None without rules."""
    if not levels:
        return None
    concerned = [level for level in levels if level is not Level.NA]
    if not concerned:
        return Level.NA
    level = worst(*concerned)
    return Level.UNKNOWN if level is Level.GREEN and Level.UNKNOWN in concerned else level


def arrow_of(moved: Decimal | None, notable: Decimal | None) -> str:
    """Direction of the number when the change is large enough to speak of (domain.md 1.5)."""
    if moved is None or notable is None or abs(moved) < notable:
        return ""
    return "up" if moved > 0 else "down"


def verdict_of(arrow: str, better: str) -> str:
    """Whether the arrow's direction is good news."""
    if not arrow or better == "none":
        return ""
    return "better" if arrow == better else "worse"
