"""Goals of the account (HOI): set, on their way, checked in time (domain.md 1.4 G4, 2.2 R20)."""

from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, STATE, rule
from reporting.rules.thresholds import Limits

LATE, AT_RISK, UNCHECKED = "late", "at_risk", "unchecked"  # groups of goals in the order they speak
NONE_SET, NO_TARGET = "none", "no_target"


@rule(
    "R20",
    dimension="HOI",
    kind=STATE,
    title={"fi": "Tavoitteet", "en": "Goals", "sv": "Mål"},
    explanation={
        "fi": "Keltainen, jos yksikin tavoite on myöhässä, vaarassa tai sen tarkistus yli 14 päivää myöhässä, jos "
        "tavoitteita ei ole asetettu tai jos rahatavoite puuttuu maaliskuusta alkaen. Punainen, jos myöhässä on "
        "vähintään kaksi tavoitetta ja vähintään joka kolmas. Haltuunotossa puuttuvia tavoitteita ei vielä lasketa.",
        "en": "Amber when any goal is late, at risk or its check more than 14 days late, when no goals are set, or "
        "when the revenue target is missing from March on. Red when at least two goals and at least one in three are "
        "late. Goals and a target that are missing do not count yet in onboarding.",
        "sv": "Gul när något mål är försenat, i fara eller dess kontroll över 14 dagar sen, när inga mål har satts "
        "eller när omsättningsmålet saknas från mars. Röd när minst två mål och minst vart tredje är försenat. "
        "Mål som saknas räknas inte ännu medan kundrelationen tas över.",
    },
    applies="AB",
    better=DOWN,
)
def goals(facts: AccountFacts, limits: Limits) -> Finding:
    """The worst that is known of the goals; goals and revenue target not yet expected in onboarding (R20)."""
    late, active = facts.goals_late, facts.goals_active
    red = limits.need("R20", "red", facts.model)
    if _many_late(facts, limits):
        return _of_goals(facts, Level.RED, LATE, "red")
    # A red needs both numbers: while one is missing, what is amber could be red.
    could_be_red = late is None or (late >= red and active is None)
    group = _speaking_group(facts, limits)
    if group:
        return _of_goals(facts, Level.AMBER, group, group, at_least=could_be_red)
    absent = "" if facts.in_onboarding else _absent(facts, limits)
    if absent:
        return Finding(level=Level.AMBER, variant=absent, evidence=("goals:open",), at_least=could_be_red)
    if None in (active, *_counts(facts).values()):
        return unknown("goals")
    return Finding(level=Level.GREEN, value=0, variant="ok" if active else "onboarding", evidence=("goals:open",))


def _counts(facts: AccountFacts) -> dict[str, int | None]:
    return {LATE: facts.goals_late, AT_RISK: facts.goals_at_risk, UNCHECKED: facts.goals_unchecked}


def _many_late(facts: AccountFacts, limits: Limits) -> bool:
    """At least `red` goals are late and at least one goal in `red_one_in`; a third is counted without rounding."""
    late, active = facts.goals_late, facts.goals_active
    if late is None or active is None:
        return False
    enough = late >= limits.need("R20", "red", facts.model)
    return enough and late * limits.need("R20", "red_one_in", facts.model) >= active


def _speaking_group(facts: AccountFacts, limits: Limits) -> str:
    """The first group with goals in it: late, at risk, unchecked; empty when none is known to have any."""
    amber = limits.need("R20", "amber", facts.model)
    return next((group for group, count in _counts(facts).items() if count is not None and count >= amber), "")


def _absent(facts: AccountFacts, limits: Limits) -> str:
    """What has not been set: goals, or the revenue target from its month on; empty when nothing is missing."""
    if facts.goals_active == 0:
        return NONE_SET
    due = facts.month >= limits.need("R20", "target_month", facts.model)
    return NO_TARGET if due and facts.rev_target_ytd is None else ""


def _of_goals(facts: AccountFacts, level: Level, group: str, variant: str, *, at_least: bool = False) -> Finding:
    """A finding of one group; it names the goal when the one that speaks belongs to the group."""
    count = _counts(facts)[group]
    named = facts.goal_name and facts.goal_reason == group
    return Finding(
        level=level,
        value=count,
        variant=variant if named else f"{variant}_unnamed",
        params={"n": count, "active": facts.goals_active, "name": facts.goal_name or None},
        evidence=("goals:open",),
        at_least=at_least,
    )
