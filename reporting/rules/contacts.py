"""The customer's decision makers (SOP): a key contact left and the new one is not met (domain.md 1.4 K5, 2.2 R32)."""

from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, STATE, rule
from reporting.rules.thresholds import Limits


@rule(
    "R32",
    dimension="SOP",
    kind=STATE,
    title={"fi": "Päättäjä vaihtuu", "en": "Decision maker change", "sv": "Beslutsfattare byts"},
    explanation={
        "fi": "Keltainen, kun asiakkaan keskeinen päättäjä on lähtenyt eikä uutta ole tavattu. Ei koskaan punainen.",
        "en": "Amber when a key decision maker of the customer has left and the successor has not been met. Never red.",
        "sv": "Gul när en viktig beslutsfattare hos kunden har slutat och efterträdaren inte har träffats. Aldrig röd.",
    },
    applies="ABC",
    better=DOWN,
)
def decision_maker_change(facts: AccountFacts, limits: Limits) -> Finding:
    """Whether a key contact has left without the successor met; the sentence names a role, never a person (R32)."""
    if facts.dm_vacant is None:
        return unknown("contacts")
    left = "value" if facts.dm_role else "unnamed"
    return Finding(
        level=Level.AMBER if facts.dm_vacant else Level.GREEN,
        variant=left if facts.dm_vacant else "ok",
        params={"role": facts.dm_role or None},
        evidence=("contacts:decision-makers",),
    )
