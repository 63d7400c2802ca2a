"""What is known from each source until when, and whether that is fresh enough to judge by (domain.md 1.7).

Billing and margin count by closed months and working days, feeds by the age of their last load, the quality log also by
the silence of the single account, projects by the day their figures were confirmed. A source that was never loaded is
missing. One query: `known_loads`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Max

from config.common.month import add_months, last_day, month_of
from config.common.working_days import add_working_days, last_closed_month, nth_working_day, working_days_between
from reporting.models import SourceLoad

DUE_WORKING_DAY = 5  # billing and margin: month M is to be loaded by this working day of M+1
STALE_WORKING_DAY = 10  # billing and margin: month M is stale from this working day of M+1
COMPLAINT_WORKING_DAYS = 3
CSAT_MONTHS = 14
DAYS: Mapping[str, int] = {"rounds": 7, "supervisors": 35, "contracts": 92, "hours": 35}
PROJECT_DAYS = 35  # the figures of projects speak this long after they were confirmed
MONTHLY_SOURCES = ("revenue", "margin")
JUDGED_SOURCES = ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts", "hours")
MIN_ROUND_DAYS = 45  # a round is valid, and a feed not silent, at least this long
ROUND_DAYS_PER_MONTH = 45  # 1,5 × a planned interval of 30 days a month


class State(StrEnum):
    """How old a source may be called on a day."""

    FRESH = "fresh"
    AGING = "aging"  # the closed month is not loaded yet, but its time is still running
    STALE = "stale"
    MISSING = "missing"  # never loaded


@dataclass(frozen=True, slots=True)
class Load:
    """The newest load of a source: data as of a day, and its newest month when it comes by months."""

    as_of_on: date
    last_month: date | None = None

    @property
    def newest_month(self) -> date:
        """The newest month the load brought; without a stated one the month closed on the day of the load."""
        return self.last_month or last_closed_month(self.as_of_on)


Loads = Mapping[str, Load]


def known_loads(as_of: date) -> dict[str, Load]:
    """The newest load of every source known on the day. One query."""
    rows = SourceLoad.objects.filter(as_of_on__lte=as_of).values_list("source")
    newest = rows.annotate(Max("as_of_on"), Max("last_month")).order_by()
    return {source: Load(as_of_on, last_month) for source, as_of_on, last_month in newest}


def sources_as_of(as_of: date) -> dict[str, date]:
    """Until when each source is known, for the line "Tiedot: laskutus 31.8. · laatu 10.9."; never loaded = left out."""
    return {source: known_until(source, load) for source, load in known_loads(as_of).items()}


def known_until(source: str, load: Load) -> date:
    """The last day the load speaks of: the end of its newest month for the ledgers, the day of the data otherwise."""
    return last_day(load.newest_month) if source in MONTHLY_SOURCES else load.as_of_on


def required_month(as_of: date) -> date:
    """The month billing and margin must have brought by now: M from working day 10 of M+1, M−1 before it."""
    current = month_of(as_of)
    due = nth_working_day(current, STALE_WORKING_DAY) <= as_of
    return add_months(current, -1 if due else -2)


def judged_month(as_of: date, loads: Loads) -> date:
    """The month to judge: the last closed one, or the newest loaded one while the closed one may still be late."""
    closed, required = last_closed_month(as_of), required_month(as_of)
    for source in MONTHLY_SOURCES:
        load = loads.get(source)
        if load is not None and required <= load.newest_month < closed:
            closed = load.newest_month
    return closed


def state(source: str, loads: Loads, as_of: date) -> State:
    """How fresh a source is on the day for the whole company; unknown names count as missing."""
    load = loads.get(source)
    if load is None:
        return State.MISSING
    if source in MONTHLY_SOURCES:
        return _ledger_state(load.newest_month, as_of)
    return State.FRESH if _within(source, load.as_of_on, as_of) else State.STALE


def _ledger_state(newest: date, as_of: date) -> State:
    if newest < required_month(as_of):
        return State.STALE
    return State.FRESH if newest >= last_closed_month(as_of) else State.AGING


def next_due(source: str, loads: Loads, as_of: date) -> date | None:
    """The day by which the next load is expected; before `as_of` = it is late. None for a source without a rhythm.

    The ledgers are due on working day 5 after the month that is missing next; a feed when its window runs out.
    """
    load = loads.get(source)
    if source in MONTHLY_SOURCES:
        missing = add_months(load.newest_month, 1) if load else required_month(as_of)
        return nth_working_day(add_months(missing, 1), DUE_WORKING_DAY)
    if load is None:
        return None
    if source == "complaints":
        return add_working_days(load.as_of_on, COMPLAINT_WORKING_DAYS)
    return load.as_of_on + timedelta(days=DAYS[source]) if source in DAYS else None


def _within(source: str, loaded_on: date, as_of: date) -> bool:
    if source == "complaints":
        return working_days_between(loaded_on, as_of) <= COMPLAINT_WORKING_DAYS
    if source == "csat":
        return survey_is_fresh(month_of(loaded_on), as_of)
    return source not in DAYS or (as_of - loaded_on).days <= DAYS[source]


def is_usable(source: str, loads: Loads, as_of: date) -> bool:
    """Fresh or aging: good enough to judge by."""
    return state(source, loads, as_of) in (State.FRESH, State.AGING)


def preliminary(loads: Loads, month: date) -> frozenset[str]:
    """Ledgers whose newest figures of the month came before it was closed on working day 5 (domain.md 1.3, 1.7)."""
    closes_on = nth_working_day(add_months(month, 1), DUE_WORKING_DAY)
    return frozenset(
        name
        for name in MONTHLY_SOURCES
        if (load := loads.get(name)) is not None and load.newest_month >= month and load.as_of_on < closes_on
    )


def survey_is_fresh(wave_month: date, as_of: date) -> bool:
    """A survey wave counts for 14 months."""
    return add_months(wave_month, CSAT_MONTHS) >= month_of(as_of)


def projects_are_fresh(confirmed_on: date | None, as_of: date) -> bool:
    """Confirmed at most 35 days ago; never confirmed is not fresh."""
    return confirmed_on is not None and (as_of - confirmed_on).days <= PROJECT_DAYS


def round_validity_days(interval_months: int) -> int:
    """How long a quality round of a site is valid: 1,5 × its planned interval, at least 45 days (domain.md 1.4 Q4)."""
    return max(MIN_ROUND_DAYS, ROUND_DAYS_PER_MONTH * interval_months)


def feed_is_silent(last_sign_on: date | None, shortest_interval: int, as_of: date) -> bool:
    """No planned and no done round of the account for longer than its rounds stay valid; never any = silent."""
    window = timedelta(days=round_validity_days(shortest_interval))
    return last_sign_on is None or last_sign_on < as_of - window


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSigns:
    """What freshness must know of one account beside the loads of the company."""

    round_sign_on: date | None = None  # last planned or done round, or the start of the first site when none was due
    shortest_interval: int = 1  # months between the rounds of its most often visited site
    wave_month: date | None = None  # month of its latest survey wave with answers
    has_clock: bool = False  # its year has clock events
    projects_confirmed_on: date | None = None  # day the figures of its active projects were last confirmed


@dataclass(frozen=True, slots=True)
class CompanySources:
    """What the loads say of every account alike: the sources good enough to judge by, and until when each is known."""

    usable: frozenset[str]
    dates: Mapping[str, date]


def company_sources(loads: Loads, as_of: date) -> CompanySources:
    """The sources of the company on the day. Hours may be written by hand instead of loaded."""
    usable = {name for name in JUDGED_SOURCES if is_usable(name, loads, as_of)}
    by_hand = {"hours"} - loads.keys()
    return CompanySources(frozenset(usable | by_hand), {name: known_until(name, load) for name, load in loads.items()})


def fresh_inputs(sources: CompanySources, signs: AccountSigns, as_of: date) -> frozenset[str]:
    """The inputs an account can be judged by on the day, named as in `facts.types.INPUT_NAMES`."""
    fresh = set(sources.usable)
    if "rounds" in fresh:
        silent = feed_is_silent(signs.round_sign_on, signs.shortest_interval, as_of)
        fresh = fresh - {"rounds"} if silent else fresh | {"scores"}
    if signs.wave_month is None or not survey_is_fresh(signs.wave_month, as_of):
        fresh.discard("csat")
    if signs.has_clock:
        fresh.add("clock")
    if projects_are_fresh(signs.projects_confirmed_on, as_of):
        fresh.add("projects")
    return frozenset(fresh)


def source_dates(sources: CompanySources, signs: AccountSigns, as_of: date) -> dict[str, date]:
    """Until when each input of an account is known; a silent quality log is known until its last sign."""
    dates = dict(sources.dates)
    if "rounds" in dates:
        silent = feed_is_silent(signs.round_sign_on, signs.shortest_interval, as_of)
        dates["rounds"] = signs.round_sign_on if silent and signs.round_sign_on else dates["rounds"]
        dates["scores"] = dates["rounds"]
    if signs.wave_month:
        dates["csat"] = min(last_day(signs.wave_month), as_of)
    if signs.projects_confirmed_on:
        dates["projects"] = signs.projects_confirmed_on
    return dates
