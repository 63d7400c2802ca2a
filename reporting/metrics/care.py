"""Care rows of the card: G2, G4 (domain.md 1.4)."""

from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, NOTHING, Cell, shown, tidy
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits


@metric(
    "G2",
    label={"fi": "Edellinen johtajatapaaminen", "en": "Last director meeting", "sv": "Senaste direktörsmöte"},
    group="HOI",
    unit="days",
    decimals=0,
    rule="R18",
    better="down",
)
def director_meeting(facts: AccountFacts, limits: Limits) -> Reading:
    """Days since the last director meeting and the next booked one."""
    limit = limits.get("R18", "amber", facts.model)
    return Reading(
        period=_meeting(facts), target=NOTHING if limit is None else shown("at_most", tidy(limit), exact=limit)
    )


def _meeting(facts: AccountFacts) -> Cell:
    days, last, coming = facts.days_since_meeting, facts.last_meeting_on, facts.next_meeting_on
    if days is None:
        return ABSENT
    if last is None:
        return shown("meeting_days", days, exact=days)
    form = "meeting" if coming is None else "meeting_next"
    return shown(form, last, days, coming, exact=days)


@metric(
    "G4",
    label={"fi": "Tavoitteet", "en": "Goals", "sv": "Mål"},
    group="HOI",
    unit="count",
    decimals=0,
    rule="R20",
)
def goals(facts: AccountFacts, _limits: Limits) -> Reading:
    """On track · at risk · late · unchecked."""
    parts = (facts.goals_on_track, facts.goals_at_risk, facts.goals_late, facts.goals_unchecked)
    return Reading(period=ABSENT if None in parts else shown("goals", *parts, exact=facts.goals_on_track))
