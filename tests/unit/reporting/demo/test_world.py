"""The demo in memory: sums and names of domain.md 6.5, the same rows every time, any day."""

import datetime
import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from functools import cache

import pytest
from django.db import models

from accounts_app.models import (
    Account,
    ClockEvent,
    Complaint,
    Contact,
    Contract,
    CostRow,
    Meeting,
    QualityRound,
    RevenueRow,
    Site,
    SurveyAnswer,
    TargetRow,
)
from config.common.month import rolling, year_to_date
from reporting.demo.comments import STORIES, comment
from reporting.demo.load import world_of
from reporting.demo.portfolio import small
from reporting.demo.world import World
from teams.models import Absence, Person

DAY = datetime.date(2026, 9, 11)
ODD_DAYS = [datetime.date(2027, 1, 2), datetime.date(2028, 2, 29)]
SIX_MONTHS = datetime.timedelta(days=183)


@cache
def world_at(day: datetime.date) -> World:
    return world_of("small", day)


def digest(world: World) -> str:
    """One number for all rows; other rows are named by their words, never by a key."""
    lines = []
    for model in sorted(world.rows, key=lambda model: model._meta.label):
        for row in world.rows[model]:
            lines.append("|".join(_cell(row, field) for field in model._meta.concrete_fields))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _cell(row: models.Model, field: models.Field) -> str:  # type: ignore[type-arg]
    if field.primary_key or getattr(field, "auto_now_add", False):
        return ""
    return str(getattr(row, field.name))


def revenue(world: World, name: str, months: list[datetime.date]) -> Decimal:
    rows = world.rows[RevenueRow]
    wanted = set(months)
    return sum((row.amount_eur for row in rows if row.account.name == name and row.month in wanted), Decimal(0))


def ledger(world: World, model: type[models.Model], name: str, kind: str, months: list[datetime.date]) -> Decimal:
    field = "line" if model is CostRow else "measure"
    return sum(
        (
            row.amount_eur
            for row in world.rows[model]
            if row.account.name == name and getattr(row, field) == kind and row.month in set(months)
        ),
        Decimal(0),
    )


def test_accounts_are_those_of_the_table() -> None:
    world = world_at(DAY)
    accounts = world.rows[Account]
    assert [account.name for account in accounts] == [spec.name for spec in small()]
    assert accounts[0].name == "Tarulinnan Hoivakodit Oy"
    assert [account.care_model for account in accounts].count("A") == 4
    assert len(world.rows[Site]) == 420
    assert {spec.name: spec.sites for spec in small()} == {
        holding.account.name: len(holding.sites) for holding in world.holdings
    }
    assert sum(spec.revenue_teur for spec in small()) == 23_999


@pytest.mark.parametrize("day", [DAY, *ODD_DAYS], ids=str)
def test_revenue_of_twelve_months_is_that_of_the_table(day: datetime.date) -> None:
    world = world_at(day)
    months = rolling(world.era.month, 12)
    for spec in small():
        assert round(revenue(world, spec.name, months) / 1000) == spec.revenue_teur, spec.name


@pytest.mark.parametrize("day", [DAY, *ODD_DAYS], ids=str)
def test_index_and_margin_of_the_period_are_those_of_the_table(day: datetime.date) -> None:
    world = world_at(day)
    period = year_to_date(world.era.month)
    for spec in small():
        sold = revenue(world, spec.name, period)
        target = ledger(world, TargetRow, spec.name, "revenue", period)
        if spec.story.big_project_share is None:
            assert round(sold * 100 / target, 1) == spec.index_pct, spec.name
        margin = ledger(world, CostRow, spec.name, "margin", period)
        assert round(margin * 100 / sold, 1) == spec.margin_pct, spec.name
        assert ledger(world, CostRow, spec.name, "revenue", period) == sold


def test_costs_add_up_to_revenue_minus_margin() -> None:
    world = world_at(DAY)
    sums: dict[tuple[str, datetime.date], Decimal] = {}
    for row in world.rows[CostRow]:
        sign = 1 if row.line == "revenue" else -1
        key = (row.account.name, row.month)
        sums[key] = sums.get(key, Decimal(0)) + sign * row.amount_eur
    assert set(sums.values()) == {Decimal("0.00")}


def test_the_same_day_gives_the_same_rows_whatever_the_order_of_hashes() -> None:
    """Another process with other hashes builds the very same demo."""
    code = (
        "import django, datetime; django.setup();"
        "from tests.unit.reporting.demo.test_world import digest, world_of;"
        "print(digest(world_of('small', datetime.date(2026, 9, 11))))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "77", "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert run.stdout.strip() == digest(world_at(DAY))


def test_another_day_gives_other_rows() -> None:
    assert digest(world_at(DAY)) != digest(world_at(ODD_DAYS[0]))


def test_nothing_looks_real() -> None:
    world = world_at(DAY)
    people = [*world.rows[Person], *world.rows[Contact]]
    assert all(person.email.endswith(".example") and person.phone.startswith("+358 00 000 ") for person in people)
    assert all(site.address.startswith("Esimerkkikatu ") for site in world.rows[Site])
    for account in world.rows[Account]:
        digits = account.business_id.replace("-", "")[:7]
        weighed = sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True))
        assert weighed % 11 == 1, account.business_id


