"""Supervisors of the sites (HEN): sites without one, the account brief (domain.md 1.4 H2–H3, 2.2 R25–R26)."""

from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.rules.finding import Finding, not_applicable, partly_known
from reporting.rules.levels import Level, worst
from reporting.rules.registry import DEADLINE, DOWN, rule
from reporting.rules.thresholds import Limits, grade_reaching


@rule(
    "R25",
    dimension="HEN",
    kind=DEADLINE,
    title={"fi": "Kohde ilman esimiestä", "en": "Site without a supervisor", "sv": "Objekt utan arbetsledare"},
    explanation={
        "fi": "Aktiivisia kohteita ilman nimettyä esimiestä. Keltainen yhdestä; punainen, kun jokin kohde on ollut "
        "ilman yli 14 päivää tai kun niitä on vähintään kaksi ja 5 % kohteista.",
        "en": "Active sites without a named supervisor. Amber from one; red when any has been without for more than "
        "14 days, or when they are at least two and 5 % of the sites.",
        "sv": "Aktiva objekt utan namngiven arbetsledare. Gul från ett; röd när något har varit utan i över 14 dagar "
        "eller när de är minst två och 5 % av objekten.",
    },
    applies="AB",
    profiles=(PROFILE_SERVICE,),
    inputs=("supervisors",),
    better=DOWN,
)
def sites_without_supervisor(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of active sites without a supervisor; the longest gap or their share may make it red (R25)."""
    count, days = facts.sites_nosup, facts.sites_nosup_maxdays
    gap_days = limits.need("R25", "gap_days", facts.model)
    too_long = count != 0 and days is not None and days > gap_days
    many = _red_by_share("R25", count, facts.sites_active, facts, limits)
    level = grade_reaching(count or 0, limits.need("R25", "amber", facts.model), None)
    finding = Finding(
        level=worst(level, Level.RED) if too_long or many else level,
        value=count,
        variant=_gap_variant(count, days, too_long=too_long),
        params={"n": count, "days": days, "gap_days": int(gap_days)},
        evidence=("supervisors:missing",),
    )
    known = count == 0 or (days is not None and many is not None)
    return finding if known else partly_known(finding, "supervisors")


def _gap_variant(count: int | None, days: int | None, *, too_long: bool) -> str:
    if too_long:
        return "gap_uncounted" if count is None else "gap"
    return ("undated" if days is None else "value") if count else "ok"


@rule(
    "R26",
    dimension="HEN",
    kind=DEADLINE,
    title={"fi": "Perehdytys kuittaamatta", "en": "Brief not acknowledged", "sv": "Introduktion okvitterad"},
    explanation={
        "fi": "Yli 14 päivää asiakkuudella olleita esimiehiä, jotka eivät ole kuitanneet asiakkuuden perehdytystä. "
        "Keltainen yhdestä; punainen, kun heitä on vähintään kolme ja 25 % esimiehistä.",
        "en": "Supervisors more than 14 days on the account who have not acknowledged the account brief. Amber from "
        "one; red when they are at least three and 25 % of the supervisors.",
        "sv": "Arbetsledare som varit över 14 dagar på kundrelationen och inte har kvitterat introduktionen. Gul från "
        "en; röd när de är minst tre och 25 % av arbetsledarna.",
    },
    applies="AB",
    profiles=(PROFILE_SERVICE,),
    inputs=("supervisors",),
    better=DOWN,
)
def brief_not_acknowledged(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of supervisors who have not acknowledged the brief; without a brief there is nothing to do (R26)."""
    count = facts.brief_missing
    if count is None:
        return not_applicable("no_brief")
    many = _red_by_share("R26", count, facts.sup_positions, facts, limits)
    level = grade_reaching(count, limits.need("R26", "amber", facts.model), None)
    finding = Finding(
        level=worst(level, Level.RED) if many else level,
        value=count,
        variant="value" if count else "ok",
        params={"n": count},
        evidence=("briefs:missing",),
    )
    return partly_known(finding, "supervisors") if many is None else finding


def _red_by_share(
    rule_id: str, count: int | None, base: int | None, facts: AccountFacts, limits: Limits
) -> bool | None:
    """Whether `count` reaches the red number and the red share of `base`, without rounding; None = not known."""
    if count is None:
        return None
    if count < limits.need(rule_id, "red", facts.model):
        return False
    return None if base is None else count * 100 >= limits.need(rule_id, "red_share", facts.model) * base
