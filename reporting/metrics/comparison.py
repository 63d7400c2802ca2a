"""Comparison with the same months of last year (domain.md 1.3)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, NEW, NOT_COMPARABLE, UNCOMPARED, Cell

SMALLEST_BASE_EUR = Decimal(1000)


def previous_cell(facts: AccountFacts, cell: Cell) -> Cell:
    """Last year's figure, or why there is none: a new account, or a base known to be missing."""
    if facts.is_new:
        return Cell(mark=NEW, reason="new")
    if facts.prev_base_missing and cell == ABSENT:
        return Cell(mark=NOT_COMPARABLE, reason="base_missing")
    return cell


def comparable(facts: AccountFacts, *figures: Decimal | int | None) -> bool:
    """Both years are there and the account is old enough."""
    return not facts.is_new and all(figure is not None for figure in figures)


def change_pct(facts: AccountFacts, now: Decimal | None, base: Decimal | None) -> tuple[Cell, Decimal | None]:
    """Change of an amount in per cent, one decimal; not comparable below 1 000 € of base."""
    if facts.is_new or now is None or base is None or base < SMALLEST_BASE_EUR:
        return UNCOMPARED, None
    exact = (now - base) * 100 / base
    moved = round_half_up(exact, 1)
    return Cell(form="signed_pct", values=(moved,), exact=exact), moved


def difference(
    facts: AccountFacts, now: Decimal | None, base: Decimal | None, form: str, decimals: int = 1
) -> tuple[Cell, Decimal | None]:
    """Difference of two printed figures: percentage points or points of a scale."""
    if facts.is_new or now is None or base is None:
        return UNCOMPARED, None
    moved = round_half_up(now, decimals) - round_half_up(base, decimals)
    return Cell(form=form, values=(moved,), exact=now - base), moved
