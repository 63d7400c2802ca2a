"""The annual clock (HOI): events more than 14 days late and late key events (domain.md 1.4 G1, G3, 2.2 R19)."""

from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, listed, not_applicable, partly_known
from reporting.rules.levels import Level
from reporting.rules.registry import DEADLINE, DOWN, rule
from reporting.rules.thresholds import Limits, grade_reaching

MODELS_WITHOUT_DUTY = "C"  # a clock may be kept; without one the rule does not apply


@rule(
    "R19",
    dimension="HOI",
    kind=DEADLINE,
    title={"fi": "Vuosikello myöhässä", "en": "Clock events late", "sv": "Årsklockan försenad"},
    explanation={
        "fi": "Vuosikellon tapahtumia yli 14 päivää myöhässä. Keltainen yhdestä, punainen kolmesta tai kun "
        "avaintapahtuma on yli 45 päivää myöhässä.",
        "en": "Events of the annual clock more than 14 days late. Amber from one, red from three or when a key event "
        "is more than 45 days late.",
        "sv": "Händelser i årsklockan som är över 14 dagar försenade. Gul från en, röd från tre eller när en "
        "nyckelhändelse är över 45 dagar försenad.",
    },
    applies="AB",
    optional=MODELS_WITHOUT_DUTY,
    inputs=("clock",),
    better=DOWN,
)
def clock_late(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of events over 14 days late; a key event too late is red by itself (R19)."""
    late, key = facts.clock_late14, facts.key_late_max
    if late is None and facts.model in MODELS_WITHOUT_DUTY:
        return not_applicable("optional")
    key_days = limits.need("R19", "key_days", facts.model)
    key_too_late = key is not None and key > key_days
    level = grade_reaching(late or 0, limits.need("R19", "amber", facts.model), limits.get("R19", "red", facts.model))
    finding = Finding(
        level=Level.RED if key_too_late else level,
        value=late,
        variant=_variant(late, facts.clock_late_names, key_too_late=key_too_late),
        params={"n": late, "kinds": listed(facts.clock_late_names), "days": key, "key_days": int(key_days)},
        evidence=("clock:late",),
    )
    return partly_known(finding, "clock") if late is None or key is None else finding


def _variant(late: int | None, names: tuple[str, ...], *, key_too_late: bool) -> str:
    named = bool(late and names)
    if key_too_late:
        return "key" if named else "key_unnamed"
    return ("value" if named else "unnamed") if late else "ok"
