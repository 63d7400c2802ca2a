"""Customer (ASI): first responses and repeated faults (domain.md 1.4 C6, C8, 2.2 R16–R17)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, METRIC, STATE, rule
from reporting.rules.thresholds import Limits, grade_below, grade_reaching

ONCE = 1  # a fault seen once does not repeat


@rule(
    "R16",
    dimension="ASI",
    kind=METRIC,
    title={"fi": "Ensivaste", "en": "First response", "sv": "Första svar"},
    explanation={
        "fi": "Määräajassa vastattujen reklamaatioiden osuus viimeisten kolmen kuukauden aikana. Keltainen alle 95 %, "
        "punainen alle 80 %. Alle viidestä reklamaatiosta yksikin myöhässä on keltainen, punaista ei anneta.",
        "en": "Share of complaints answered in time in the last three months. Amber below 95 %, red below 80 %. "
        "With fewer than five complaints one late answer is amber and red is not given.",
        "sv": "Andelen reklamationer som besvarats i tid under de senaste tre månaderna. Gul under 95 %, röd under "
        "80 %. Vid färre än fem reklamationer är ett sent svar gult och röd ges inte.",
    },
    inputs=("complaints",),
)
def first_response(facts: AccountFacts, limits: Limits) -> Finding:
    """Complaints answered in time / due, %, one decimal; few by count and amber at most; none due → green (R16)."""
    due, in_time = facts.fr_n, facts.fr_within
    if due == 0:
        return Finding(level=Level.GREEN, variant="none", cap=Level.AMBER)
    if due is None or in_time is None:
        return unknown("responses")
    share, late = round_half_up(Decimal(in_time * 100) / due, 1), due - in_time
    few = due < limits.need("R16", "few_n", facts.model)
    amber, red = limits.get("R16", "amber", facts.model), limits.get("R16", "red", facts.model)
    if few:
        level = grade_reaching(late, limits.need("R16", "late_amber", facts.model), None)
    else:
        level = grade_below(share, amber, red)
    return Finding(
        level=level,
        cap=Level.AMBER if few else None,
        value=share,
        variant="few" if few and late > 0 else "value",
        params={"share": share, "late": late, "n": due},
        evidence=("complaints:first-response",),
    )


@rule(
    "R17",
    dimension="ASI",
    kind=STATE,
    title={"fi": "Toistuva vika", "en": "Repeated fault", "sv": "Upprepat fel"},
    explanation={
        "fi": "Saman kohteen ja luokan reklamaatioita 90 päivässä. Keltainen kahdesta, punainen neljästä alkaen.",
        "en": "Complaints of one site and category in 90 days. Amber from two, red from four.",
        "sv": "Reklamationer för samma objekt och kategori på 90 dagar. Gul från två, röd från fyra.",
    },
    inputs=("complaints",),
    better=DOWN,
)
def repeated_fault(facts: AccountFacts, limits: Limits) -> Finding:
    """The largest number of complaints of one site and category (R17)."""
    most = facts.repeat_max
    if most is None:
        return unknown("complaints")
    named = facts.repeat_site and facts.repeat_category
    return Finding(
        level=grade_reaching(most, limits.need("R17", "amber", facts.model), limits.get("R17", "red", facts.model)),
        value=most,
        variant="ok" if most <= ONCE else "value" if named else "unnamed",
        params={"n": most, "site": facts.repeat_site, "category": facts.repeat_category},
        evidence=("complaints:repeated",),
    )
