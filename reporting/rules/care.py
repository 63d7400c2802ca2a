"""Care (HOI): the director meeting (domain.md 1.4 G2, 2.2 R18)."""

from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, not_applicable, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DEADLINE, DOWN, rule
from reporting.rules.thresholds import Limits, grade_above


@rule(
    "R18",
    dimension="HOI",
    kind=DEADLINE,
    title={"fi": "Johtajatapaaminen", "en": "Director meeting", "sv": "Direktörsmöte"},
    explanation={
        "fi": "Päiviä edellisestä johtajatapaamisesta hoitomallin rajoihin verrattuna. "
        "Punainen lievenee keltaiseksi, jos seuraava on sovittu 21 päivän sisään.",
        "en": "Days since the last director meeting against the limits of the care model. "
        "Red softens to amber when the next one is booked within 21 days.",
        "sv": "Dagar sedan senaste direktörsmöte mot kundvårdsmodellens gränser. "
        "Röd mildras till gul om nästa är bokat inom 21 dagar.",
    },
    applies="ABC",
    better=DOWN,
)
def director_meeting(facts: AccountFacts, limits: Limits) -> Finding:
    """Days since the last director meeting; a new account waits for its first window (R18)."""
    amber = limits.need("R18", "amber", facts.model)
    days = facts.days_since_meeting
    if days is None:
        waits = facts.in_onboarding or facts.is_new
        return not_applicable("first_meeting") if waits else unknown("meetings")
    level = grade_above(days, amber, limits.get("R18", "red", facts.model))
    softened = level is Level.RED and _booked_soon(facts, limits)
    booked = facts.next_meeting_on or facts.next_meeting_in_days is not None
    return Finding(
        level=Level.AMBER if softened else level,
        value=days,
        variant=("booked" if facts.next_meeting_on else "booked_in") if booked else "unbooked",
        params={
            "days": days,
            "model": facts.model,
            "max": int(amber),
            "last": facts.last_meeting_on,
            "next": facts.next_meeting_on,
            "next_in": facts.next_meeting_in_days,
        },
        evidence=("meetings:director",),
    )


def _booked_soon(facts: AccountFacts, limits: Limits) -> bool:
    ahead = facts.next_meeting_in_days
    return ahead is not None and 0 <= ahead <= limits.need("R18", "soften_days", facts.model)
