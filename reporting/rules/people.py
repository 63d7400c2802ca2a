"""People (HEN): supervisor turnover and the ownership gap (domain.md 1.4 H1, 2.2 R24, R27)."""

from config.common.rounding import ratio_pct
from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.rules.finding import Finding, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, METRIC, STATE, rule
from reporting.rules.thresholds import Limits, grade_above

MODELS_WITH_DEPUTY = "AB"


@rule(
    "R24",
    dimension="HEN",
    kind=METRIC,
    title={"fi": "Esimiesvaihtuvuus", "en": "Supervisor turnover", "sv": "Omsättning av arbetsledare"},
    explanation={
        "fi": "Esimiesvaihdot 12 kuukauden aikana prosentteina esimiespaikoista. Punainen vaatii kolme vaihtoa.",
        "en": "Supervisor changes in 12 months as a percentage of the positions. Red needs at least three changes.",
        "sv": "Byten av arbetsledare på 12 månader i procent av platserna. Röd kräver minst tre byten.",
    },
    applies="AB",
    profiles=(PROFILE_SERVICE,),
    inputs=("supervisors",),
    better=DOWN,
)
def supervisor_turnover(facts: AccountFacts, limits: Limits) -> Finding:
    """Changes / positions of 12 months, %, one decimal (R24)."""
    changes, share = facts.sup_changes_r12, ratio_pct(facts.sup_changes_r12, facts.sup_positions)
    if changes is None or share is None:
        return unknown("supervisors")
    enough = changes >= limits.need("R24", "red_changes", facts.model)
    red = limits.get("R24", "red", facts.model) if enough else None
    return Finding(
        level=grade_above(share, limits.get("R24", "amber", facts.model), red),
        value=share,
        params={"n": changes, "share": share},
        evidence=("supervisors:changes",),
    )


@rule(
    "R27",
    dimension="HEN",
    kind=STATE,
    title={"fi": "Vastuu aukossa", "en": "Ownership gap", "sv": "Ansvarslucka"},
    explanation={
        "fi": "Punainen, jos asiakkuudella ei ole vastuuhenkilöä. Keltainen, jos varahenkilö puuttuu (A ja B) tai "
        "vastuuhenkilö on poissa yli viisi työpäivää ilman sijaista.",
        "en": "Red without an owner. Amber without a deputy (A and B), or when the owner is away more than five "
        "working days without a substitute.",
        "sv": "Röd utan ansvarig. Gul utan ställföreträdare (A och B) eller när den ansvariga är borta över fem "
        "arbetsdagar utan ersättare.",
    },
    better=DOWN,
)
def ownership_gap(facts: AccountFacts, limits: Limits) -> Finding:
    """Owner, deputy and uncovered absence; the worst of them speaks (R27)."""
    absent, most = facts.owner_absent_wd, limits.need("R27", "absent_wd", facts.model)
    needs_deputy = facts.model in MODELS_WITH_DEPUTY
    if facts.owner is False:
        return _gap(Level.RED, "no_owner")
    if absent is not None and absent > most:
        return _gap(Level.AMBER, "absent", at_least=facts.owner is None, wd=absent, max_wd=int(most))
    if needs_deputy and facts.deputy is False:
        return _gap(Level.AMBER, "no_deputy", at_least=facts.owner is None)
    if facts.owner is None or absent is None or (needs_deputy and facts.deputy is None):
        return unknown("ownership")
    return _gap(Level.GREEN, "ok")


def _gap(level: Level, variant: str, *, at_least: bool = False, **params: int) -> Finding:
    return Finding(level=level, variant=variant, params=params, evidence=("people:ownership",), at_least=at_least)
