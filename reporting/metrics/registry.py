"""The register of the metric rows: one function and one decorator per metric (domain.md 1.4).

Card, board pack, XLSX, API and trend chart iterate over this register: a new function adds the row everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.facts.types import PROFILES, AccountFacts
from reporting.metrics.cells import NOTHING, Cell
from reporting.metrics.definitions import Definition, definition_of
from reporting.rules.registry import DIMENSIONS
from reporting.rules.thresholds import Limits

Texts = Mapping[str, str]
GROWTH = "KAS"  # group of the rows printed under the table, always without a colour
GROUPS: tuple[str, ...] = (*DIMENSIONS, GROWTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The figures of one metric for one account; columns it does not use stay "–"."""

    month: Cell = NOTHING
    period: Cell = NOTHING
    previous: Cell = NOTHING
    change: Cell = NOTHING
    target: Cell = NOTHING
    moved: Decimal | None = None  # printed change in the metric's own unit, for the arrow
    coloured: bool = True  # False = the rule speaks of another row (revenue with big projects)
    is_printed: bool = True  # False = the row does not concern this account now (no big project, no notice)
    is_doubtful: bool = False  # the figure is known but says little: printed in grey italics


MetricFunction = Callable[[AccountFacts, Limits], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """One registered metric."""

    id: str
    label: Texts
    group: str  # dimension code, or GROWTH
    unit: str  # key of the unit's name: keur, eur, pct, count, score5, days, workdays, points, hours, share, date, text
    decimals: int
    priority: int  # 1 always, 2 if space, 3 first to drop
    project_priority: int  # the same in the consultancy profile
    rules: tuple[str, ...]  # rules whose level colours the row; empty = no colour
    better: str  # "up", "down" or "none": which direction is good
    source: str  # input whose age is printed; empty = written in the application itself, always as of today
    notable: Decimal | None  # smallest change worth an arrow (domain.md 1.5)
    kept: str  # record without which the row waits (facts.kept); empty = always printed
    profiles: tuple[str, ...]
    definition: Definition  # what it is and how it is computed, in words
    read: MetricFunction


METRICS: dict[str, MetricSpec] = {}


def metric(
    metric_id: str,
    *,
    label: Texts,
    group: str,
    unit: str,
    decimals: int,
    source: str = "",
    priority: int = 1,
    project_priority: int | None = None,
    rule: str | tuple[str, ...] = (),
    better: str = "none",
    notable: Decimal | None = None,
    kept: str = "",
    profiles: tuple[str, ...] = PROFILES,
) -> Callable[[MetricFunction], MetricFunction]:
    """Register a function as a metric row.

    Raises ValueError when the id is taken or the group unknown, KeyError when its definition is missing.
    """
    if metric_id in METRICS or group not in GROUPS:
        raise ValueError(f"metric {metric_id} ({group}) cannot be registered")

    def decorate(read: MetricFunction) -> MetricFunction:
        METRICS[metric_id] = MetricSpec(
            id=metric_id,
            label=label,
            group=group,
            unit=unit,
            decimals=decimals,
            priority=priority,
            project_priority=priority if project_priority is None else project_priority,
            rules=(rule,) if isinstance(rule, str) else rule,
            better=better,
            source=source,
            notable=notable,
            kept=kept,
            profiles=profiles,
            definition=definition_of(metric_id),
            read=read,
        )
        return read

    return decorate


def all_metrics() -> tuple[MetricSpec, ...]:
    """Every metric in the order of the card: by group, then by id."""
    return tuple(sorted(METRICS.values(), key=lambda spec: (GROUPS.index(spec.group), spec.id)))
