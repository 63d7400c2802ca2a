"""Customer rows of the card: C1, C4, C5 (domain.md 1.4); the others are in `voices.py` and `complaints.py`."""

from datetime import date
from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, NOTHING, TOO_FEW, UNCOMPARED, Cell, count, shown
from reporting.metrics.comparison import comparable, difference, previous_cell
from reporting.metrics.registry import Reading, metric
from reporting.rules.customer import complaint_rate
from reporting.rules.thresholds import Limits

NOTABLE = Decimal("0.2")  # points of the scale
QUIET_SITES = 20  # with more sites than this no complaint at all in half a year is asked about


def _wave(mean: Decimal | None, answers: int | None, month: date | None, least: Decimal) -> Cell:
    """A survey mean with its number of answers; hidden when there are too few of them (domain.md 1.5)."""
    if mean is None or answers is None:
        return TOO_FEW if answers is not None and 0 < answers < least else ABSENT
    if answers < least:
        return TOO_FEW
    value = round_half_up(mean, 1)
    if month is None:
        return shown("wave_undated", value, answers, exact=mean)
    return shown("wave", value, f"{month.month}/{month.year}", answers, exact=mean)


@metric(
    "C1",
    label={"fi": "Asiakastyytyväisyys", "en": "Customer satisfaction", "sv": "Kundnöjdhet"},
    group="ASI",
    unit="score5",
    decimals=1,
    source="csat",
    rule="R11",
    better="up",
    notable=NOTABLE,
)
def satisfaction(facts: AccountFacts, limits: Limits) -> Reading:
    """Mean of the main question of the latest wave, 1–5, always with n; the wave before beside it."""
    least = limits.need("INPUT", "csat_n", facts.model)
    now = _wave(facts.csat, facts.csat_n, facts.csat_month, least)
    before = _wave(facts.csat_prev, facts.csat_prev_n, facts.csat_prev_month, least)
    change, moved = UNCOMPARED, None
    if now.exact is not None and before.exact is not None:
        change, moved = difference(facts, now.exact, before.exact, "signed")
        if moved is not None and abs(moved) < NOTABLE:
            change = Cell(form="flat", values=change.values, exact=change.exact)
    target = limits.need("INPUT", "csat_target", facts.model)
    return Reading(
        period=now,
        previous=previous_cell(facts, before),
        change=change,
        moved=moved,
        target=shown("plain", target, exact=target),
    )


@metric(
    "C4",
    label={"fi": "Reklamaatiot", "en": "Complaints", "sv": "Reklamationer"},
    group="ASI",
    unit="count",
    decimals=0,
    source="complaints",
    rule="R13",
    better="down",
)
def complaints(facts: AccountFacts, _limits: Limits) -> Reading:
    """Complaints received; beside the period those of three months and their rate per 10 sites per month."""
    now, before, rate = facts.complaints_ytd, facts.complaints_prev_ytd, complaint_rate(facts)
    change = UNCOMPARED
    if now is not None and before is not None and comparable(facts, now, before):
        change = shown("signed_count", now - before, exact=now - before)
    return Reading(
        month=count(facts.complaints_month),
        period=_received(facts, rate),
        previous=previous_cell(facts, count(before)),
        change=change,
    )


def _received(facts: AccountFacts, rate: Decimal | None) -> Cell:
    """Complaints of the period; half a year of silence on many sites is asked about, not praised."""
    now = facts.complaints_ytd
    if facts.complaints_6m == 0 and (facts.sites_active or 0) > QUIET_SITES:
        return shown("unlogged", now, exact=now)
    return count(now) if now is None or rate is None else shown("rated", now, facts.complaints_r3, rate, exact=now)


@metric(
    "C5",
    label={"fi": "Avoinna / myöhässä", "en": "Open / overdue", "sv": "Öppna / försenade"},
    group="ASI",
    unit="count",
    decimals=0,
    source="complaints",
    rule="R14",
    better="down",
)
def open_complaints(facts: AccountFacts, _limits: Limits) -> Reading:
    """Complaints open and overdue now, with the days of the oldest overdue one."""
    late, days = facts.compl_overdue, facts.compl_overdue_max_days
    if facts.complaints_open is None or late is None:
        now = ABSENT
    elif late and days is not None:
        now = shown("open_late_days", facts.complaints_open, late, days, exact=late)
    else:
        now = shown("open_late", facts.complaints_open, late, exact=late)
    return Reading(month=now, target=count(0), period=NOTHING)
