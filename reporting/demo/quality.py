"""Quality rounds: planned, done and missed, with their scores (domain.md 1.4 Q1–Q4, 6.4)."""

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts_app.models import QualityRound, Site
from config.common.month import add_months
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.era import on_or_after, working_day
from reporting.demo.world import Holding, World

LOWEST_CALM, HIGHEST = 81.0, 99.5
EPISODE_SCORE = Decimal("77.5")
LAST_SLOT = 24
FEW_SITES = 7  # with fewer sites one missed round would colour the account
MISSED_ONE_IN = 50
MEASURED_SHARE = Decimal("0.4")  # of the sites, when only a part of them is measured
State = QualityRound.State


@dataclass(frozen=True)
class Plan:
    """What happens to the rounds of one account in one month."""

    month: date
    missed: frozenset[str]  # site numbers
    low: dict[str, Decimal]  # site number -> score


def build(world: World) -> None:
    """Add the rounds of every site of every account."""
    for holding in world.holdings:
        if holding.spec.projects:
            continue
        usual = _usual_scores(world, holding)
        for position, month in enumerate(world.era.work_months):
            plan = _plan(world, holding, month)
            for number, site in enumerate(holding.sites):
                if (position + number) % site.visit_interval_months == 0 and _measured(holding, number):
                    _slot(world, holding, site, plan, usual[site.site_no])


def _measured(holding: Holding, number: int) -> bool:
    return not holding.spec.story.half_measured or number < len(holding.sites) * MEASURED_SHARE


def _usual_scores(world: World, holding: Holding) -> dict[str, float]:
    """The level of each site, placed so that the account's weighted mean is that of the portfolio table."""
    spec = holding.spec
    chance = dice(world.size, "scores", spec.no)
    goal = float(spec.story.low_scores or spec.score_pct)
    low = {site.site_no: float(low.score) for low, site in zip(spec.story.low_sites, holding.sites, strict=False)}
    others = {site.site_no: chance.gauss(0, 2.2) for site in holding.sites if site.site_no not in low}
    weight = {site.site_no: float(site.monthly_value_eur) for site in holding.sites}
    whole = sum(weight.values())
    needed = goal * whole - sum(weight[number] * score for number, score in low.items())
    share = sum(weight[number] for number in others)
    shift = (needed - sum(weight[number] * score for number, score in others.items())) / share
    return {number: score + shift for number, score in others.items()} | {number: goal for number in low}


def _plan(world: World, holding: Holding, month: date) -> Plan:
    era, story = world.era, holding.spec.story
    numbers = [site.site_no for site in holding.sites]
    low = {
        number: known.score
        for number, known in zip(numbers, story.low_sites, strict=False)
        if month > add_months(era.month, -known.rounds)
    }
    missed = _missed(world, holding, month, len(low))
    for episode in story.episodes:
        if month == add_months(era.month, -episode.months_ago):
            if episode.kind == "low_site":
                low[numbers[-1]] = EPISODE_SCORE
            if episode.kind == "low_sites":
                low |= {number: EPISODE_SCORE for number in numbers[-max(2, len(numbers) // 9 + 1) :]}
            if episode.kind == "missed_rounds":
                missed |= frozenset(numbers[-max(2, len(numbers) // 3) :])
    return Plan(month, missed - frozenset(low), low)


def _missed(world: World, holding: Holding, month: date, kept: int) -> frozenset[str]:
    """About every fiftieth round is missed, one more in July; small and quarterly plans only where nothing turns."""
    spec, era = holding.spec, world.era
    numbers = [site.site_no for site in holding.sites]
    missed = spec.story.missed_rounds
    if missed and (months_ago := _months_between(month, era.month)) in (1, 2):
        # Different sites each time: every site still has a round that is valid.
        return frozenset(numbers[kept + missed * (months_ago - 1) : kept + missed * months_ago])
    if spec.model not in "AB" or len(numbers) < FEW_SITES or spec.story.rounds_silent_days:
        return frozenset()
    chance = dice(world.size, "missed", spec.no, month.isoformat())
    count = len(numbers) // MISSED_ONE_IN + (month.month % 3 == 1)
    ordinary = numbers[max(kept, len(spec.story.low_sites)) :]
    return frozenset(chance.sample(ordinary, min(count, len(ordinary))))


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _slot(world: World, holding: Holding, site: Site, plan: Plan, usual: float) -> None:
    """One planned round of a site in a month and what became of it."""
    era = world.era
    chance = dice(world.size, "round", site.site_no, plan.month.isoformat())
    planned_on = working_day(plan.month, _slot_day(site))
    done_on = _done_on(planned_on, chance)
    stop = holding.spec.story.rounds_silent_days
    if stop and done_on > era.ago(stop):
        if planned_on > era.ago(stop) or plan.month != era.ago(stop).replace(day=1):
            return
        done_on = planned_on
    row = QualityRound(site=site, planned_on=planned_on)
    if site.site_no not in plan.missed and done_on <= era.as_of:
        _do(row, done_on, _score(site, plan, usual, chance), holding, chance)
    elif plan.month < era.months[-4] and chance.random() < 0.1:
        row.state = State.CANCELLED
    world.add(row)


def _slot_day(site: Site) -> int:
    """Each site has its own day of the month, so rounds of a site are about a month apart."""
    return 1 + int(site.site_no) * 7 % LAST_SLOT


def _done_on(planned_on: date, chance: random.Random) -> date:
    late = on_or_after(add_working_days(planned_on, 1))
    return late if chance.random() < 0.25 and late.month == planned_on.month else planned_on


def _score(site: Site, plan: Plan, usual: float, chance: random.Random) -> Decimal:
    known = plan.low.get(site.site_no)
    if known is not None:
        return known
    # The score of a site wanders by month, slowly enough that the account's mean stays where it is.
    value = usual + chance.gauss(0, 0.4)
    return Decimal(min(HIGHEST, max(min(LOWEST_CALM, usual), value))).quantize(Decimal("0.1"))


def _do(row: QualityRound, done_on: date, score: Decimal, holding: Holding, chance: random.Random) -> None:
    row.state, row.done_on, row.score_pct = State.DONE, done_on, score
    row.inspector_name = holding.supervisors[row.site.site_no].name
    row.deviations = max(0, int((100 - score) / 4) + chance.choice((-1, 0, 0, 1)))
    row.customer_was_present = chance.random() < 0.3
    if row.customer_was_present:
        row.customer_score = Decimal(chance.choice((3, 4, 4, 4, 5, 5)))
