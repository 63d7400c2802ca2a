"""Customer (ASI): complaints (domain.md 1.4 C4–C5, 2.2 R13–R15)."""

from datetime import date, timedelta
from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import PROFILE_PROJECT, AccountFacts
from reporting.rules.finding import Finding, Param, unknown
from reporting.rules.levels import Level, worst
from reporting.rules.registry import DEADLINE, DOWN, METRIC, STATE, rule
from reporting.rules.thresholds import Limits, grade_above, grade_reaching

MONTHS_R3 = 3
SITES_UNIT = 10  # the rate is per ten sites


def complaint_rate(facts: AccountFacts) -> Decimal | None:
    """Complaints per 10 active sites (or projects) per month over R3, two decimals; None without the numbers."""
    if facts.complaints_r3 is None or not facts.sites_active:
        return None
    return round_half_up(Decimal(facts.complaints_r3 * SITES_UNIT) / (facts.sites_active * MONTHS_R3), 2)


def few_complaints(facts: AccountFacts, limits: Limits) -> bool:
    """So few in R3 that they are noise and the rate is not needed; False when the number is not known."""
    return facts.complaints_r3 is not None and facts.complaints_r3 < limits.need("R13", "min_count", facts.model)


@rule(
    "R13",
    dimension="ASI",
    kind=METRIC,
    title={"fi": "Reklamaatiotiheys", "en": "Complaint intensity", "sv": "Reklamationstäthet"},
    explanation={
        "fi": "Reklamaatioita kymmentä kohdetta (tai projektia) kohti kuukaudessa viimeisten kolmen kuukauden aikana. "
        "Alle kolme reklamaatiota on vihreä.",
        "en": "Complaints per ten sites (or projects) per month in the last three months. "
        "Fewer than three complaints are green.",
        "sv": "Reklamationer per tio objekt (eller projekt) och månad under de senaste tre månaderna. "
        "Färre än tre är grönt.",
    },
    inputs=("complaints",),
    better=DOWN,
)
def complaint_intensity(facts: AccountFacts, limits: Limits) -> Finding:
    """Complaint rate of three months, two decimals; fewer than three complaints → green (R13)."""
    count, rate = facts.complaints_r3, complaint_rate(facts)
    if count is None:
        return unknown("complaints")
    few, by_project = few_complaints(facts, limits), facts.profile == PROFILE_PROJECT
    if rate is None and not few:
        return unknown("projects" if by_project else "sites")
    amber, red = limits.get("R13", "amber", facts.model), limits.get("R13", "red", facts.model)
    return Finding(
        level=Level.GREEN if few or rate is None else grade_above(rate, amber, red),
        value=rate,
        variant="ok" if rate is None else "projects" if by_project else "value",
        params={"count": count, "rate": rate},
        evidence=("complaints:recent",),
    )


@rule(
    "R14",
    dimension="ASI",
    kind=DEADLINE,
    title={"fi": "Reklamaatioita myöhässä", "en": "Complaints overdue", "sv": "Försenade reklamationer"},
    explanation={
        "fi": "Avoimia reklamaatioita, joiden määräpäivä on ohitettu. Punainen kolmesta tai yli 14 päivän ylityksestä.",
        "en": "Open complaints past their due date. Red from three, or when any is more than 14 days over.",
        "sv": "Öppna reklamationer vars förfallodag har passerat. Röd från tre eller när någon är över 14 dagar sen.",
    },
    inputs=("complaints",),
    better=DOWN,
)
def complaints_overdue(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of complaints past due; the oldest one's days may make it red (R14)."""
    overdue, days = facts.compl_overdue, facts.compl_overdue_max_days
    if overdue is None:
        return unknown("complaints")
    level = grade_reaching(overdue, limits.need("R14", "amber", facts.model), limits.get("R14", "red", facts.model))
    if overdue and days is not None and days > limits.need("R14", "red_days", facts.model):
        level = worst(level, Level.RED)
    return Finding(
        level=level,
        value=overdue,
        variant=("undated" if days is None else "value") if overdue else "ok",
        params={"n": overdue, "days": days},
        evidence=("complaints:overdue",),
        at_least=level is Level.AMBER and days is None,
    )


@rule(
    "R15",
    dimension="ASI",
    kind=STATE,
    title={"fi": "Kriittinen reklamaatio", "en": "Critical complaint", "sv": "Kritisk reklamation"},
    explanation={
        "fi": "Avoin kriittinen reklamaatio on punainen. Suljettua ja hyväksyttyä seurataan keltaisena 30 päivää.",
        "en": "An open critical complaint is red. A closed and accepted one is followed as amber for 30 days.",
        "sv": "En öppen kritisk reklamation är röd. En stängd och godkänd följs upp som gul i 30 dagar.",
    },
    better=DOWN,
    critical=True,
)
def critical_complaint(facts: AccountFacts, limits: Limits) -> Finding:
    """A known open critical complaint is red even when the feed is silent; silence alone is never green (R15)."""
    count, closed = facts.critical_open, facts.critical_closed_30d
    if count:
        return Finding(
            level=Level.RED,
            value=count,
            variant="open" if facts.critical_complaint else "open_unnamed",
            params={"n": count, **_complaint_params(facts, limits)},
            evidence=("complaints:critical",),
        )
    if closed:
        dated = facts.critical_complaint is not None and facts.critical_complaint.closed_on is not None
        return Finding(
            level=Level.AMBER,
            value=closed,
            variant="closed" if dated else "closed_undated",
            params={"n": closed, **_complaint_params(facts, limits)},
            evidence=("complaints:critical",),
            at_least=count is None,
        )
    if count is None or closed is None or not facts.is_fresh("complaints"):
        return unknown("complaints")
    return Finding(level=Level.GREEN, value=0, variant="ok")


def _complaint_params(facts: AccountFacts, limits: Limits) -> dict[str, Param]:
    complaint = facts.critical_complaint
    if complaint is None:
        return {}
    days = limits.need("R15", "follow_up_days", facts.model)
    closed_on: date | None = complaint.closed_on
    return {
        "title": complaint.title,
        "site": complaint.site_name,
        "days": (facts.as_of - complaint.opened_on).days,
        "closed": closed_on,
        "until": closed_on + timedelta(days=int(days)) if closed_on else None,
    }
