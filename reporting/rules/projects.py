"""Quality (LAA) of the consultancy profile: schedule, feedback and hours of projects (domain.md 2.2 R06k–R08k)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import PROFILE_PROJECT, AccountFacts
from reporting.rules.finding import Finding, listed, not_applicable, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, METRIC, STATE, rule
from reporting.rules.thresholds import Limits, grade_below, grade_reaching


@rule(
    "R06k",
    dimension="LAA",
    kind=METRIC,
    title={"fi": "Projektit aikataulussa", "en": "Projects on schedule", "sv": "Projekt enligt tidtabell"},
    explanation={
        "fi": "Aktiivisten projektien osuus, joissa mikään etappi ei ole yli 14 päivää myöhässä. Keltainen alle 90 %, "
        "punainen alle 75 %. Alle neljästä projektista lasketaan myöhässä olevat: yksi on keltainen, kaksi punainen.",
        "en": "Share of active projects without a milestone more than 14 days late. Amber below 90 %, red below 75 %. "
        "With fewer than four projects the late ones are counted: one is amber, two are red.",
        "sv": "Andelen aktiva projekt utan en milstolpe som är över 14 dagar försenad. Gul under 90 %, röd under 75 %. "
        "Vid färre än fyra projekt räknas de försenade: ett är gult, två är rött.",
    },
    applies="ABC",
    profiles=(PROFILE_PROJECT,),
    inputs=("projects",),
)
def projects_on_schedule(facts: AccountFacts, limits: Limits) -> Finding:
    """Projects on schedule / active projects, %, one decimal; few projects by count; none → NA (R06k)."""
    active, on_schedule = facts.projects_active, facts.projects_on_schedule
    if active == 0:
        return not_applicable("no_projects")
    if active is None or on_schedule is None:
        return unknown("projects")
    share = round_half_up(Decimal(on_schedule * 100) / active, 1)
    if active < limits.need("R06k", "few_active", facts.model):
        amber, red = (limits.need("R06k", name, facts.model) for name in ("late_amber", "late_red"))
        level = grade_reaching(active - on_schedule, amber, red)
    else:
        level = grade_below(share, limits.get("R06k", "amber", facts.model), limits.get("R06k", "red", facts.model))
    late = facts.projects_late_names if on_schedule < active else ()
    return Finding(
        level=level,
        value=share,
        variant="named" if late else "value",
        params={"on": on_schedule, "active": active, "share": share, "names": ", ".join(listed(late))},
        evidence=("projects:late",),
    )


@rule(
    "R07k",
    dimension="LAA",
    kind=METRIC,
    title={"fi": "Projektipalaute", "en": "Project feedback", "sv": "Projektrespons"},
    explanation={
        "fi": "12 kuukauden aikana päättyneiden projektien palautteen keskiarvo asteikolla 1–5. Keltainen alle 4,0, "
        "punainen alle 3,5. Alle viidestä palautteesta ei arvioida.",
        "en": "Mean feedback of the projects closed in 12 months on a scale of 1–5. Amber below 4,0, red below 3,5. "
        "Not judged with fewer than five answers.",
        "sv": "Medelvärdet av responsen på projekt som avslutats under 12 månader, skala 1–5. Gul under 4,0, "
        "röd under 3,5. Bedöms inte vid färre än fem svar.",
    },
    applies="AB",
    profiles=(PROFILE_PROJECT,),
    inputs=("projects",),
)
def project_feedback(facts: AccountFacts, limits: Limits) -> Finding:
    """Mean feedback of closed projects, one decimal; too few answers → unknown (R07k)."""
    mean, answers = facts.project_feedback, facts.project_feedback_n
    if mean is None or answers is None or answers < limits.need("R07k", "min_n", facts.model):
        return unknown("project_feedback")
    mean = round_half_up(mean, 1)
    return Finding(
        level=grade_below(mean, limits.get("R07k", "amber", facts.model), limits.get("R07k", "red", facts.model)),
        value=mean,
        params={"mean": mean, "n": answers},
        evidence=("projects:feedback",),
    )


@rule(
    "R08k",
    dimension="LAA",
    kind=STATE,
    title={
        "fi": "Projekteja yli tuntibudjetin",
        "en": "Projects over their hour budget",
        "sv": "Projekt över timbudgeten",
    },
    explanation={
        "fi": "Projekteja, joiden tunnit ovat yli 110 % budjetista: yksi on keltainen, kolme punainen. Punainen myös, "
        "jos yli 125 %:n projekti on vähintään 20 % asiakkuudesta.",
        "en": "Projects over 110 % of their budgeted hours: one is amber, three are red. Red also when a project over "
        "125 % is at least 20 % of the account.",
        "sv": "Projekt över 110 % av sina budgeterade timmar: ett är gult, tre är rött. Röd även när ett projekt över "
        "125 % utgör minst 20 % av kundrelationen.",
    },
    applies="AB",
    profiles=(PROFILE_PROJECT,),
    inputs=("projects",),
    better=DOWN,
)
def projects_over_budget(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of projects over their hours; one large project far over is red alone (R08k)."""
    over, share, names = facts.projects_over_110, facts.project_over_125_share, facts.projects_over_names
    largest = limits.need("R08k", "red_share", facts.model)
    if share is not None and round_half_up(share, 1) >= largest:
        share = round_half_up(share, 1)
        return Finding(
            level=Level.RED,
            value=share,
            red_limit=largest,
            variant="large",
            params={"share": share},
            evidence=("projects:hours",),
        )
    if over is None:
        return unknown("projects")
    level = grade_reaching(over, limits.need("R08k", "amber", facts.model), limits.get("R08k", "red", facts.model))
    return Finding(
        level=level,
        value=over,
        variant=("named" if names else "value") if over else "ok",
        params={"n": over, "names": ", ".join(listed(names))},
        evidence=("projects:hours",),
        at_least=level is Level.AMBER and share is None,
    )
