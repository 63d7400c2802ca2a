"""People rows of the card: H1–H5 (domain.md 1.4)."""

from decimal import Decimal

from config.common.rounding import ratio_pct, round_half_up
from reporting.facts.types import PROFILE_SERVICE, AccountFacts
from reporting.metrics.cells import count, decimal, shown, tidy
from reporting.metrics.comparison import difference, previous_cell
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
    notable=Decimal("5.0"),
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
        moved=_moved(facts),
    )


def _moved(facts: AccountFacts) -> Decimal | None:
    """Percentage points of the positions from the twelve months before."""
    now, base = (ratio_pct(n, facts.sup_positions) for n in (facts.sup_changes_r12, facts.sup_changes_prev_r12))
    return difference(facts, now, base, "signed_pp")[1]


@metric(
    "H2",
    label={"fi": "Kohteita ilman esimiestä", "en": "Sites without supervisor", "sv": "Objekt utan arbetsledare"},
    group="HEN",
    unit="count",
    decimals=0,
    source="supervisors",
    rule="R25",
    better="down",
    profiles=(PROFILE_SERVICE,),
)
def sites_without(facts: AccountFacts, _limits: Limits) -> Reading:
    """Active sites with no named supervisor now, with the days of the longest gap."""
    sites, days = facts.sites_nosup, facts.sites_nosup_maxdays
    return Reading(
        month=shown("longest", sites, days, exact=sites) if sites and days is not None else count(sites),
        target=count(0),
    )


@metric(
    "H3",
    label={"fi": "Perehdytys kuittaamatta", "en": "Brief not acknowledged", "sv": "Introduktion ej kvitterad"},
    group="HEN",
    unit="count",
    decimals=0,
    source="supervisors",
    priority=2,
    rule="R26",
    better="down",
    kept="briefs",
    profiles=(PROFILE_SERVICE,),
)
def unread_brief(facts: AccountFacts, _limits: Limits) -> Reading:
    """Supervisors over 14 days on the account who have not acknowledged its brief."""
    return Reading(month=count(facts.brief_missing), target=count(0))


@metric(
    "H4",
    label={"fi": "Työntekijävaihtuvuus 12 kk", "en": "Staff turnover, 12 months", "sv": "Personalomsättning, 12 mån"},
    group="HEN",
    unit="pct",
    decimals=1,
    priority=3,
    kept="staff",
    profiles=(PROFILE_SERVICE,),
)
def staff_turnover(facts: AccountFacts, _limits: Limits) -> Reading:
    """Leavers of R12 / mean headcount on the sites, %; the company beside it, no colour."""
    own, company = facts.staff_turnover_pct, facts.staff_turnover_company_pct
    if own is None or company is None:
        return Reading(period=decimal(own, 1))
    return Reading(period=shown("turnover", round_half_up(own, 1), round_half_up(company, 1), exact=own))


@metric(
    "H5",
    label={"fi": "Avainhenkilöriskit", "en": "Key-person risks", "sv": "Nyckelpersonrisker"},
    group="HEN",
    unit="count",
    decimals=0,
    priority=2,
    rule="R31",
    better="down",
    kept="key_persons",
)
def key_person_risks(facts: AccountFacts, _limits: Limits) -> Reading:
    """Open risks of retirement or shortage of people."""
    return Reading(month=count(facts.key_person_risks))
