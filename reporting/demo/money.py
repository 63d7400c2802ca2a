"""Revenue, costs and targets by month (domain.md 1.3, 1.4 F1–F3, 6.3, 6.4)."""

import random
from datetime import date
from decimal import Decimal

from accounts_app.models import CostRow, RevenueRow, Site, TargetRow
from config.common.month import add_months, rolling, year_to_date
from reporting.demo import organisation as own
from reporting.demo.dice import dice
from reporting.demo.world import Holding, World

CENT, THOUSAND = Decimal("0.01"), Decimal(1000)
SEASON = {5: 1.04, 6: 1.04, 7: 0.94, 12: 0.99}  # periodic works of early summer, holidays (domain.md 6.4)
NOISE = 0.006
DRIFT = 0.01  # how much performance against target wanders during a year
BAD_YEAR = (0.955, 0.99)
WINDOW_MONTHS = (4, 5, 9, 10)
PROJECT_MONTHS_AGO = (4, 5)
PROJECT, CREDIT = "P-1042", "H"
COST_SHARES = (
    (CostRow.Line.WAGES, Decimal("0.64")),
    (CostRow.Line.SIDE_COSTS, Decimal("0.17")),
    (CostRow.Line.SUBCONTRACTING, Decimal("0.08")),
    (CostRow.Line.MATERIALS, Decimal("0.05")),
    (CostRow.Line.MACHINES, Decimal("0.03")),
)
Amounts = dict[date, Decimal]


def build(world: World) -> None:
    """Add the ledgers of every account."""
    for holding in world.holdings:
        revenue, project = _revenue(world, holding)
        _invoice(world, holding, revenue, project)
        total = {month: amount + project.get(month, Decimal(0)) for month, amount in revenue.items()}
        margins = _margins(world, holding, total)
        _costs(world, holding, total, margins)
        _targets(world, holding, revenue)


def _revenue(world: World, holding: Holding) -> tuple[Amounts, Amounts]:
    """Ordinary revenue and big projects by month; the last twelve months give R12 of the table to the thousand."""
    spec, era = holding.spec, world.era
    chance = dice(world.size, "revenue", spec.no)
    year = rolling(era.month, 12)
    total = spec.revenue_teur * THOUSAND + Decimal(chance.randrange(-30000, 30000)) / 100
    project: Amounts = {}
    if spec.story.big_project_share is not None:
        half = (total * spec.story.big_project_share / 2).quantize(CENT)
        project = {add_months(era.month, -back): half for back in PROJECT_MONTHS_AGO}
    growth = 1 + float(spec.growth_pct) / 100
    weights = {
        month: SEASON.get(month.month, 1.0)
        * growth ** (_distance(era.month, month) / 12)
        * (1 + chance.gauss(0, NOISE))
        for month in era.money_months
    }
    ordinary = total - sum(project.values(), Decimal(0))
    scale = float(ordinary) / sum(weights[month] for month in year)
    amounts = {month: Decimal(weight * scale).quantize(CENT) for month, weight in weights.items()}
    amounts[era.month] += ordinary - sum((amounts[month] for month in year), Decimal(0))
    return amounts, project


def _distance(last: date, month: date) -> int:
    return (month.year - last.year) * 12 + month.month - last.month


def _invoice(world: World, holding: Holding, revenue: Amounts, project: Amounts) -> None:
    """Invoice rows: site by site for the 24 months, one sum a month before them, credit notes here and there."""
    chance = dice(world.size, "invoices", holding.spec.no)
    lines = _lines(world, holding, chance)
    for month, amount in revenue.items():
        if month < world.era.months[0]:
            _row(world, holding, month, service=own.MAIN_SERVICE, site=None, amount=amount)
            continue
        active = [line for line in lines if line[0] != own.WINDOWS or month.month in WINDOW_MONTHS]
        whole = sum(weight for _service, _site, weight in active)
        left = amount
        for service, site, weight in reversed(active[1:]):
            part = (amount * weight / whole).quantize(CENT)
            left -= part
            _row(world, holding, month, service=service, site=site, amount=part)
        service, site, _weight = active[0]
        left += _credit(world, holding, month, site, chance)
        _row(world, holding, month, service=service, site=site, amount=left)
        if month in project:
            row = _row(
                world, holding, month, service="Korjauspalvelut", site=None, amount=project[month], order=PROJECT
            )
            row.is_big_project = True


def _lines(world: World, holding: Holding, chance: random.Random) -> list[tuple[str, Site | None, Decimal]]:
    """What is invoiced every month: the main service of each site, other services of some sites, windows by town."""
    if holding.spec.projects:
        return [(service, None, share) for service, share in own.CONSULTING.items()]
    lines: list[tuple[str, Site | None, Decimal]] = [
        (own.MAIN_SERVICE, site, max(site.monthly_value_eur, Decimal(1))) for site in holding.sites
    ]
    base = sum((weight for _service, _site, weight in lines), Decimal(0))
    others = [name for name in own.SERVICE_AREAS if name not in (own.MAIN_SERVICE, own.WINDOWS)]
    chosen = sorted(chance.sample(others, {"A": 5, "B": 4, "C": 2, "D": 1}[holding.spec.model]))
    for service in chosen:
        buyers = [site for site in holding.sites if chance.random() < 0.35] or holding.sites[:1]
        share = base * Decimal(chance.randrange(3, 7)) / 100 / len(buyers)
        lines += [(service, site, share) for site in buyers]
    lines.append((own.WINDOWS, None, base * Decimal("0.03")))
    return lines


