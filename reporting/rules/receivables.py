"""Finance (TAL): overdue receivables (domain.md 1.4 F5, 2.2 R05)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, partly_known
from reporting.rules.levels import Level
from reporting.rules.registry import DOWN, STATE, rule
from reporting.rules.thresholds import Limits

DAYS, LONG_DAYS = 30, 60  # days past due that recv30 and recv60 of the facts count from


@rule(
    "R05",
    dimension="TAL",
    kind=STATE,
    title={"fi": "Erääntyneet saatavat", "en": "Overdue receivables", "sv": "Förfallna fordringar"},
    explanation={
        "fi": "Avoimet laskut, joiden eräpäivä on ohitettu. Keltainen, kun yli 30 päivää myöhässä on vähintään "
        "1 000 €. Punainen, kun yli 60 päivää myöhässä on vähintään 5 000 €.",
        "en": "Open invoices past their due date. Amber when at least €1 000 is more than 30 days late. "
        "Red when at least €5 000 is more than 60 days late.",
        "sv": "Öppna fakturor vars förfallodag har passerat. Gul när minst 1 000 € är över 30 dagar försenat. "
        "Röd när minst 5 000 € är över 60 dagar försenat.",
    },
    better=DOWN,
)
def overdue_receivables(facts: AccountFacts, limits: Limits) -> Finding:
    """Open invoices long past due, whole euros; without the invoice list unknown (R05)."""
    over, long_over = _euros(facts.recv30), _euros(facts.recv60)
    if long_over is not None and long_over >= limits.need("R05", "red", facts.model):
        return _overdue(Level.RED, long_over, LONG_DAYS)
    enough = over is not None and over >= limits.need("R05", "amber", facts.model)
    finding = _overdue(Level.AMBER if enough else Level.GREEN, over, DAYS)
    return partly_known(finding, "receivables") if over is None or long_over is None else finding


def _euros(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(value, 0)


def _overdue(level: Level, euros: Decimal | None, days: int) -> Finding:
    return Finding(
        level=level,
        value=euros,
        variant="value" if euros else "ok",
        params={"days": days, "sum": euros},
        evidence=("invoices:overdue",),
    )
