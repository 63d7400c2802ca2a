"""Growth rows of the card: P1–P4 (domain.md 1.4). They have no colour: growth neither hides nor causes one."""

from decimal import Decimal

from config.common.formats import in_thousands
from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, Cell, count, shown, trimmed
from reporting.metrics.registry import GROWTH, Reading, metric
from reporting.rules.thresholds import Limits


@metric(
    "P1",
    label={"fi": "Ristiinmyyntipotentiaali", "en": "Cross-selling potential", "sv": "Korsförsäljningspotential"},
    group=GROWTH,
    unit="keur",
    decimals=0,
    kept="whitespace",
)
def potential(facts: AccountFacts, _limits: Limits) -> Reading:
    """Potential of the empty whitespace cells, gross and × fit × probability, t€ (domain.md 5.5)."""
    gross, weighted = facts.potential_eur, facts.potential_weighted_eur
    if gross is None:
        return Reading(period=ABSENT)
    euros = round_half_up(in_thousands(gross), 0)
    if weighted is None:
        return Reading(period=shown("keur", euros, exact=gross))
    return Reading(period=shown("potential", euros, round_half_up(in_thousands(weighted), 0), exact=gross))


@metric(
    "P2",
    label={"fi": "Tyhjät ruudut", "en": "White cells", "sv": "Tomma rutor"},
    group=GROWTH,
    unit="count",
    decimals=0,
    priority=2,
    kept="whitespace",
)
def white_cells(facts: AccountFacts, _limits: Limits) -> Reading:
    """Cells of service × town that are relevant and not bought."""
    return Reading(period=count(facts.white_cells))


@metric(
    "P3",
    label={"fi": "Asiakasosuus", "en": "Share of wallet", "sv": "Kundandel"},
    group=GROWTH,
    unit="pct",
    decimals=0,
    kept="wallet",
)
def share_of_wallet(facts: AccountFacts, _limits: Limits) -> Reading:
    """Own revenue of R12 / what the customer spends on our services, %, with class and year of the estimate."""
    share = facts.wallet_pct
    if share is None:
        return Reading(period=ABSENT)
    if not facts.wallet_class or facts.wallet_year is None:
        return Reading(period=shown("percent", trimmed(share), exact=share))
    return Reading(period=shown("wallet", trimmed(share), facts.wallet_class, str(facts.wallet_year), exact=share))


@metric(
    "P4",
    label={"fi": "Avoimet mahdollisuudet", "en": "Open opportunities", "sv": "Öppna möjligheter"},
    group=GROWTH,
    unit="count",
    decimals=0,
    kept="opportunities",
)
def opportunities(facts: AccountFacts, _limits: Limits) -> Reading:
    """Open opportunities, their value in t€ and how many lack a next step."""
    number, eur, no_step = facts.opportunities, facts.opportunities_eur, facts.opportunities_no_step
    if number is None or eur is None:
        return Reading(period=ABSENT)
    return Reading(period=_open(number, round_half_up(in_thousands(eur), 0), no_step))


def _open(number: int, euros: Decimal, no_step: int | None) -> Cell:
    parts = (number, euros, no_step) if no_step else (number, euros)
    return shown("opportunities_open" if no_step else "opportunities", *parts, exact=number)
