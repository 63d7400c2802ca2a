"""Quality rows of the card: Q1, Q2, Q3, Q4 (domain.md 1.4)."""

from decimal import Decimal

from config.common.rounding import ratio_pct, round_half_up
from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.metrics.cells import ABSENT, Cell, count, decimal, pair, share_of, shown, tidy
from reporting.metrics.comparison import difference, previous_cell
from reporting.metrics.registry import Reading, metric
from reporting.rules.quality import WORST_NAMED, coverage_pct, measured_enough
from reporting.rules.thresholds import Limits

ALL_DONE_PCT = 100


@metric(
    "Q1",
    label={"fi": "Laatukierrokset", "en": "Quality rounds", "sv": "Kvalitetsronder"},
    group="LAA",
    unit="count",
    decimals=0,
    source="rounds",
    rule="R06",
    better="up",
    notable=Decimal("3.0"),
    profiles=(PROFILE_SERVICE,),
)
def rounds(facts: AccountFacts, _limits: Limits) -> Reading:
    """Rounds done / planned; the colour comes from the last three months, printed beside the period."""
    return Reading(
        month=pair(facts.rounds_month_done, facts.rounds_month_planned),
        period=_rounds_period(facts),
        previous=previous_cell(facts, pair(facts.rounds_prev_ytd_done, facts.rounds_prev_ytd_planned)),
        target=shown("percent", ALL_DONE_PCT, exact=ALL_DONE_PCT),
        moved=_rounds_moved(facts),
    )


def _rounds_period(facts: AccountFacts) -> Cell:
    cell = pair(facts.rounds_ytd_done, facts.rounds_ytd_planned)
    share = ratio_pct(facts.rounds_done_r3, facts.rounds_planned_r3)
    if share is None:
        return cell
    recent = (facts.rounds_done_r3, facts.rounds_planned_r3, share)
    if cell == ABSENT:
        return Cell(form="rounds_recent", values=recent, exact=share)
    return Cell(form="rounds", values=(*cell.values, *recent), exact=share)


def _rounds_moved(facts: AccountFacts) -> Decimal | None:
    """Percentage points from last year's share of the same months."""
    now = ratio_pct(facts.rounds_ytd_done, facts.rounds_ytd_planned)
    base = ratio_pct(facts.rounds_prev_ytd_done, facts.rounds_prev_ytd_planned)
    return difference(facts, now, base, "signed_pp")[1]


@metric(
    "Q2",
    label={"fi": "Laatupisteet", "en": "Quality score", "sv": "Kvalitetspoäng"},
    group="LAA",
    unit="pct",
    decimals=1,
    source="scores",
    rule="R07",
    better="up",
    notable=Decimal("2.0"),
    profiles=(PROFILE_SERVICE,),
)
def score(facts: AccountFacts, limits: Limits) -> Reading:
    """Weighted mean of the sites' latest rounds, % (month column), and the mean of the period."""
    change, moved = difference(facts, facts.score_ytd_mean, facts.score_prev, "signed")
    limit = limits.need("R07", "amber", facts.model)
    return Reading(
        month=decimal(facts.score_avg, 1),
        period=decimal(facts.score_ytd_mean, 1),
        previous=previous_cell(facts, decimal(facts.score_prev, 1)),
        change=change,
        moved=moved,
        target=shown("at_least_pct", tidy(limit), exact=limit),
        is_doubtful=coverage_pct(facts) is not None and not measured_enough(facts, limits),
    )


@metric(
    "Q3",
    label={"fi": "Kohteita alle rajan", "en": "Sites below the limit", "sv": "Objekt under gränsen"},
    group="LAA",
    unit="count",
    decimals=0,
    source="scores",
    rule="R08",
    better="down",
    profiles=(PROFILE_SERVICE,),
)
def sites_below(facts: AccountFacts, _limits: Limits) -> Reading:
    """Sites whose latest valid round is below the limit, with the worst two by name."""
    names = tuple((site.name, round_half_up(site.score_pct, 0)) for site in facts.sites_below_names[:WORST_NAMED])
    below = facts.sites_below
    return Reading(
        month=shown("named_sites", below, names, exact=below) if below and names else count(below),
        previous=previous_cell(facts, count(facts.sites_below_prev)),
        target=count(0),
    )


@metric(
    "Q4",
    label={"fi": "Mittauskattavuus", "en": "Coverage", "sv": "Mättäckning"},
    group="LAA",
    unit="count",
    decimals=0,
    source="rounds",
    priority=2,
    rule="R09",
    better="up",
    profiles=(PROFILE_SERVICE,),
)
def coverage(facts: AccountFacts, limits: Limits) -> Reading:
    """Active sites with a valid round / active sites; below 60 % the score is printed in grey italics."""
    limit = limits.need("R09", "amber", facts.model)
    return Reading(
        month=share_of(facts.sites_measured, facts.sites_active),
        target=shown("at_least_pct", tidy(limit), exact=limit),
    )
