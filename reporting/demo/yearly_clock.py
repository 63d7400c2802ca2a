"""The annual clocks of last year and this year with their evidence (domain.md 3)."""

from datetime import date, timedelta

from accounts_app.actions.clock_events import row, tie
from accounts_app.clock import KINDS, Evidence, plan_year
from accounts_app.models import ClockEvent
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.era import on_or_before
from reporting.demo.world import Holding, World

JUST_LATE_DAYS = 12  # an event may wait this long for its entry in a few accounts; the rule counts from 15
JUST_LATE = (2, 7, 13, 19)


def build(world: World) -> None:
    """Add the events of both years; past windows have their evidence, the coming ones their booked meetings."""
    for holding in world.holdings:
        events = [event for year in _years(world) for event in _events(holding, year)]
        tie(sorted(events, key=lambda event: (event.latest_on, event.kind)), holding.meetings)
        for event in events:
            _enter(world, holding, event)
            world.add(event)


def _years(world: World) -> tuple[int, ...]:
    first = world.era.months[0].year
    return tuple(range(first, world.era.as_of.year + 1))


def _events(holding: Holding, year: int) -> list[ClockEvent]:
    account = holding.account
    started_on = account.relationship_started_on or date(year, 1, 1)
    wanted = plan_year(care_model=account.care_model, anniversary=started_on, year=year, contracts=holding.contracts)
    return [row(account, year, planned) for planned in wanted]


def _enter(world: World, holding: Holding, event: ClockEvent) -> None:
    """The entry of an event whose window is over, or of a part of those whose window is running."""
    era = world.era
    chance = dice(world.size, "clock", holding.spec.no, event.year, event.kind, event.ordinal)
    if event.meeting is not None or _waits(world, holding, event):
        return
    span = (event.latest_on - event.earliest_on).days
    done_on = on_or_before(event.earliest_on + timedelta(days=span * chance.randint(30, 95) // 100))
    if event.latest_on >= era.as_of and chance.random() < 0.4:
        return
    if KINDS[event.kind].evidence is not Evidence.ENTRY and event.latest_on >= era.as_of:
        return
    if done_on < era.as_of:
        event.done_on = done_on
    elif event.latest_on < era.as_of:
        event.done_on = add_working_days(era.as_of, -1)


def _waits(world: World, holding: Holding, event: ClockEvent) -> bool:
    """Events the story leaves open: a director meeting that was not held, and a few entries just late."""
    era, story = world.era, holding.spec.story
    if story.last_meeting_days is not None and KINDS[event.kind].evidence is Evidence.DIRECTOR_MEETING:
        return event.latest_on > era.ago(story.last_meeting_days)
    late = (era.as_of - event.latest_on).days
    return holding.spec.no in JUST_LATE and 0 < late <= JUST_LATE_DAYS
