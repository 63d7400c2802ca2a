"""People row of the card: H1 (domain.md 1.4)."""

from config.common.rounding import ratio_pct
from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.metrics.cells import count, shown, tidy
from reporting.metrics.comparison import previous_cell
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits


@metric(
    "H1",
    label={"fi": "Esimiesvaihdot 12 kk", "en": "Supervisor changes, 12 months", "sv": "Byten av arbetsledare, 12 mån"},
    group="HEN",
    unit="count",
    decimals=0,
    source="supervisors",
    rule="R24",
    better="down",
    profiles=(PROFILE_SERVICE,),
)
def supervisor_changes(facts: AccountFacts, limits: Limits) -> Reading:
    """Changes of named supervisor in 12 months and their share of the positions."""
    changes, share = facts.sup_changes_r12, ratio_pct(facts.sup_changes_r12, facts.sup_positions)
    limit = limits.need("R24", "amber", facts.model)
    return Reading(
        period=count(changes) if share is None else shown("share", changes, share, exact=changes),
        previous=previous_cell(facts, count(facts.sup_changes_prev_r12)),
        target=shown("at_most_pct", tidy(limit), exact=limit),
    )
