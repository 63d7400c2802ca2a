"""Customer rows of the card: C2, C3 (domain.md 1.4, 1.5)."""

from decimal import Decimal
from typing import NamedTuple

from config.common.rounding import WIDE, round_half_up
from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.metrics.cells import ABSENT, NOT_COMPARABLE, NOTHING, TOO_FEW, UNCOMPARED, Cell, shown
from reporting.metrics.comparison import previous_cell
from reporting.metrics.registry import Reading, metric
from reporting.rules import RULES
from reporting.rules.thresholds import Limits

FEWEST = 10  # recommendations; with fewer the three counts are printed instead
Z = Decimal("1.96")  # of a 95 % interval
ADDED, ADDED_EACH = Decimal(3), Decimal("0.75")  # answers the adjusted Wald interval adds
HUNDRED = Decimal(100)
APART = Decimal("0.7")  # between pulse and survey: they tell different stories
SAME = "→"


class Nps(NamedTuple):
    """Promoters minus detractors with its 95 % interval by adjusted Wald, all −100…+100."""

    value: Decimal
    low: Decimal
    high: Decimal


def nps(promoters: int, detractors: int, answers: int) -> Nps:
    """The recommendation of `answers` ≥ 1 people (domain.md 1.4 C2)."""
    value = Decimal(promoters - detractors) * HUNDRED / answers
    added = answers + ADDED
    liked, disliked = (promoters + ADDED_EACH) / added, (detractors + ADDED_EACH) / added
    middle = liked - disliked
    spread = Z * ((liked + disliked - middle * middle) / added).sqrt(WIDE)
    return Nps(value, (middle - spread) * HUNDRED, (middle + spread) * HUNDRED)


def _score(promoters: int | None, detractors: int | None, answers: int | None) -> Nps | None:
    """The score of a wave with enough recommendations."""
    if promoters is None or detractors is None or answers is None or answers < FEWEST:
        return None
    return nps(promoters, detractors, answers)


def not_asked(facts: AccountFacts, rule_id: str) -> Cell:
    """Missing where the care model wants the survey or the rounds a rule judges, otherwise nothing to miss."""
    return ABSENT if facts.model in RULES[rule_id].applies else NOTHING


@metric(
    "C2",
    label={"fi": "NPS", "en": "NPS", "sv": "NPS"},
    group="ASI",
    unit="count",
    decimals=0,
    source="csat",
    priority=2,
    better="up",
    notable=Decimal(1),
    kept="nps",
)
def recommendation(facts: AccountFacts, limits: Limits) -> Reading:
    """% promoters − % detractors of the latest wave with its interval; no colour, and a change only beyond chance."""
    now = _score(facts.nps_promoters, facts.nps_detractors, facts.nps_n)
    before = _score(facts.nps_prev_promoters, facts.nps_prev_detractors, facts.nps_prev_n)
    change, moved = _change(now, before)
    return Reading(
        period=_nps_cell(facts, now, limits),
        previous=previous_cell(facts, _before_cell(facts, before)),
        change=change,
        moved=moved,
    )


def _nps_cell(facts: AccountFacts, now: Nps | None, limits: Limits) -> Cell:
    if now is not None:
        return shown("nps", *(round_half_up(part, 0) for part in now), exact=now.value)
    promoters, detractors, answers = facts.nps_promoters, facts.nps_detractors, facts.nps_n
    if promoters is None or detractors is None or not answers:
        return not_asked(facts, "R11")
    if facts.nps_anonymous and answers < limits.need("INPUT", "csat_n", facts.model):
        return TOO_FEW
    return shown("nps_counts", promoters, answers - promoters - detractors, detractors, exact=None)


def _before_cell(facts: AccountFacts, before: Nps | None) -> Cell:
    if before is not None:
        return shown("signed", round_half_up(before.value, 0), exact=before.value)
    return Cell(mark=NOT_COMPARABLE, reason="few_recommendations") if facts.nps_prev_n else UNCOMPARED


def _change(now: Nps | None, before: Nps | None) -> tuple[Cell, Decimal | None]:
    """Nothing but a level arrow while the intervals overlap."""
    if now is None or before is None:
        return UNCOMPARED, None
    moved = round_half_up(now.value, 0) - round_half_up(before.value, 0)
    if now.low <= before.high and before.low <= now.high:
        return Cell(form="plain", values=(SAME,), exact=now.value - before.value), None
    return shown("signed", moved, exact=now.value - before.value), moved


@metric(
    "C3",
    label={"fi": "Käyntipulssi", "en": "Visit pulse", "sv": "Besökspuls"},
    group="ASI",
    unit="score5",
    decimals=1,
    source="rounds",
    priority=2,
    kept="pulse",
    profiles=(PROFILE_SERVICE,),
)
def pulse(facts: AccountFacts, _limits: Limits) -> Reading:
    """Mean grade the local contact gave on the rounds of R3, with n; says when the survey tells another story."""
    mean, answers = facts.pulse, facts.pulse_n
    if mean is None or not answers:
        return Reading(period=not_asked(facts, "R06"))
    value = round_half_up(mean, 1)
    apart = facts.csat is not None and abs(value - round_half_up(facts.csat, 1)) >= APART
    return Reading(period=shown("pulse_apart" if apart else "wave_undated", value, answers, exact=mean))
