"""Finance rows of the card: F1–F3, F6 (domain.md 1.4)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, NOTHING, Cell, decimal, shown
from reporting.metrics.comparison import change_pct, difference, previous_cell
from reporting.metrics.registry import Reading, metric
from reporting.rules.finance import revenue_figures, thousands
from reporting.rules.thresholds import Limits


def _keur(value: Decimal | None) -> Cell:
    return shown("plain", thousands(value), exact=value)


@metric(
    "F1",
    label={"fi": "Liikevaihto", "en": "Revenue", "sv": "Omsättning"},
    group="TAL",
    unit="keur",
    decimals=1,
    source="revenue",
    rule=("R01", "R02"),
    better="up",
    notable=Decimal("3.0"),
)
def revenue(facts: AccountFacts, _limits: Limits) -> Reading:
    """Net sales excl. VAT, t€; with big projects the comparable row carries the colour instead (domain.md 5.4)."""
    change, moved = change_pct(facts, facts.rev_ytd, facts.rev_prev_ytd)
    return Reading(
        month=_keur(facts.rev_month),
        period=_keur(facts.rev_ytd),
        previous=previous_cell(facts, _keur(facts.rev_prev_ytd)),
        change=change,
        moved=moved,
        target=_revenue_target(facts.rev_ytd, facts.rev_target_ytd),
        coloured=not facts.has_big_projects,
    )


def _revenue_target(actual: Decimal | None, target: Decimal | None) -> Cell:
    """Target of the period with the index reached; no target is no missing figure."""
    if target is None:
        return NOTHING
    if actual is None or target <= 0:
        return _keur(target)
    return shown("share", thousands(target), round_half_up(actual * 100 / target, 1), exact=target)


@metric(
    "F2",
    label={"fi": "Vertailukelpoinen liikevaihto", "en": "Comparable revenue", "sv": "Jämförbar omsättning"},
    group="TAL",
    unit="keur",
    decimals=1,
    source="revenue",
    rule=("R01", "R02"),
    better="up",
    notable=Decimal("3.0"),
)
def comparable_revenue(facts: AccountFacts, _limits: Limits) -> Reading:
    """Revenue without big projects in both years and in the target, t€; only when there are any (domain.md 5.4)."""
    actual, target, before = revenue_figures(facts)
    change, moved = change_pct(facts, actual, before)
    return Reading(
        period=_keur(actual),
        previous=previous_cell(facts, _keur(before)),
        change=change,
        moved=moved,
        target=_revenue_target(actual, target),
        is_printed=facts.has_big_projects,
    )


@metric(
    "F3",
    label={"fi": "Kate-%", "en": "Gross margin %", "sv": "Bruttomarginal %"},
    group="TAL",
    unit="pct",
    decimals=1,
    source="margin",
    rule="R03",
    better="up",
    notable=Decimal("1.0"),
)
def margin(facts: AccountFacts, _limits: Limits) -> Reading:
    """(Revenue − direct costs) / revenue of the period, %; the euros beside it."""
    change, moved = difference(facts, facts.margin_pct, facts.margin_pct_prev_ytd, "signed_pp")
    return Reading(
        month=decimal(facts.margin_pct_month, 1),
        period=_margin_period(facts),
        previous=previous_cell(facts, decimal(facts.margin_pct_prev_ytd, 1)),
        change=change,
        moved=moved,
        target=_margin_target(facts),
    )


def _margin_period(facts: AccountFacts) -> Cell:
    if facts.margin_pct is None:
        return ABSENT
    euros = thousands(facts.margin_eur_ytd)
    if euros is None:
        return decimal(facts.margin_pct, 1)
    return shown("with_keur", round_half_up(facts.margin_pct, 1), euros, exact=facts.margin_pct)


def _margin_target(facts: AccountFacts) -> Cell:
    target = facts.margin_target
    if target is None:
        return NOTHING
    if facts.margin_pct is None:
        return decimal(target, 1)
    gap = round_half_up(facts.margin_pct, 1) - round_half_up(target, 1)
    return shown("with_gap", round_half_up(target, 1), gap, exact=target)


@metric(
    "F6",
    label={"fi": "Lisätyöt", "en": "Extra work", "sv": "Tilläggsarbeten"},
    group="TAL",
    unit="pct",
    decimals=1,
    source="revenue",
    priority=3,
    kept="extra_work",
)
def extra_work(facts: AccountFacts, _limits: Limits) -> Reading:
    """Revenue outside the contract price / revenue of the period, %; no colour."""
    change, moved = difference(facts, facts.extra_work_pct, facts.extra_work_prev_pct, "signed_pp")
    return Reading(
        period=decimal(facts.extra_work_pct, 1),
        previous=previous_cell(facts, decimal(facts.extra_work_prev_pct, 1)),
        change=change,
        moved=moved,
    )