def _credit(world: World, holding: Holding, month: date, site: Site | None, chance: random.Random) -> Decimal:
    """Now and then a credit note; the same amount is invoiced again, so the month's sum stays."""
    if chance.random() > 0.12:
        return Decimal(0)
    amount = Decimal(chance.randrange(8000, 45000)) / 100
    row = _row(world, holding, month, service=own.MAIN_SERVICE, site=site, amount=-amount, order=CREDIT)
    row.is_credit, row.order_no = True, ""
    return amount


def _row(
    world: World, holding: Holding, month: date, *, service: str, site: Site | None, amount: Decimal, order: str = ""
) -> RevenueRow:
    number = site.customer_number if site is not None and site.customer_number else holding.numbers[0]
    town = site.town if site is not None else holding.account.home_town
    place = site.site_no if site is not None else ""
    return world.add(
        RevenueRow(
            account=holding.account,
            customer_number=number,
            site=site,
            service=world.services[service],
            town=town,
            month=month,
            order_no=order,
            amount_eur=amount,
            row_key=f"{number.number}|{place}|{town.name if town else ''}|{service}|{month:%Y-%m}|{order}",
        )
    )


def _margins(world: World, holding: Holding, revenue: Amounts) -> Amounts:
    """Gross margin by month; the period up to the closed month gives the margin of the table."""
    spec, era = holding.spec, world.era
    chance = dice(world.size, "margin", spec.no)
    noise = {month: chance.gauss(0, 0.25) for month in revenue}
    period = year_to_date(era.month)
    mean = sum(float(revenue[month]) * noise[month] for month in period) / float(
        sum(revenue[month] for month in period)
    )
    margins: Amounts = {}
    for month, amount in revenue.items():
        earlier = 0.0 if month in period else chance.choice((0.1, 0.2, 0.3)) + mean
        usual = spec.margin_pct if month >= period[0] else spec.story.margin_before_pct or spec.margin_pct
        pct = usual + Decimal(noise[month] - mean + earlier)
        margins[month] = (amount * pct / 100).quantize(CENT)
    return margins


def _costs(world: World, holding: Holding, revenue: Amounts, margins: Amounts) -> None:
    for month, amount in revenue.items():
        lines = [(CostRow.Line.REVENUE, amount), (CostRow.Line.MARGIN, margins[month])]
        costs = amount - margins[month]
        if month >= world.era.months[0]:
            parts = [(line, (costs * share).quantize(CENT)) for line, share in COST_SHARES]
            lines += [*parts, (CostRow.Line.OTHER, costs - sum((part for _line, part in parts), Decimal(0)))]
        else:
            lines.append((CostRow.Line.OTHER, costs))
        for line, value in lines:
            world.add(CostRow(account=holding.account, month=month, line=line, amount_eur=value))


def _targets(world: World, holding: Holding, revenue: Amounts) -> None:
    """Targets of whole years; those of the running year give the index of the table at the closed month."""
    spec, era = holding.spec, world.era
    chance = dice(world.size, "targets", spec.no)
    for year in range(era.months[0].year, era.as_of.year + 1):
        months = [date(year, number, 1) for number in range(1, 13)]
        if year == era.month.year:
            index, wander = float(spec.index_pct) / 100, DRIFT / 4
        else:
            settled = year < add_months(era.month, -3).year
            index, wander = _earlier_index(spec.no, settled, chance), DRIFT
        plan = _plan(revenue, months, index, wander, chance)
        if year == era.month.year:
            plan = _fitted(plan, revenue, year_to_date(era.month), spec.index_pct)
        for month, amount in plan.items():
            margin = (amount * spec.margin_target_pct / 100).quantize(Decimal(1))
            measure = TargetRow.Measure
            world.add(TargetRow(account=holding.account, month=month, measure=measure.REVENUE, amount_eur=amount))
            world.add(TargetRow(account=holding.account, month=month, measure=measure.MARGIN, amount_eur=margin))


def _earlier_index(number: int, settled: bool, chance: random.Random) -> float:
    """Every sixth account missed its target clearly in an earlier year, well before the closed month."""
    return chance.uniform(*BAD_YEAR) if settled and number % 6 == 1 else chance.uniform(0.985, 1.03)


def _plan(revenue: Amounts, months: list[date], index: float, wander: float, chance: random.Random) -> Amounts:
    """A target for each month of a year; months without revenue yet follow the year before by season."""
    known = [float(revenue[month]) / SEASON.get(month.month, 1.0) for month in months if month in revenue]
    latest = [float(amount) / SEASON.get(month.month, 1.0) for month, amount in revenue.items()][-6:]
    level = sum(known or latest) / len(known or latest)
    plan: Amounts = {}
    for month in months:
        base = float(revenue[month]) if month in revenue else level * SEASON.get(month.month, 1.0)
        plan[month] = Decimal(base / index * (1 + chance.gauss(0, wander))).quantize(Decimal(1))
    return plan


def _fitted(plan: Amounts, revenue: Amounts, period: list[date], index_pct: Decimal) -> Amounts:
    """The plan scaled so that revenue of the period is exactly the wanted share of it."""
    wanted = sum((revenue[month] for month in period), Decimal(0)) * 100 / index_pct
    factor = wanted / sum((plan[month] for month in period), Decimal(0))
    return {month: (amount * factor).quantize(Decimal(1)) for month, amount in plan.items()}
