"""Contracts, tenders and price lists (domain.md 1.4 K1–K4, 6.4)."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from accounts_app.models import Contract, HourlyPrice, Tender
from config.common.month import add_months, last_day
from reporting.demo import organisation as own
from reporting.demo.accounts import started_on
from reporting.demo.dice import dice
from reporting.demo.stories import Story
from reporting.demo.world import Holding, World

MAIN_SHARES = {1: Decimal("1.00"), 2: Decimal("0.92")}
MAIN_SHARE = Decimal("0.82")
CENT = Decimal("0.01")
INDEXES = ("Kuluttajahintaindeksi", "Kiinteistöalan TES", "Yleinen palkkaindeksi")
RENEWED = {3: 9, 13: 13, 22: 16}  # account -> months since its main contract was renewed in the last moment
FIXED_TERM_MONTHS = (11, 48)  # ends lie beyond the limits of the rule of expiry
STAFF_GROUPS = {
    "Siivooja": Decimal("33.90"),
    "Erikoissiivooja": Decimal("39.50"),
    "Kiinteistönhoitaja": Decimal("44.00"),
    "Keittiötyöntekijä": Decimal("37.20"),
    "Palveluesimies": Decimal("58.00"),
}
PRICE_RISE = Decimal("0.968")


def build(world: World) -> None:
    """Add the contracts of every account, the tender of the story and the price list."""
    running = iter(range(1, 10_000))
    for holding in world.holdings:
        _contracts(world, holding, running)
        days = holding.spec.story.tender_days
        if days is not None:
            ends_on = add_months(world.era.month, 3)
            schedule = f"tarjoukset {ends_on.month}/{ends_on.year}"
            world.add(Tender(account=holding.account, announced_on=world.era.ago(days), schedule=schedule))
    _prices(world)


def _contracts(world: World, holding: Holding, running: Iterator[int]) -> None:
    spec, era = holding.spec, world.era
    chance = dice(world.size, "contracts", spec.no)
    main = MAIN_SHARES.get(spec.contracts, MAIN_SHARE)
    if spec.story.contract_days is not None:
        main = Decimal("0.84")
    rest = (1 - main) / max(1, spec.contracts - 1)
    sold = sorted(chance.sample([name for name in own.SERVICE_AREAS if name != own.MAIN_SERVICE], 5))
    for number in range(spec.contracts):
        row = _contract(world, holding, next(running), main if number == 0 else rest, chance)
        services = [own.MAIN_SERVICE, "Perussiivous", own.WINDOWS] if number == 0 else [sold[number - 1]]
        row.services_text = ", ".join(services)
        for name in services:
            world.link(Contract.services.through, contract=row, service=world.services[name])
        if number == 0:
            _main_terms(world, row, spec.story)
        elif chance.random() < 0.35:
            row.ends_on = last_day(add_months(era.month, chance.randint(*FIXED_TERM_MONTHS)))
        holding.contracts.append(row)
    if spec.no in RENEWED:
        _predecessor(world, holding, RENEWED[spec.no], next(running))


def _contract(world: World, holding: Holding, number: int, share: Decimal, chance: random.Random) -> Contract:
    starts_on = started_on(world, holding.spec)
    return world.add(
        Contract(
            account=holding.account,
            contract_no=f"D-{starts_on.year}-{number:03d}",
            starts_on=starts_on,
            notice_months=chance.choice((3, 3, 4, 6)),
            monthly_price_eur=(Decimal(holding.spec.revenue_teur * 1000) / 12 * share).quantize(CENT),
            price_index=chance.choice(INDEXES),
            price_review_month=chance.choice((1, 3, 5, 10)),
            complaint_days=chance.choice((7, 14, 30)),
            responsible=holding.owner,
            document_url=f"https://asiakirjat.siistipolku.example/sopimukset/D-{starts_on.year}-{number:03d}.pdf",
        )
    )


def _main_terms(world: World, row: Contract, story: Story) -> None:
    """How long the main contract runs; most go on until further notice."""
    era = world.era
    if story.contract_days is not None:
        row.ends_on = era.as_of + timedelta(days=story.contract_days)
    elif story.exit_days is not None:
        row.ends_on = era.as_of + timedelta(days=story.exit_days)
        row.note = "Hallittu lopetus hyväksytty johtoryhmässä"
    elif story.onboarding_days is not None:
        row.starts_on = era.ago(story.onboarding_days - 1)
        row.ends_on = last_day(add_months(era.month, 40))
        row.note = "Uusi valtakunnallinen sopimus"
    elif row.account.care_model in "AB" and int(row.contract_no[-3:]) % 2:
        row.ends_on = last_day(add_months(era.month, 16 + int(row.contract_no[-3:]) % 24))
        row.options = "1+1 v"
    if story.notice_days is not None:
        row.notice_given_on = era.ago(story.notice_days)
        row.ends_on = last_day(add_months(era.month, 13))
        row.note = "Asiakas ilmoitti, ettei jatka sopimuskauden jälkeen"


def _predecessor(world: World, holding: Holding, months: int, number: int) -> None:
    """The contract before the present one: renewed with a plan, but late, so cards of that time show it."""
    main = holding.contracts[0]
    ended_on = last_day(add_months(world.era.month, -months))
    world.add(
        Contract(
            account=holding.account,
            contract_no=f"D-{main.starts_on.year}-{number:03d}",
            services_text=main.services_text,
            starts_on=main.starts_on,
            ends_on=ended_on,
            notice_months=3,
            monthly_price_eur=main.monthly_price_eur,
            has_renewal_plan=True,
            responsible=holding.owner,
        )
    )
    main.starts_on = ended_on + timedelta(days=1)


def _prices(world: World) -> None:
    """Two price lists one after the other for every town and staff group."""
    changed_on = date(world.era.as_of.year - (world.era.as_of.month < 3), 3, 1)
    began_on = changed_on.replace(year=changed_on.year - 1)
    for town, (weight, _area) in own.TOWNS.items():
        level = Decimal(90 + weight // 2) / 100
        for group, price in STAFF_GROUPS.items():
            now = (price * level).quantize(CENT)
            row = {"town": world.towns[town], "staff_group": group}
            earlier = (now * PRICE_RISE).quantize(CENT)
            ended_on = changed_on - timedelta(days=1)
            world.add(HourlyPrice(**row, price_eur=earlier, starts_on=began_on, ends_on=ended_on))
            world.add(HourlyPrice(**row, price_eur=now, starts_on=changed_on))