def test_names_try_the_layout() -> None:
    names = [person.name for person in world_at(DAY).rows[Person]]
    assert len(names) == len(set(names))
    assert any(len(name) == 34 for name in names)
    assert all(any(letter in name for name in names) for letter in "Åäö-")


@pytest.mark.parametrize("day", [DAY, *ODD_DAYS], ids=str)
def test_days_of_the_stories_are_exact(day: datetime.date) -> None:
    world = world_at(day)
    last = {
        holding.spec.no: max(row.meets_on for row in holding.meetings if _is_visit_of_director(row))
        for holding in world.holdings
        if holding.spec.model in "ABC"
    }
    assert (day - last[14]).days == 250
    assert (day - last[10]).days == 268
    overdue = {row.account.name: (day - row.due_on).days for row in world.rows[Complaint] if _is_overdue(row, day)}
    assert overdue == {"Tarulinnan Hoivakodit Oy": 3, "Sadunkerta Päiväkodit Oy": 7, "Vaahtopää Kylpylät Oy": 4}
    assert (world.holdings[8].contracts[0].ends_on - day).days == 200
    silent = [row for row in world.rows[QualityRound] if row.site.account.name == "Unelmavirta Verkot Oy"]
    assert all((day - row.planned_on).days >= 47 for row in silent)
    quiet = [row.received_at.date() for row in world.rows[Complaint] if row.account.name == "Muka Motors Oy"]
    assert max(quiet) < day - SIX_MONTHS


def _is_visit_of_director(row: Meeting) -> bool:
    """A remote meeting in between is evidence for the clock only."""
    return row.kind == "director" and row.state == "held" and row.mode == "face_to_face"


def _is_overdue(row: Complaint, day: datetime.date) -> bool:
    return row.closed_on is None and row.due_on is not None and row.due_on < day


@pytest.mark.parametrize("day", [DAY, *ODD_DAYS], ids=str)
def test_nothing_lies_in_the_future_that_is_said_to_be_done(day: datetime.date) -> None:
    world = world_at(day)
    assert all(row.done_on <= day for row in world.rows[QualityRound] if row.done_on)
    assert all(row.closed_on <= day for row in world.rows[Complaint] if row.closed_on)
    assert all(row.received_at.date() <= day for row in world.rows[Complaint])
    assert all(row.meets_on < day for row in world.rows[Meeting] if row.state == "held")
    assert all(row.meets_on >= day for row in world.rows[Meeting] if row.state == "booked")
    assert all(row.done_on < day for row in world.rows[ClockEvent] if row.done_on)
    assert all(row.answered_on <= day for row in world.rows[SurveyAnswer])
    assert max(row.month for row in world.rows[RevenueRow]) == world.era.month


def test_an_owner_and_a_supervisor_are_away_today_with_somebody_standing_in() -> None:
    world = world_at(DAY)
    away = [row for row in world.rows[Absence] if row.starts_on <= DAY <= row.ends_on]
    owners = [row for row in away if row.person in world.owners]
    assert [row.person.name for row in owners] == ["Jussi Testivaara"]
    assert owners[0].stand_in is world.owners[2]
    assert len(away) > 3
    assert all(row.stand_in is not None for row in away)
    assert world.desks["asiakkuusjohtaja"].name == "Aino Mallinen"


def test_sizes_are_those_of_the_small_demo() -> None:
    world = world_at(DAY)
    assert len(world.owners) == 4
    assert sum(len(people) for people in world.supervisors.values()) == 40
    assert sum(len(people) for people in world.area_directors.values()) == 8
    assert 18_000 < len(world.rows[RevenueRow]) < 28_000
    assert 7_500 < len(world.rows[QualityRound]) < 10_500
    assert 320 <= len(world.rows[Complaint]) <= 430
    assert 240 <= len(world.rows[Meeting]) <= 360
    assert all(1 <= len(holding.contracts) <= 6 for holding in world.holdings)
    assert len(world.rows[Contract]) >= 70
    assert [len(holding.numbers) for holding in world.holdings].count(2) == 1


def test_comments_have_twelve_variants_and_their_length() -> None:
    for story in STORIES.values():
        assert len(story.seen) * len(story.why) * len(story.done) == 12
    months = [f"2026-{number:02d}" for number in range(1, 13)]
    said = {comment("small", f"Tili {number}", month, "AMBER", ["R08"]) for number in range(40) for month in months}
    assert all(80 <= len(text) <= 600 for text in said)
    assert any(text.startswith("One site") for text in said)
