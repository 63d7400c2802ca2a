"""Finance (TAL), R01–R05: each rule made amber and red by a delivery or by a plain form."""

from typing import Any

import pytest
from django.urls import reverse

from accounts_app.models import OpenInvoice
from tests.journeys.world import World, day
from tests.unit.reporting.imports.workbooks import MONTHS


def wide(customer_no: str, line: str, monthly: float, months: int = 12) -> list[Any]:
    """A row of a sheet with a month in each column."""
    return [customer_no, "", line, *[monthly] * months]


def targets(world: World, revenue: float, margin: float) -> None:
    """Load a budget of this year for the service account."""
    titles = ["Asiakasnro", "Asiakkuus", "Mittari", *MONTHS]
    number = world.customer_no()
    world.deliver(["Budjetti 2026"], titles, wide(number, "Liikevaihto", revenue), wide(number, "Kate", margin))


@pytest.mark.parametrize(("factor", "level"), [(1.05, "AMBER"), (1.15, "RED")])
def test_a_delivered_budget_above_the_revenue_colours_r01(world: World, factor: float, level: str) -> None:
    targets(world, 10000 * factor, 2000 * factor)
    world.shows("R01", level)


def test_a_corrected_budget_takes_the_colour_of_r01_back(world: World) -> None:
    targets(world, 11500, 2300)
    targets(world, 10000, 2000)
    assert world.colour() == "GREEN"
    assert world.memory("R01") == [("GREEN", "RED", "facts"), ("RED", "GREEN", "facts")]


def test_after_a_red_month_close_r01_comes_back_one_step_at_a_time(world: World) -> None:
    targets(world, 11500, 2300)
    world.post(world.controller, reverse("reporting:job_close_month"), {"month": "2026-07"})
    targets(world, 10000, 2000)
    world.shows("R01", "AMBER")
    assert world.memory("R01") == [("GREEN", "RED", "facts"), ("RED", "AMBER", "facts")]


@pytest.mark.parametrize(("last_year", "level"), [(10800, "AMBER"), (12500, "RED")])
def test_a_better_last_year_in_the_invoicing_colours_r02(world: World, last_year: int, level: str) -> None:
    titles = ["Asiakasnro", "Palvelu", "Paikkakunta", "Kausi", "Veroton €"]
    months = [[world.customer_no(), "Siivous", "Helsinki", f"{month}/2025", last_year] for month in range(1, 9)]
    world.deliver(titles, *months)
    world.shows("R02", level)


@pytest.mark.parametrize(("margin", "level"), [(1800, "AMBER"), (1600, "RED"), (-50, "RED")])
def test_a_delivered_margin_below_its_target_colours_r03(world: World, margin: int, level: str) -> None:
    titles = ["Asiakasnro", "Asiakas", "Tili", *MONTHS]
    number = world.customer_no()
    rows = [wide(number, "Liikevaihto", 10000, 8), wide(number, "Myyntikate", margin, 8)]
    world.deliver(["Katelaskelma 2026"], titles, *rows)
    world.shows("R03", level)


@pytest.mark.parametrize(("invoiced", "level"), [("12500", "AMBER"), ("20000", "RED")])
def test_projects_invoiced_far_leave_a_short_order_book_r04(world: World, invoiced: str, level: str) -> None:
    account = world.consultancy
    for project in account.projects.filter(closed_on=None):
        world.write(world.controller, "project", project, account, invoiced_eur=invoiced)
    world.shows("R04", level, account)


@pytest.mark.parametrize(
    ("due_on", "amount", "level"), [("8-1", "1 500,00", "AMBER"), ("7-1", "6 000,00", "RED")], ids=["amber", "red"]
)
def test_an_unpaid_invoice_colours_r05_until_it_is_paid(world: World, due_on: str, amount: str, level: str) -> None:
    typed = {"invoice_no": "L-1", "due_on": day(due_on), "amount_eur": amount}
    invoice: OpenInvoice = world.write(world.controller, "invoice", **typed)
    world.shows("R05", level)
    world.write(world.owner, "invoice", invoice, paid_on=day("9-11"))
    assert world.colour() == "GREEN"
    assert world.memory("R05") == [("GREEN", level, "facts"), (level, "GREEN", "facts")]
    assert world.memory("") == [("GREEN", level, "facts"), (level, "GREEN", "facts")]
