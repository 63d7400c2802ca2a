"""Quality (LAA): the internal audit and what it found (domain.md 1.4 Q5, 2.2 R10)."""

from datetime import date
from decimal import Decimal

from reporting.facts.types import PHASE_ONBOARDING, AccountFacts
from reporting.rules.finding import Finding, partly_known
from reporting.rules.levels import Level
from reporting.rules.registry import DEADLINE, DOWN, rule
from reporting.rules.thresholds import Limits


@rule(
    "R10",
    dimension="LAA",
    kind=DEADLINE,
    title={"fi": "Auditointi", "en": "Audit", "sv": "Revision"},
    explanation={
        "fi": "Keltainen, jos sisäinen auditointi on yli 13 kuukautta vanha tai lievä poikkeama on myöhässä. "
        "Punainen, jos auditointi on hylätty tai vakava poikkeama on myöhässä. Haltuunotossa ei arvioida.",
        "en": "Amber when the internal audit is more than 13 months old or a minor non-conformity is overdue. "
        "Red when the audit was failed or a major non-conformity is overdue. Not judged in onboarding.",
        "sv": "Gul när den interna revisionen är över 13 månader gammal eller en lindrig avvikelse är försenad. "
        "Röd när revisionen underkändes eller en allvarlig avvikelse är försenad. Bedöms inte under övertagandet.",
    },
    applies="AB",
    not_in_phases=(PHASE_ONBOARDING,),
    better=DOWN,
)
def internal_audit(facts: AccountFacts, limits: Limits) -> Finding:
    """Result, overdue non-conformities and age of the latest audit; the worst of them speaks (R10)."""
    known = (facts.audit_failed, facts.nc_major_overdue, facts.nc_minor_overdue, facts.audit_age_months)
    finding = _worst(facts, limits.need("R10", "amber", facts.model))
    return partly_known(finding, "audit") if None in known else finding


def _worst(facts: AccountFacts, most_months: Decimal) -> Finding:
    months = facts.audit_age_months
    if facts.audit_failed:
        return _found(Level.RED, "failed", facts.audit_on)
    if facts.nc_major_overdue:
        return _found(Level.RED, "major", facts.nc_due_on, n=facts.nc_major_overdue)
    if facts.nc_minor_overdue:
        return _found(Level.AMBER, "minor", facts.nc_due_on, n=facts.nc_minor_overdue)
    old = months is not None and months > most_months
    return Finding(
        level=Level.AMBER if old else Level.GREEN,
        value=months,
        variant="age" if old else "ok",
        params={"months": months},
        evidence=("audits:latest",),
    )


def _found(level: Level, variant: str, on: date | None, **params: int) -> Finding:
    return Finding(
        level=level,
        variant=variant if on else f"{variant}_undated",
        params={"on": on, **params},
        evidence=("audits:latest",),
    )
