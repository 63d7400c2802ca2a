"""Care rows of the card: G1–G6 (domain.md 1.4)."""

from decimal import Decimal

from config.common.rounding import ratio_pct
from reporting.facts.types import AccountFacts
from reporting.metrics.cells import ABSENT, NOTHING, Cell, pair, shown, tidy, trimmed
from reporting.metrics.registry import Reading, metric
from reporting.rules.thresholds import Limits

FULL_PCT = 100  # of the budgeted hours


@metric(
    "G1",
    label={"fi": "Tapaamiset", "en": "Meetings", "sv": "Möten"},
    group="HOI",
    unit="count",
    decimals=0,
    rule="R19",
    better="up",
    kept="clock",
)
def meetings(facts: AccountFacts, _limits: Limits) -> Reading:
    """Clock events of meetings of the year whose window has closed: fulfilled / due."""
    return Reading(period=pair(facts.meetings_done, facts.meetings_due))


@metric(
    "G2",
    label={"fi": "Edellinen johtajatapaaminen", "en": "Last director meeting", "sv": "Senaste direktörsmöte"},
    group="HOI",
    unit="days",
    decimals=0,
    rule="R18",
    better="down",
)
def director_meeting(facts: AccountFacts, limits: Limits) -> Reading:
    """Days since the last director meeting and the next booked one."""
    limit = limits.get("R18", "amber", facts.model)
    return Reading(
        period=_meeting(facts), target=NOTHING if limit is None else shown("at_most", tidy(limit), exact=limit)
    )


def _meeting(facts: AccountFacts) -> Cell:
    days, last, coming = facts.days_since_meeting, facts.last_meeting_on, facts.next_meeting_on
    if days is None:
        return ABSENT
    if last is None:
        return shown("meeting_days", days, exact=days)
    form = "meeting" if coming is None else "meeting_next"
    return shown(form, last, days, coming, exact=days)


@metric(
    "G3",
    label={"fi": "Vuosikello 12 kk", "en": "Annual clock, 12 months", "sv": "Årsklocka, 12 mån"},
    group="HOI",
    unit="text",
    decimals=1,
    priority=2,
    rule="R19",
    better="up",
    kept="clock",
)
def clock(facts: AccountFacts, _limits: Limits) -> Reading:
    """Events of R12 fulfilled within their window, %, and how many are more than 14 days late now, as R19 counts."""
    late, share = facts.clock_late14, ratio_pct(facts.clock_on_time_r12, facts.clock_due_r12)
    if late is None:
        return Reading(period=ABSENT)
    if share is None:
        return Reading(period=shown("late_only", late, exact=late))
    return Reading(period=shown("on_time", trimmed(share), late, exact=share))


@metric(
    "G4",
    label={"fi": "Tavoitteet", "en": "Goals", "sv": "Mål"},
    group="HOI",
    unit="count",
    decimals=0,
    rule="R20",
)
def goals(facts: AccountFacts, _limits: Limits) -> Reading:
    """On track · at risk · late · unchecked."""
    parts = (facts.goals_on_track, facts.goals_at_risk, facts.goals_late, facts.goals_unchecked)
    return Reading(period=ABSENT if None in parts else shown("goals", *parts, exact=facts.goals_on_track))


@metric(
    "G5",
    label={"fi": "Hoitoaika h", "en": "Care time h", "sv": "Vårdtid h"},
    group="HOI",
    unit="hours",
    decimals=0,
    source="hours",
    priority=2,
    rule="R22",
    kept="hours",
)
def care_time(facts: AccountFacts, _limits: Limits) -> Reading:
    """Care hours used / budget of the month and of the period, with the share of the period."""
    period = _hours(facts.hours_used, facts.hours_budget)
    share = facts.time_budget_pct
    if share is not None and not period.mark:
        period = shown("pair_pct", *period.values, trimmed(share), exact=share)
    elif share is not None:
        period = shown("percent", trimmed(share), exact=share)
    return Reading(
        month=_hours(facts.hours_month, facts.hours_month_budget),
        period=period,
        target=shown("percent", FULL_PCT, exact=FULL_PCT),
    )


def _hours(used: Decimal | None, budget: Decimal | None) -> Cell:
    if used is None or budget is None:
        return ABSENT
    return shown("pair", trimmed(used), trimmed(budget), exact=used)


@metric(
    "G6",
    label={"fi": "Ohjeet auki / myöhässä", "en": "Instructions open / late", "sv": "Anvisningar öppna / sena"},
    group="HOI",
    unit="count",
    decimals=0,
    rule="R21",
    better="down",
    kept="instructions",
)
def instructions(facts: AccountFacts, _limits: Limits) -> Reading:
    """Instructions of the board not closed, and those of them not done by their day."""
    still_open, late = facts.instr_open, facts.instr_overdue
    if still_open is None or late is None:
        return Reading(period=ABSENT)
    return Reading(period=shown("open_late", still_open, late, exact=late))
