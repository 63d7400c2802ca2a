"""Beside the map of support: remote areas, matters across towns, hours of people, codes (domain.md 4.4, 5.7)."""

from datetime import timedelta
from decimal import Decimal

from accounts_app.models import Assignment, HoursBudget
from reporting.demo import organisation as own
from reporting.demo.accounts import started_on
from reporting.demo.world import Holding, World
from teams.models import Person, Unit

REMOTE = ("Toimitilapalvelut", own.CONSULTING_AREA)  # what can be supported from another town
HOURS = (Decimal(40), Decimal(60), Decimal(32), None)  # care hours of owners in a month; the last one is not known
TASKS = {
    Assignment.Task.QUALITY: "Laatupäällikkö",
    Assignment.Task.BILLING: "Controller",
    Assignment.Task.PEOPLE: "Henkilöstöpäällikkö",
}
AGREED_AFTER_DAYS = 20


def build(world: World) -> None:
    """Add to what is built already; key accounts have people for quality, billing and personnel."""
    for name in REMOTE:
        if name in world.areas:
            world.areas[name].is_remote_capable = True
    for number, person in enumerate(world.owners):
        person.care_hours_month = HOURS[number % len(HOURS)]
    for holding in world.holdings:
        holding.account.charge_code = f"H-{holding.spec.no:03d}"
        if holding.spec.model == "A":
            _matters(world, holding)
    _agreements(world)


def managers(world: World) -> list[tuple[Unit, Person]]:
    """Who manages each unit: written after the people, because a unit comes before them."""
    found = [(world.units[area], people[0]) for area, people in world.area_directors.items()]
    heads = {own.FINANCE: "Talousjohtaja", own.DEVELOPMENT: "Kehityspäällikkö", own.STAFF: "Henkilöstöpäällikkö"}
    found += [(world.units[unit], world.offices[title]) for unit, title in heads.items()]
    chief = world.owners[0].line_manager
    return [*found, *((world.units[unit], chief) for unit in (own.MANAGEMENT, own.ACCOUNTS) if chief)]


def _matters(world: World, holding: Holding) -> None:
    since = started_on(world, holding.spec)
    for task, title in TASKS.items():
        row = Assignment(
            account=holding.account, person=world.offices[title], role="support", task=task, starts_on=since
        )
        world.add(row)


def _agreements(world: World) -> None:
    """The chief has agreed to the hours of this year, except for every fourth account."""
    chief, year = world.owners[0].line_manager, world.era.as_of.year
    for number, budget in enumerate(row for row in world.rows[HoursBudget] if row.year == year):
        if number % 4:
            budget.agreed_by = chief
            budget.agreed_on = world.era.as_of.replace(month=1, day=2) + timedelta(days=AGREED_AFTER_DAYS)
