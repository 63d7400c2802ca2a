"""Contract row of the card: K1 (domain.md 1.4)."""

from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, Cell, shown
from reporting.metrics.registry import Reading, metric
from reporting.rules.contract import expiring_contracts, printed_share
from reporting.rules.thresholds import Limits


@metric(
    "K1",
    label={"fi": "Seuraava päättyvä sopimus", "en": "Next contract to end", "sv": "Nästa avtal som upphör"},
    group="SOP",
    unit="date",
    decimals=0,
    source="contracts",
    rule="R29",
)
def next_expiry(facts: AccountFacts, _limits: Limits) -> Reading:
    """Earliest end among the contracts: day, days left and share of revenue; the rule judges all of them."""
    contracts = expiring_contracts(facts)
    if contracts:
        return Reading(period=_expiry(facts))
    known = facts.is_fresh("contracts")
    return Reading(period=Cell(form="no_end") if known else ABSENT)


def _expiry(facts: AccountFacts) -> Cell:
    nearest = min(expiring_contracts(facts), key=lambda contract: contract.days)
    share = printed_share(nearest)
    if nearest.ends_on is None:
        return shown("days", nearest.days, exact=nearest.days)
    if share is None:
        return shown("expiry_days", nearest.ends_on, nearest.days, exact=nearest.days)
    return shown("expiry", nearest.ends_on, nearest.days, share, exact=nearest.days)
