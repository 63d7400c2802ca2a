"""Goals with owners and check dates, risks and opportunities (domain.md 1.4 G4, K3, P4, 4.1)."""

import random
from datetime import date, timedelta
from decimal import Decimal

from accounts_app.models import Goal, GoalCheck, Opportunity, Risk
from config.common.month import add_months, last_day, month_of
from reporting.demo import organisation as own
from reporting.demo.dice import dice
from reporting.demo.era import on_or_after, on_or_before
from reporting.demo.stories import NamedRisk
from reporting.demo.world import Holding, World

GOALS = {"A": 4, "B": 3, "C": 1, "D": 0}
CALM_RISKS = {"A": 2, "B": 2, "C": 1, "D": 0}
OPPORTUNITIES = {"A": 3, "B": 1, "C": 1, "D": 0}
AIMS = (
    "Liikevaihto kasvaa 4 prosenttia vuodessa",
    "Asiakastyytyväisyys vähintään 4,3",
    "Laatupisteet yli 93 kaikilla paikkakunnilla",
    "Ikkunanpesu mukaan kaikkiin kohteisiin",
    "Reklamaatioiden ratkaisuaika alle 5 työpäivää",
    "Kiinteistönhoito kahdelle uudelle paikkakunnalle",
    "Esimiesten tapaamiset kuukausittain",
    "Kate tavoitteeseen työvuoroja suunnittelemalla",
)
CHECK_NOTES = (
    "Etenee suunnitelman mukaan.",
    "Ensimmäiset kohteet tehty, loput keväällä.",
    "Asiakas hyväksyi aikataulun.",
    "Mittari nousussa, jatketaan.",
)
RISKS = (
    ("Työvoiman saatavuus pääkaupunkiseudulla", 3, 2),
    ("Asiakkaan säästöohjelma", 2, 3),
    ("Yhteyshenkilön vaihtuminen", 2, 2),
    ("Alihankkijan saatavuus", 2, 3),
    ("Toimipaikkojen yhdistäminen", 1, 5),
    ("Hinnantarkistuksen viivästyminen", 2, 3),
)
STAGES = (("Kontakti", 25), ("Tarve", 40), ("Tarjous", 60))
STEPS = ("Tarjous lähetettävä", "Kohdekäynti sovittava", "Neuvottelu sovittu", "Laskelma tehtävä")
STEPLESS_SHARE = 0.15
RISK_OPENED_DAYS = 55  # since the risk of a story was written down


def build(world: World) -> None:
    """Add goals, risks and opportunities of every account."""
    number = 0
    for holding in world.holdings:
        chance = dice(world.size, "goals", holding.spec.no)
        _goals(world, holding, chance)
        _risks(world, holding, chance)
        for place in range(OPPORTUNITIES[holding.spec.model]):
            number += 1
            _opportunity(world, holding, number, place, chance)


def _goals(world: World, holding: Holding, chance: random.Random) -> None:
    due_on = _half_year_end(world.era.as_of)
    for place, name in enumerate(chance.sample(AIMS, GOALS[holding.spec.model])):
        late_days = holding.spec.story.late_goal_days if place == 0 else 0
        # Its owner has not said it is late: the day alone tells, so cards of the time before do not know it.
        goal = Goal(
            account=holding.account,
            name=name,
            owner=holding.deputy if place == 3 else holding.owner,
            due_on=world.era.ago(late_days) if late_days else due_on,
            progress_pct=chance.randrange(20, 45, 5) if late_days else chance.randrange(40, 95, 5),
        )
        holding.goals.append(world.add(goal))
        _checks(world, goal, chance, missed_days=holding.spec.story.unchecked_goal_days if place == 0 else 0)
    if holding.spec.model in "AB":
        ended_on = last_day(add_months(month_of(world.era.as_of), -7))
        done = Goal.State.DONE
        name = "Perehdytyskortit käyttöön kaikissa kohteissa"
        world.add(
            Goal(account=holding.account, name=name, owner=holding.owner, due_on=ended_on, state=done, progress_pct=100)
        )


def _half_year_end(day: date) -> date:
    """The end of the half-year after the running one."""
    return date(day.year, 12, 31) if day.month <= 6 else date(day.year + 1, 6, 30)


def _checks(world: World, goal: Goal, chance: random.Random, *, missed_days: int) -> None:
    """Looked at about every quarter; the last check is done, the next one is ahead unless it was missed."""
    era = world.era
    last = 91 + missed_days if missed_days else chance.randint(15, 60)
    for back in (last + 91, last):
        due_on = on_or_before(era.ago(back))
        world.add(GoalCheck(goal=goal, due_on=due_on, done_on=due_on, note=chance.choice(CHECK_NOTES)))
    world.add(GoalCheck(goal=goal, due_on=on_or_after(era.as_of + timedelta(days=91 - last))))


def _risks(world: World, holding: Holding, chance: random.Random) -> None:
    era, story = world.era, holding.spec.story
    for name, probability, impact in chance.sample(RISKS, CALM_RISKS[holding.spec.model]):
        opened_on = on_or_before(era.ago(chance.randint(100, 600)))
        _risk(world, holding, NamedRisk(name, probability, impact), opened_on)
    if story.risk is not None:
        _risk(world, holding, story.risk, on_or_before(era.ago(RISK_OPENED_DAYS)))


def _risk(world: World, holding: Holding, risk: NamedRisk, opened_on: date) -> None:
    review_on = on_or_after(world.era.as_of + timedelta(days=20 + holding.spec.no))
    world.add(
        Risk(
            account=holding.account,
            name=risk.name,
            probability=risk.probability,
            impact=risk.impact,
            owner=holding.owner,
            opened_on=opened_on,
            review_on=review_on,
        )
    )


def _opportunity(world: World, holding: Holding, number: int, place: int, chance: random.Random) -> None:
    era, spec = world.era, holding.spec
    code = f"D-{era.as_of.year}-{number:03d}"
    if spec.story.tender_days is not None and place == 0:
        # The customer's tender is known to the sales system, but nobody has taken it up.
        value = Decimal(spec.revenue_teur * 3000)
        name, stage, probability, step, owner = (
            "Sopimuskauden kilpailutus, kaikki palvelut",
            "Kilpailutus",
            None,
            "",
            None,
        )
        service = "Kaikki palvelut"
    else:
        service = chance.choice([name for name in own.SERVICE_AREAS if name != own.MAIN_SERVICE])
        stage, probability = chance.choice(STAGES)
        step = "" if chance.random() < STEPLESS_SHARE else chance.choice(STEPS)
        name, owner = f"{service} – laajennus", holding.owner
        value = Decimal(max(5, spec.revenue_teur * chance.randint(1, 4) // 100) * 1000)
    world.add(
        Opportunity(
            account=holding.account,
            code=code,
            name=name,
            service_name=service,
            town_name=spec.town,
            value_eur=value,
            probability_pct=probability,
            stage=stage,
            next_step=step,
            due_on=on_or_after(era.as_of + timedelta(days=chance.randint(10, 60))),
            owner=owner,
        )
    )
