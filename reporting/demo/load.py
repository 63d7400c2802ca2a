"""Puts the demo together: every part in its order, all of it in memory."""

from collections.abc import Callable
from datetime import date

from config.common.month import months_between
from reporting.demo import (
    absence_pools,
    access,
    accounts,
    audits,
    board_requests,
    briefs,
    complaints,
    contracts,
    directory,
    goals,
    instructions,
    meetings,
    money,
    organisation,
    ownership,
    people,
    presence,
    projects,
    quality,
    receivables,
    sites,
    support,
    support_map,
    survey,
    yearly_clock,
)
from reporting.demo.era import Era
from reporting.demo.full import full
from reporting.demo.portfolio import Spec, small
from reporting.demo.world import World
from reporting.models import SourceLoad

SIZES: dict[str, Callable[[], tuple[Spec, ...]]] = {"small": small, "full": full}
MONTHLY = (SourceLoad.Source.REVENUE, SourceLoad.Source.MARGIN, SourceLoad.Source.TARGETS)


def world_of(size: str, as_of: date) -> World:
    """All rows of a demo of the size, seen from the day. Raises KeyError for an unknown size."""
    world = World(size=size, era=Era(as_of))
    organisation.build(world)
    people.build(world)
    accounts.build(world, SIZES[size]())
    sites.build(world)
    support.build(world)
    briefs.build(world)
    contracts.build(world)
    money.build(world)
    receivables.build(world)
    projects.build(world)
    quality.build(world)
    complaints.build(world)
    survey.build(world)
    meetings.build(world)
    goals.build(world)
    instructions.build(world)
    board_requests.build(world)
    audits.build(world)
    yearly_clock.build(world)
    presence.build(world)
    directory.build(world)
    support_map.build(world)
    absence_pools.build(world)
    ownership.build(world)
    access.build(world)
    _source_loads(world)
    return world


def _source_loads(world: World) -> None:
    """When each source was loaded: at every card of the past and today, so that everything is fresh."""
    era = world.era
    known: dict[date, date] = {era.as_of: era.month}
    for month in months_between(era.months[0], era.month):
        for day in (era.card_day(month), era.publishing_day(month)):
            known[day] = max(month, known.get(day, month))
    for day, month in sorted(known.items()):
        for source in SourceLoad.Source.values:
            last_month = month if source in MONTHLY else None
            world.add(SourceLoad(source=source, as_of_on=day, last_month=last_month))
