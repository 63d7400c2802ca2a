"""Contract and risk rows of the card: K3–K5 (domain.md 1.4)."""

from dataclasses import replace

from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, Cell, count, pair, shown, tidy
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits

NAME_LENGTH = 20  # characters of a risk on the card


@metric(
    "K3",
    label={"fi": "Suurin riski", "en": "Top risk", "sv": "Största risken"},
    group="SOP",
    unit="points",
    decimals=0,
    rule="R31",
    better="down",
)
def top_risk(facts: AccountFacts, limits: Limits) -> Reading:
    """The largest probability × impact of the open risks, with its name unless it is for owner and board only.

    Who answers for it and its next review stand behind the figure.
    """
    limit = limits.need("R31", "amber", facts.model) - 1
    return Reading(month=_risk(facts), target=shown("at_most", tidy(limit), exact=limit))


def _risk(facts: AccountFacts) -> Cell:
    score, name = facts.risk_max, facts.risk_name
    if not score or not name or facts.risk_is_internal:
        return count(score)
    short = name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…"
    if not facts.risk_owner:
        return shown("named_sites", score, short, exact=score)
    review = facts.risk_review_on
    behind = (name, facts.risk_owner, review) if review else (name, facts.risk_owner)
    reason = "risk" if review else "risk_unplanned"
    return replace(shown("named_sites", score, short, *behind, exact=score), reason=reason)


@metric(
    "K4",
    label={"fi": "Irtisanominen / kilpailutus", "en": "Notice / tender", "sv": "Uppsägning / upphandling"},
    group="SOP",
    unit="text",
    decimals=0,
    rule="R30",
)
def notice_or_tender(facts: AccountFacts, _limits: Limits) -> Reading:
    """Notice given or withdrawn, tender announced or just over; printed only when there is one."""
    cell = _event(facts)
    return Reading(month=cell or ABSENT, is_printed=cell is not None)


def _event(facts: AccountFacts) -> Cell | None:
    on = facts.notice_on
    if facts.notice:
        return Cell(form="notice", values=(on,)) if on else Cell(form="notice_undated")
    if facts.tender is not None:
        schedule = facts.tender.schedule
        return Cell(form="tender", values=(schedule,)) if schedule else Cell(form="tender_undated")
    if facts.notice_withdrawn_30d:
        return Cell(form="withdrawn", values=(on,)) if on else Cell(form="withdrawn_undated")
    return Cell(form="tender_over") if facts.tender_ended_30d else None


@metric(
    "K5",
    label={"fi": "Päättäjät tavattu 12 kk", "en": "Decision makers met", "sv": "Beslutsfattare träffade"},
    group="SOP",
    unit="count",
    decimals=0,
    priority=3,
    rule="R32",
    better="up",
    kept="deciders",
)
def deciders(facts: AccountFacts, _limits: Limits) -> Reading:
    """Decision makers met in the last 12 months / named."""
    return Reading(month=pair(facts.dm_met, facts.dm_named))
