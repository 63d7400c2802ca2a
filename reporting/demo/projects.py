"""Projects of the accounts cared for by the consultancy rules: one ends every month, a frame goes on (6.2)."""

import random
from datetime import date, timedelta
from decimal import Decimal

from accounts_app.models import Project
from config.common.month import add_months, months_between
from reporting.demo.dice import dice
from reporting.demo.era import on_or_before, working_day
from reporting.demo.world import Holding, World

LENGTH_MONTHS = 8
FEEDBACK_MONTHS = 12  # projects ended before the first card, so that it knows a year of feedback
CONFIRMED_DAYS = 6  # since the figures of what is running were gone through
FRAME_SHARE = Decimal("0.75")  # of a year's revenue is signed and not invoiced
NAMES = (
    "LVI-saneerauksen suunnittelu",
    "Sähköjärjestelmien kartoitus",
    "Energiakatselmus",
    "Sisäilmaselvitys",
    "Rakennuttamisen valvonta",
    "Valaistuksen uusiminen",
    "Lämpöpumppuhanke",
    "Kuntoarvio",
)


def build(world: World) -> None:
    """The ended projects with their feedback, the running ones, and the frame agreement."""
    for holding in world.holdings:
        if not holding.spec.projects:
            continue
        chance = dice(world.size, "projects", holding.spec.no)
        era = world.era
        months = months_between(add_months(era.months[0], -FEEDBACK_MONTHS), add_months(era.as_of.replace(day=1), -1))
        for number, month in enumerate(months, start=1):
            _ended(world, holding, number, month, chance)
        for place in range(holding.spec.projects - 1):
            _running(world, holding, len(months) + 1 + place, place, chance)
        _frame(world, holding)


def _ended(world: World, holding: Holding, number: int, month: date, chance: random.Random) -> None:
    """Its figures were gone through for the last time early in the month it ended in."""
    row = _project(world, holding, number, add_months(month, -LENGTH_MONTHS), chance)
    row.closed_on = working_day(month, 24)
    row.milestone_on = row.closed_on
    row.confirmed_on = working_day(month, 3)
    row.invoiced_eur = row.contract_eur
    row.feedback = Decimal(chance.choice((40, 42, 45, 48, 50))) / 10


def _running(world: World, holding: Holding, number: int, place: int, chance: random.Random) -> None:
    era = world.era
    row = _project(world, holding, number, add_months(era.month, -2 - place), chance)
    row.milestone_on = era.as_of + timedelta(days=25 + 20 * place)
    row.confirmed_on = on_or_before(era.ago(CONFIRMED_DAYS))
    row.invoiced_eur = row.contract_eur * chance.randint(2, 6) / 10
    row.used_hours = (row.budget_hours * chance.randint(2, 6) / 10).quantize(Decimal("0.1"))


def _frame(world: World, holding: Holding) -> None:
    """The frame agreement holds most of the order book; its hours are budgeted year by year, so not here."""
    era, revenue = world.era, Decimal(holding.spec.revenue_teur * 1000)
    world.add(
        Project(
            account=holding.account,
            number=f"P{holding.spec.no:03d}-000",
            name="Suunnittelun puitesopimus",
            starts_on=add_months(era.months[0], -FEEDBACK_MONTHS),
            contract_eur=revenue * 3,
            invoiced_eur=revenue * (3 - FRAME_SHARE),
            confirmed_on=on_or_before(era.ago(CONFIRMED_DAYS)),
        )
    )


def _project(world: World, holding: Holding, number: int, began: date, chance: random.Random) -> Project:
    share = Decimal(chance.randint(4, 9)) / 100
    hours = Decimal(chance.randrange(120, 900, 20))
    town = chance.choice(holding.sites).town.name
    return world.add(
        Project(
            account=holding.account,
            number=f"P{holding.spec.no:03d}-{number:03d}",
            name=f"{chance.choice(NAMES)}, {town}",
            starts_on=began,
            contract_eur=Decimal(holding.spec.revenue_teur * 1000) * share,
            budget_hours=hours,
            used_hours=(hours * chance.randint(88, 106) / 100).quantize(Decimal("0.1")),
        )
    )
