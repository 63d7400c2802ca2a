"""Pool deputies and sales people of the regions, and absences to come (domain.md 4.6)."""

from datetime import date

from config.common.working_days import add_working_days
from reporting.demo import organisation as own
from reporting.demo.world import World
from teams.models import Absence, PoolDeputy, Region, RoleGrant

POOL = {own.CAPITAL: "Alue Helsinki", own.ELSEWHERE: "Alue Pirkanmaa"}  # region -> area whose director is in the pool
SALES = {own.CAPITAL: "Palvelupäällikkö, siivous", own.ELSEWHERE: "Palvelupäällikkö, kiinteistönhoito"}


def build(world: World) -> None:
    """Somebody in the pool and in sales of each region; the first owner goes away in two weeks without a stand-in."""
    since = date(world.era.as_of.year - 1, 1, 1)
    for region in world.rows[Region]:
        if region.name not in POOL:
            continue
        world.add(PoolDeputy(region=region, person=world.area_directors[POOL[region.name]][0], starts_on=since))
        for person in world.specialists:
            if person.title == SALES[region.name]:
                world.add(RoleGrant(person=person, role=RoleGrant.Role.SALES, region=region, starts_on=since))
    first = add_working_days(world.era.as_of, 10)
    world.add(Absence(person=world.owners[0], starts_on=first, ends_on=add_working_days(first, 3)))
