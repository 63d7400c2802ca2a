"""Quality rows of the card: audits and inspections, Q5, Q6 (domain.md 1.4)."""

from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.metrics.cells import ABSENT, Cell, pair, shown, tidy
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits


@metric(
    "Q5",
    label={"fi": "Sisäinen auditointi", "en": "Internal audit", "sv": "Intern revision"},
    group="LAA",
    unit="text",
    decimals=0,
    priority=2,
    rule="R10",
    kept="audits",
)
def audit(facts: AccountFacts, limits: Limits) -> Reading:
    """Result and day of the latest internal audit, with its open non-conformities when there are any."""
    limit = limits.need("R10", "amber", facts.model)
    return Reading(period=_audit(facts), target=shown("at_most_months", tidy(limit), exact=limit))


def _audit(facts: AccountFacts) -> Cell:
    if facts.audit_on is None or facts.audit_failed is None:
        return ABSENT
    form = "audit_failed" if facts.audit_failed else "audit_passed"
    minor, major = facts.nc_minor_open or 0, facts.nc_major_open or 0
    if not minor and not major:
        return shown(form, facts.audit_on, exact=facts.audit_age_months)
    return shown(f"{form}_open", facts.audit_on, minor, major, exact=facts.audit_age_months)


@metric(
    "Q6",
    label={"fi": "INSTA 800 -tarkastus", "en": "INSTA 800 inspection", "sv": "INSTA 800-granskning"},
    group="LAA",
    unit="count",
    decimals=0,
    priority=3,
    kept="insta",
    profiles=(PROFILE_SERVICE,),
)
def insta(facts: AccountFacts, _limits: Limits) -> Reading:
    """Lots passed / inspected in R12 by SFS-INSTA 800-1:2019; never mixed with the score of the rounds, no colour."""
    return Reading(period=pair(facts.insta_passed, facts.insta_inspected))
