"""Quality (LAA) of the service profile: rounds, scores, sites below the limit, coverage (domain.md 2.2 R06–R09)."""

from decimal import Decimal

from config.common.rounding import ratio_pct, round_half_up
from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.rules.finding import Finding, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, METRIC, STATE, rule
from reporting.rules.thresholds import Limits, grade_below, grade_reaching

WORST_NAMED = 2  # the sentence names the two worst sites (domain.md 1.4 Q3)


def coverage_pct(facts: AccountFacts) -> Decimal | None:
    """Active sites with a valid quality round, %, one decimal; None when either number is missing."""
    return ratio_pct(facts.sites_measured, facts.sites_active)


def measured_enough(facts: AccountFacts, limits: Limits) -> bool:
    """Enough sites have a valid round to speak of the account's quality at all (domain.md 1.4 Q4)."""
    coverage = coverage_pct(facts)
    return coverage is not None and coverage >= limits.need("INPUT", "coverage_pct", facts.model)


@rule(
    "R06",
    dimension="LAA",
    kind=METRIC,
    title={"fi": "Laatukierrokset tekemättä", "en": "Quality rounds not done", "sv": "Ogjorda kvalitetsronder"},
    explanation={
        "fi": "Tehtyjen laatukierrosten osuus suunnitelluista viimeisten kolmen kuukauden aikana. "
        "Alle neljästä suunnitellusta lasketaan tekemättömät.",
        "en": "Share of planned quality rounds done in the last three months. "
        "With fewer than four planned the missed ones are counted.",
        "sv": "Andelen gjorda kvalitetsronder av de planerade under de senaste tre månaderna. "
        "Vid färre än fyra planerade räknas de ogjorda.",
    },
    applies="ABC",
    profiles=(PROFILE_SERVICE,),
    inputs=("rounds",),
)
def rounds_not_done(facts: AccountFacts, limits: Limits) -> Finding:
    """Done / planned rounds of three months, %; small plans by count (R06)."""
    planned, done = facts.rounds_planned_r3, facts.rounds_done_r3
    if not planned or done is None:
        return unknown("rounds")
    share = round_half_up(Decimal(done * 100) / planned, 1)
    if planned < limits.need("R06", "few_planned", facts.model):
        missed = planned - done
        reached = (limits.need("R06", name, facts.model) for name in ("missed_amber", "missed_red"))
        level = grade_reaching(missed, *reached)
    else:
        level = grade_below(share, limits.get("R06", "amber", facts.model), limits.get("R06", "red", facts.model))
    return Finding(
        level=level,
        value=share,
        params={"done": done, "planned": planned, "share": share},
        evidence=("rounds:missed",),
    )


@rule(
    "R07",
    dimension="LAA",
    kind=METRIC,
    title={"fi": "Laatupisteet", "en": "Quality score", "sv": "Kvalitetspoäng"},
    explanation={
        "fi": "Kohteiden viimeisten laatukierrosten painotettu keskiarvo. Alle 60 %:n kattavuudella ei arvioida.",
        "en": "Weighted mean of the sites' latest quality rounds. Not judged with under 60 % coverage.",
        "sv": "Vägt medelvärde av objektens senaste kvalitetsronder. Bedöms inte om under 60 % av objekten är mätta.",
    },
    applies="AB",
    profiles=(PROFILE_SERVICE,),
    inputs=("scores",),
)
def quality_score(facts: AccountFacts, limits: Limits) -> Finding:
    """Weighted mean score, %, one decimal; coverage under 60 % → unknown (R07)."""
    if facts.score_avg is None or not measured_enough(facts, limits):
        return unknown("scores")
    score = round_half_up(facts.score_avg, 1)
    return Finding(
        level=grade_below(score, limits.get("R07", "amber", facts.model), limits.get("R07", "red", facts.model)),
        value=score,
        params={"score": score, "n": facts.sites_measured},
        evidence=("sites:scores",),
    )


@rule(
    "R08",
    dimension="LAA",
    kind=STATE,
    title={"fi": "Kohteita alle rajan", "en": "Sites below the limit", "sv": "Objekt under gränsen"},
    explanation={
        "fi": "Kohteita, joiden viimeisin laatukierros on alle 80 %. Punainen, jos niitä on vähintään kaksi ja 10 % "
        "mitatuista, tai jos kriittinen kohde on alle rajan kahdesti peräkkäin.",
        "en": "Sites whose latest quality round is below 80 %. Red from two sites and 10 % of the measured ones, "
        "or when a critical site is below the limit twice in a row.",
        "sv": "Objekt vars senaste kvalitetsrond är under 80 %. Röd från två objekt och 10 % av de mätta, "
        "eller om ett kritiskt objekt är under gränsen två gånger i rad.",
    },
    applies="AB",
    profiles=(PROFILE_SERVICE,),
    inputs=("scores",),
    better=DOWN,
)
def sites_below(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of measured sites below the limit; a critical site twice running is red (R08)."""
    below, measured = facts.sites_below, facts.sites_measured
    if below is None or not measured or facts.critical_site_fail2 is None or not measured_enough(facts, limits):
        return unknown("scores")
    many = below >= limits.need("R08", "red", facts.model)
    wide = below * 100 >= limits.need("R08", "red_share", facts.model) * measured
    amber = below >= limits.need("R08", "amber", facts.model)
    red = facts.critical_site_fail2 or (many and wide)
    return Finding(
        level=Level.RED if red else Level.AMBER if amber else Level.GREEN,
        value=below,
        variant=_below_variant(facts),
        params={
            "n": below,
            "score_limit": limits.need("R08", "site_score", facts.model),
            "sites": tuple(
                (site.name, round_half_up(site.score_pct, 1)) for site in facts.sites_below_names[:WORST_NAMED]
            ),
            **_critical_params(facts),
        },
        evidence=("sites:below",),
    )


def _below_variant(facts: AccountFacts) -> str:
    if facts.critical_site_fail2:
        return "critical" if facts.critical_site else "critical_unnamed"
    if not facts.sites_below:
        return "ok"
    return "value" if facts.sites_below_names else "unnamed"


def _critical_params(facts: AccountFacts) -> dict[str, str | Decimal]:
    site = facts.critical_site
    if site is None:
        return {}
    return {"site": site.name, "p1": round_half_up(site.previous_pct, 1), "p2": round_half_up(site.latest_pct, 1)}


@rule(
    "R09",
    dimension="LAA",
    kind=STATE,
    title={"fi": "Mittauskattavuus", "en": "Measurement coverage", "sv": "Mättäckning"},
    explanation={
        "fi": "Voimassa olevan laatukierroksen kohteiden osuus aktiivisista kohteista. Ei koskaan punainen; "
        "alle 60 % ei arvioida.",
        "en": "Share of active sites with a valid quality round. Never red; under 60 % not judged.",
        "sv": "Andelen aktiva objekt med giltig kvalitetsrond. Aldrig röd; under 60 % bedöms inte.",
    },
    applies="AB",
    profiles=(PROFILE_SERVICE,),
    inputs=("scores",),
)
def coverage(facts: AccountFacts, limits: Limits) -> Finding:
    """Sites with a valid round / active sites, %, one decimal; under 60 % → unknown (R09)."""
    share = coverage_pct(facts)
    if share is None or not measured_enough(facts, limits):
        return unknown("scores")
    return Finding(
        level=grade_below(share, limits.get("R09", "amber", facts.model), None),
        value=share,
        params={"measured": facts.sites_measured, "active": facts.sites_active},
        evidence=("sites:unmeasured",),
    )
