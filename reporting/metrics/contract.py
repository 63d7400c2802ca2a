"""Contract rows of the card: K1, K2 (domain.md 1.4)."""

from decimal import Decimal

from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, Cell, shown, trimmed
from reporting.metrics.registry import Reading, metric
from reporting.rules.contract import expiring_contracts, printed_share
from reporting.rules.thresholds import Limits

YEAR_DAYS = 365


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


@metric(
    "K2",
    label={"fi": "Päättyvien osuus 12 kk", "en": "Expiring in 12 months", "sv": "Upphör inom 12 mån"},
    group="SOP",
    unit="share",
    decimals=1,
    source="contracts",
    priority=2,
)
def expiring_share(facts: AccountFacts, _limits: Limits) -> Reading:
    """Revenue of the contracts that end within 12 months, % of R12; missing when a share is not known."""
    if not facts.contracts and facts.contract_days is None and not facts.is_fresh("contracts"):
        return Reading(month=ABSENT)
    ending = [contract.share_pct for contract in expiring_contracts(facts) if contract.days <= YEAR_DAYS]
    known = [share for share in ending if share is not None]
    total = sum(known, Decimal(0)) if len(known) == len(ending) else None
    return Reading(month=ABSENT if total is None else shown("percent", trimmed(total), exact=total))
