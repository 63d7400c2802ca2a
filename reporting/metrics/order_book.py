"""Finance rows of the card: F4, F5 (domain.md 1.4)."""

from decimal import Decimal

from config.common.formats import in_thousands
from config.common.rounding import round_half_up
from reporting.facts.types import PROFILE_PROJECT, AccountFacts
from reporting.metrics.cells import NOTHING, Cell, count, shown
from reporting.metrics.comparison import change_pct, previous_cell
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits

IN_THOUSANDS = Decimal(10000)  # receivables from this on are printed in t€, smaller ones as the rule rounds them


def _whole_keur(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(in_thousands(value), 0)


@metric(
    "F4",
    label={"fi": "Tilauskanta 12 kk", "en": "Order book, 12 months", "sv": "Orderstock, 12 mån"},
    group="TAL",
    unit="keur",
    decimals=0,
    source="revenue",
    priority=3,
    project_priority=1,
    rule="R04",
    better="up",
    kept="order_book",
)
def order_book(facts: AccountFacts, limits: Limits) -> Reading:
    """Signed and not yet invoiced, t€: contracts of the next 12 months and projects; of projects also its months.

    Last year's book is not known of projects, so a consultancy has no comparison.
    """
    now, before = facts.orderbook_eur, facts.orderbook_prev_eur
    if facts.profile == PROFILE_PROJECT:
        limit = round_half_up(limits.need("R04", "amber", facts.model), 1)
        return Reading(period=_months_too(facts), target=shown("at_least_months", limit, exact=limit))
    change, moved = change_pct(facts, now, before)
    return Reading(period=_book(now), previous=previous_cell(facts, _book(before)), change=change, moved=moved)


def _book(value: Decimal | None) -> Cell:
    return shown("plain", _whole_keur(value), exact=value)


def _months_too(facts: AccountFacts) -> Cell:
    months = None if facts.orderbook_months is None else round_half_up(facts.orderbook_months, 1)
    if months is None:
        return _book(facts.orderbook_eur)
    if facts.orderbook_eur is None:
        return shown("months", months, exact=facts.orderbook_months)
    return shown("book_months", _whole_keur(facts.orderbook_eur), months, exact=facts.orderbook_eur)


@metric(
    "F5",
    label={"fi": "Erääntynyt > 30 pv", "en": "Overdue > 30 days", "sv": "Förfallet > 30 d"},
    group="TAL",
    unit="eur",
    decimals=0,
    priority=2,
    rule="R05",
    better="down",
    kept="invoices",
)
def receivables(facts: AccountFacts, _limits: Limits) -> Reading:
    """Open invoices more than 30 days past due, and those over 60; small sums in whole euros, as the rule reads them.

    In t€ with one decimal 960 € would print as the limit of 1,0 t€ and be green: the number and the colour agree.
    """
    before = facts.recv30_prev
    return Reading(
        period=_overdue(facts.recv30, facts.recv60),
        previous=NOTHING if before is None else previous_cell(facts, _overdue(before, None)),
        target=count(0),
    )


def _overdue(over: Decimal | None, long_over: Decimal | None) -> Cell:
    if over is None:
        return count(None)
    euros, longer = round_half_up(over, 0), round_half_up(long_over or 0, 0)
    if euros == 0:
        return Cell(form="plain", values=(0,), exact=over)
    values = (euros, longer) if longer else (euros,)
    if euros < IN_THOUSANDS:
        return Cell(form="eur_over" if longer else "eur", values=values, exact=over)
    in_keur = tuple(round_half_up(in_thousands(value), 1) for value in values)
    return Cell(form="keur_over" if longer else "keur", values=in_keur, exact=over)
