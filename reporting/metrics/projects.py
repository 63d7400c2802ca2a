"""Quality rows of the consultancy profile: Q1p, Q2p, Q3p (domain.md 1.4)."""

from config.common.rounding import round_half_up
from reporting.facts.types import PROFILE_PROJECT, AccountFacts
from reporting.metrics.cells import ABSENT, TOO_FEW, Cell, count, share_of, shown, tidy
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits

NAMED = 1  # the worst project is named, the sentence of the rule names more


@metric(
    "Q1p",
    label={"fi": "Projektit aikataulussa", "en": "Projects on schedule", "sv": "Projekt i tidtabell"},
    group="LAA",
    unit="count",
    decimals=0,
    source="projects",
    rule="R06k",
    better="up",
    profiles=(PROFILE_PROJECT,),
)
def on_schedule(facts: AccountFacts, limits: Limits) -> Reading:
    """Active projects without a milestone more than 14 days late / active projects."""
    limit = limits.need("R06k", "amber", facts.model)
    return Reading(
        period=share_of(facts.projects_on_schedule, facts.projects_active),
        target=shown("at_least_pct", tidy(limit), exact=limit),
    )


@metric(
    "Q2p",
    label={"fi": "Projektipalaute 12 kk", "en": "Project feedback, 12 months", "sv": "Projektrespons, 12 mån"},
    group="LAA",
    unit="score5",
    decimals=1,
    source="projects",
    rule="R07k",
    better="up",
    profiles=(PROFILE_PROJECT,),
)
def feedback(facts: AccountFacts, limits: Limits) -> Reading:
    """Mean feedback of the projects closed in R12, 1–5, with n; hidden with fewer than five answers."""
    limit = limits.need("R07k", "amber", facts.model)
    return Reading(period=_feedback(facts, limits), target=shown("at_least", round_half_up(limit, 1), exact=limit))


def _feedback(facts: AccountFacts, limits: Limits) -> Cell:
    mean, answers = facts.project_feedback, facts.project_feedback_n
    if answers and answers < limits.need("R07k", "min_n", facts.model):
        return TOO_FEW
    if mean is None or answers is None:
        return ABSENT
    return shown("wave_undated", round_half_up(mean, 1), answers, exact=mean)


@metric(
    "Q3p",
    label={"fi": "Projekteja yli tuntibudjetin", "en": "Projects over hours", "sv": "Projekt över timbudget"},
    group="LAA",
    unit="count",
    decimals=0,
    source="projects",
    rule="R08k",
    better="down",
    profiles=(PROFILE_PROJECT,),
)
def over_budget(facts: AccountFacts, _limits: Limits) -> Reading:
    """Active projects over 110 % of their budgeted hours, the worst by name."""
    over, names = facts.projects_over_110, facts.projects_over_names[:NAMED]
    return Reading(
        period=shown("named_sites", over, *names, exact=over) if over and names else count(over), target=count(0)
    )
