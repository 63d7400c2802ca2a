"""Absences with stand-ins, hours spent on care and their budgets (domain.md 4.6, 5.7)."""

from datetime import date, timedelta
from decimal import Decimal

from accounts_app.models import CareHours, HoursBudget
from config.common.month import add_months, months_between
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.era import working_day
from reporting.demo.world import Holding, World
from teams.models import Absence, Person

YEARLY_HOURS = {"A": 190, "B": 90, "C": 24, "D": 6}
MONTH_SHARE = {7: 0.5, 12: 0.75}  # of an ordinary month (domain.md 5.7)
USED_SHARE = (0.78, 0.98)
# Summer holidays: half of the owners are away while the other half stands in.
HOLIDAY_WEEKS = ((28, 30), (31, 33))
AWAY_NOW = 5  # every so many supervisors is away on the day of the demo
BUSY_MONTHS = 6  # of the account whose care takes much more than its budget
VISITS = {"A": 6, "B": 3, "C": 1, "D": 1}  # days with hours in a month


def build(world: World) -> None:
    """Add absences of this and last year, somebody away today among them, and care hours."""
    away: set[int] = set()
    _owner_away_today(world, away)
    _summer(world)
    _supervisors(world, away)
    for holding in world.holdings:
        _hours(world, holding)


def _owner_away_today(world: World, away: set[int]) -> None:
    """The last owner is away for a few days with an active stand-in, so pages show who answers today."""
    person, stand_in = world.owners[-1], world.owners[-2]
    starts_on = add_working_days(world.era.as_of, -1)
    _away(world, person, starts_on, add_working_days(world.era.as_of, 2), stand_in)
    away.add(id(person))


def _summer(world: World) -> None:
    era, owners = world.era, world.owners
    for year in range(era.months[0].year, era.as_of.year + 1):
        for number, person in enumerate(owners):
            first, last = HOLIDAY_WEEKS[number % 2 == 0]
            starts_on = date.fromisocalendar(year, first, 1)
            if number == len(owners) - 1 and _around(starts_on, era.as_of):
                continue
            stand_in = owners[(number + 1) % len(owners)]
            _away(world, person, starts_on, date.fromisocalendar(year, last, 7), stand_in)


def _around(starts_on: date, as_of: date) -> bool:
    """The holiday would lie over the absence of today."""
    return abs((starts_on - as_of).days) < 40


def _supervisors(world: World, away: set[int]) -> None:
    """Each supervisor has a holiday or two a year; some are away today, with a colleague standing in."""
    era = world.era
    everybody = [person for people in world.supervisors.values() for person in people]
    desk = world.desks["esimies"]
    for number, person in enumerate(everybody):
        chance = dice(world.size, "absence", person.person_no)
        stand_in = everybody[(number + 1) % len(everybody)]
        for year in range(era.months[0].year + 1, era.as_of.year + 1):
            starts_on = date.fromisocalendar(year, chance.randint(26, 31), 1)
            if abs((starts_on - era.as_of).days) > 30:
                _away(world, person, starts_on, starts_on + timedelta(days=20), stand_in)
        if number % AWAY_NOW == 3 and person is not desk:
            starts_on = add_working_days(era.as_of, -chance.randint(1, 4))
            _away(world, person, starts_on, add_working_days(era.as_of, chance.randint(1, 6)), stand_in)


def _away(world: World, person: Person, starts_on: date, ends_on: date, stand_in: Person) -> None:
    world.add(Absence(person=person, starts_on=starts_on, ends_on=ends_on, stand_in=stand_in))


def _hours(world: World, holding: Holding) -> None:
    """Hours of the owner on some days of each month, a little under the budget of the care model."""
    era, spec = world.era, holding.spec
    chance = dice(world.size, "hours", spec.no)
    monthly = YEARLY_HOURS[spec.model] / (10 + sum(MONTH_SHARE.values()))
    first_year = era.months[0].year  # its whole year, so that the first cards know hours from January on
    for year in range(first_year, era.as_of.year + 1):
        world.add(HoursBudget(account=holding.account, year=year, hours=Decimal(YEARLY_HOURS[spec.model])))
    busy_from = add_months(era.month, 1 - BUSY_MONTHS)
    for month in months_between(date(first_year, 1, 1), era.as_of.replace(day=1)):
        told = spec.story.hours_share if busy_from <= month <= era.month else None
        usual = MONTH_SHARE.get(month.month, 1.0) * chance.uniform(*USED_SHARE)
        share = float(told) if told else usual
        days = sorted({working_day(month, chance.randint(1, 24)) for _number in range(VISITS[spec.model])})
        each = Decimal(round(monthly * share / len(days) * 4)) / 4
        for day in days:
            if each and day < era.as_of:
                world.add(CareHours(account=holding.account, person=holding.owner, worked_on=day, hours=each))
