"""Invoices with their due days: nearly all paid, some a little late, a few small ones still open (domain.md 1.4 F5)."""

from datetime import date, timedelta
from decimal import Decimal

from accounts_app.models import OpenInvoice
from config.common.month import last_day
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.world import Holding, World

CENT = Decimal("0.01")
PAYMENT_DAYS = 21
LATE_PAYER = 0.2  # share of invoices paid after the due day
MOST_LATE_WORKING_DAYS = 12
DISPUTED_EVERY = 6  # every so many accounts has a small invoice open past its day
DISPUTED_DAYS = 38
DISPUTED_EUR = (120, 780)  # well below what rule R05 speaks of


def build(world: World) -> None:
    """One invoice a month for each account, and the small disputed ones."""
    for holding in world.holdings:
        monthly = Decimal(holding.spec.revenue_teur * 1000) / 12
        for month in world.era.months:
            _monthly(world, holding, month, monthly)
        if holding.spec.no % DISPUTED_EVERY == 2:
            _disputed(world, holding)


def _monthly(world: World, holding: Holding, month: date, amount: Decimal) -> None:
    chance = dice(world.size, "invoice", holding.spec.no, month.isoformat())
    due_on = last_day(month) + timedelta(days=PAYMENT_DAYS)
    late = chance.random() < LATE_PAYER
    wait = chance.randint(2, MOST_LATE_WORKING_DAYS) if late else -chance.randint(0, 4)
    paid_on = add_working_days(due_on, wait)
    world.add(
        OpenInvoice(
            account=holding.account,
            invoice_no=f"{holding.numbers[0].number}-{month:%Y%m}",
            due_on=due_on,
            amount_eur=(amount * Decimal(chance.randrange(960, 1040)) / 1000).quantize(CENT),
            paid_on=paid_on if paid_on < world.era.as_of else None,
        )
    )


def _disputed(world: World, holding: Holding) -> None:
    """An additional work the customer has asked about; it waits for the answer."""
    chance = dice(world.size, "disputed invoice", holding.spec.no)
    world.add(
        OpenInvoice(
            account=holding.account,
            invoice_no=f"{holding.numbers[0].number}-L{holding.spec.no:03d}",
            due_on=world.era.ago(DISPUTED_DAYS + holding.spec.no % 15),
            amount_eur=Decimal(chance.randrange(*DISPUTED_EUR)),
        )
    )
