"""The support organisation: local owners, experts by town and business area, and where somebody is required (4.4)."""

from datetime import date

from accounts_app.models import Assignment, SupportRequirement
from reporting.demo import organisation as own
from reporting.demo.accounts import started_on
from reporting.demo.world import Holding, World
from teams.models import BoardMembership, BusinessArea, Person

LARGEST_TOWNS = 3
REQUIRED_AREAS = {"A": 4, "B": 2}  # business areas that need somebody in the largest towns


def build(world: World) -> None:
    """Key accounts everywhere, developed accounts in their largest towns; required cells are all held."""
    _sponsors(world)
    for holding in world.holdings:
        if holding.spec.model not in REQUIRED_AREAS or holding.spec.projects:
            continue
        towns = _towns(holding)
        if holding.spec.model == "A":
            for town in towns[:LARGEST_TOWNS]:
                leader = world.area_directors[own.area_of(town)][0]
                _local(world, holding, leader, Assignment.Role.LOCAL_OWNER, town)
        _experts(world, holding, sorted(towns) if holding.spec.model == "A" else towns[:LARGEST_TOWNS])
        _requirements(world, holding, towns[:LARGEST_TOWNS])


def _sponsors(world: World) -> None:
    """Each key account has somebody of the management board as its sponsor."""
    board = [seat.person for seat in world.rows[BoardMembership]]
    for number, holding in enumerate(one for one in world.holdings if one.spec.model == "A"):
        since, sponsor = started_on(world, holding.spec), board[number % len(board)]
        world.add(Assignment(account=holding.account, person=sponsor, role=Assignment.Role.SPONSOR, starts_on=since))


def _towns(holding: Holding) -> list[str]:
    """The towns of the account, those with most sites first."""
    counts: dict[str, int] = {}
    for site in holding.sites:
        counts[site.town.name] = counts.get(site.town.name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def _areas(world: World, holding: Holding) -> list[BusinessArea]:
    return _service_areas(world)[: 4 if holding.spec.model == "A" else REQUIRED_AREAS["B"]]


def _service_areas(world: World) -> list[BusinessArea]:
    """The areas of the service business in their order."""
    return [world.areas[name] for name in dict.fromkeys(own.SERVICE_AREAS.values())]


def _experts(world: World, holding: Holding, towns: list[str]) -> None:
    """A specialist for each area, a supervisor of the town for the first one; the story may end one of them."""
    experts = dict(zip([area.name for area in _service_areas(world)[1:]], world.specialists[1:], strict=False))
    gone = holding.spec.story.support_gap_days
    for town in towns:
        for area in _areas(world, holding):
            person = experts.get(area.name) or world.supervisors[town][0]
            row = _local(world, holding, person, Assignment.Role.SUPPORT, town)
            row.business_area = area
            if gone and town == _towns(holding)[0] and area is _areas(world, holding)[-1]:
                row.ends_on = world.era.ago(gone)


def _requirements(world: World, holding: Holding, towns: list[str]) -> None:
    for town in towns:
        for area in _areas(world, holding):
            world.add(SupportRequirement(account=holding.account, town=world.towns[town], business_area=area))


def _local(world: World, holding: Holding, person: Person, role: str, town: str) -> Assignment:
    since: date = started_on(world, holding.spec)
    row = Assignment(account=holding.account, person=person, role=role, town=world.towns[town], starts_on=since)
    return world.add(row)
