"""Customer rows of the card: how complaints were met, C6–C8 (domain.md 1.4)."""

from dataclasses import replace
from decimal import Decimal

from reporting.facts.types import AccountFacts
from reporting.metrics.cells import NOTHING, Cell, count, decimal, pair, share_of, shown, tidy
from reporting.metrics.registry import Reading, metric
from reporting.rules.responses import ONCE
from reporting.rules.thresholds import Limits


@metric(
    "C6",
    label={"fi": "Ensivaste ajoissa 3 kk", "en": "First response, 3 months", "sv": "Första svar i tid, 3 mån"},
    group="ASI",
    unit="count",
    decimals=0,
    source="complaints",
    rule="R16",
    better="up",
    notable=Decimal("5.0"),
)
def first_response(facts: AccountFacts, limits: Limits) -> Reading:
    """Complaints of R3 answered in time / due; the share from five on, unless all were in time."""
    limit = limits.need("R16", "amber", facts.model)
    return Reading(month=_answered(facts, limits), target=shown("at_least_pct", tidy(limit), exact=limit))


def _answered(facts: AccountFacts, limits: Limits) -> Cell:
    due, in_time = facts.fr_n, facts.fr_within
    few = due is not None and due < limits.need("R16", "few_n", facts.model)
    return pair(in_time, due) if few or due == in_time else share_of(in_time, due)


@metric(
    "C7",
    label={"fi": "Ratkaisuaika 3 kk", "en": "Time to resolve, 3 months", "sv": "Lösningstid, 3 mån"},
    group="ASI",
    unit="workdays",
    decimals=1,
    source="complaints",
    priority=2,
    better="down",
)
def resolution(facts: AccountFacts, _limits: Limits) -> Reading:
    """Median working days from receipt to acceptance of the complaints closed in R3; P90 on hover."""
    if facts.resolution_days is None:
        return Reading(month=NOTHING if facts.is_fresh("complaints") else count(None))
    median = decimal(facts.resolution_days, 1)
    if facts.resolution_p90 is None:
        return Reading(month=median)
    return Reading(month=replace(median, values=(*median.values, facts.resolution_p90), reason="nine_of_ten"))


@metric(
    "C8",
    label={"fi": "Toistuvat viat 90 pv", "en": "Repeated faults, 90 days", "sv": "Upprepade fel, 90 d"},
    group="ASI",
    unit="count",
    decimals=0,
    source="complaints",
    priority=2,
    rule="R17",
    better="down",
)
def repeats(facts: AccountFacts, limits: Limits) -> Reading:
    """The most complaints of one site and category in 90 days, named when there are several."""
    most, limit = facts.repeat_max, limits.need("R17", "amber", facts.model) - 1
    named = most is not None and most > ONCE and facts.repeat_site
    return Reading(
        month=shown("named_sites", most, facts.repeat_site, exact=most) if named else count(most),
        target=shown("at_most", tidy(limit), exact=limit),
    )
