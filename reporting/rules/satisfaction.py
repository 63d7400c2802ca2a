"""Customer (ASI): satisfaction and the low answers of decision makers (domain.md 1.4 C1, 1.5, 2.2 R11–R12)."""

from collections.abc import Mapping

from config.common.formats import number
from config.common.rounding import round_half_up
from reporting.facts.types import PHASE_ONBOARDING, AccountFacts
from reporting.rules.finding import Finding, partly_known, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, METRIC, STATE, rule
from reporting.rules.thresholds import Limits, grade_below

LOW_ANSWER_LEVELS: Mapping[str, Level] = {"nofollow": Level.RED, "waiting": Level.AMBER, "followed": Level.AMBER}


@rule(
    "R11",
    dimension="ASI",
    kind=METRIC,
    title={"fi": "Asiakastyytyväisyys", "en": "Customer satisfaction", "sv": "Kundnöjdhet"},
    explanation={
        "fi": "Viimeisimmän kyselyn pääkysymyksen keskiarvo asteikolla 1–5. Keltainen alle 4,0, punainen alle 3,5. "
        "Alle viidestä vastauksesta tai yli 14 kuukautta vanhasta kyselystä ei arvioida, ei myöskään haltuunotossa.",
        "en": "Mean of the main question of the latest survey on a scale of 1–5. Amber below 4,0, red below 3,5. "
        "Not judged with fewer than five answers, from a survey over 14 months old, or in onboarding.",
        "sv": "Medelvärdet av huvudfrågan i den senaste enkäten, skala 1–5. Gul under 4,0, röd under 3,5. "
        "Bedöms inte vid färre än fem svar, om enkäten är över 14 månader gammal eller under övertagandet.",
    },
    applies="AB",
    not_in_phases=(PHASE_ONBOARDING,),
    inputs=("csat",),
)
def customer_satisfaction(facts: AccountFacts, limits: Limits) -> Finding:
    """Mean of the latest wave, one decimal; too few answers → unknown (R11)."""
    mean, answers, wave = facts.csat, facts.csat_n, facts.csat_month
    if mean is None or answers is None or answers < limits.need("INPUT", "csat_n", facts.model):
        return unknown("csat")
    mean = round_half_up(mean, 1)
    return Finding(
        level=grade_below(mean, limits.get("R11", "amber", facts.model), limits.get("R11", "red", facts.model)),
        value=mean,
        variant="value" if wave else "undated",
        params={"mean": mean, "n": answers, "month": f"{wave.month}/{wave.year}" if wave else None},
        evidence=("survey:latest",),
    )


@rule(
    "R12",
    dimension="ASI",
    kind=STATE,
    title={
        "fi": "Päättäjän matala arvio",
        "en": "Low answer by a decision maker",
        "sv": "Lågt betyg av en beslutsfattare",
    },
    explanation={
        "fi": "Päättäjän arvosana enintään 2/5 tai suositteluhalukkuus 0–6 viimeisten 90 päivän aikana. Punainen, jos "
        "jatkokeskustelua ei ole kirjattu 10 työpäivässä. Keltainen sitä ennen ja 60 päivää keskustelun jälkeen.",
        "en": "A decision maker's grade of at most 2/5 or recommendation 0–6 in the last 90 days. Red when no "
        "follow-up is logged in 10 working days. Amber before that, and for 60 days after the talk.",
        "sv": "En beslutsfattares betyg på högst 2/5 eller rekommendation 0–6 under de senaste 90 dagarna. Röd om "
        "inget uppföljningssamtal har antecknats på 10 arbetsdagar. Gul innan dess och i 60 dagar efter samtalet.",
    },
    better=DOWN,
)
def low_answer(facts: AccountFacts, _limits: Limits) -> Finding:
    """Low answers without a talk are red, waiting and followed ones amber; silence is never green (R12)."""
    counts = {
        "nofollow": facts.dm_low_nofollow,
        "waiting": facts.dm_low_waiting,
        "followed": facts.dm_low_followed,
    }
    variant = next((name for name, answers in counts.items() if answers), "ok")
    finding = Finding(
        level=LOW_ANSWER_LEVELS.get(variant, Level.GREEN),
        value=counts.get(variant, 0),
        variant=variant if variant == "ok" or _told(facts, variant) else f"{variant}_brief",
        params={"given": _given(facts), "wd": facts.dm_low_wd},
        evidence=("survey:decision-makers",),
    )
    return partly_known(finding, "answers") if None in counts.values() else finding


def _told(facts: AccountFacts, variant: str) -> bool:
    """Enough is known of the answer for the long sentence."""
    return _given(facts) is not None and (facts.dm_low_wd is not None or variant == "followed")


def _given(facts: AccountFacts) -> str | None:
    """The low answer as printed in every language: the grade "2/5", otherwise the recommendation "5/10"."""
    grade, recommend = facts.dm_low_value, facts.dm_low_recommend
    if grade is not None:
        return f"{number(round_half_up(grade, 1), None)}/5"
    return None if recommend is None else f"{recommend}/10"
