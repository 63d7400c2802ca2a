"""The overrides of the demo are asked and approved by its people, and only where the rules give the expected colour."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounts_app.models import Account
from reporting.actions import demo_overrides, status
from reporting.demo.era import Era
from reporting.demo.overrides import WISHES
from reporting.demo.people import CHAIR, DIRECTOR
from reporting.demo.portfolio import small
from reporting.demo.world import Holding, World
from reporting.models import StatusOverride
from teams.models import AuditEvent, User
from tests.factories import make_account, make_board_chair, make_person
from tests.factories.overrides import make_judgement, told_accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


@pytest.fixture(autouse=True)
def refreshed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The accounts the demo has judged again; the hand-made judgements stay as they are."""
    asked: list[int] = []
    monkeypatch.setattr(status, "refresh", lambda *, accounts, as_of, by: asked.extend(accounts))
    with told_accounts():
        yield asked


def world_with(computed: dict[int, str], size: str = "small") -> World:
    """A hand-made world: accounts by number with the computed colour, one owner without a login, the chair."""
    world = World(size=size, era=Era(TODAY))
    owner = make_person("Eero Esimerkkilä")
    world.desks = {CHAIR: make_board_chair("Paula Puhuja").person, DIRECTOR: owner}
    spec = next(spec for spec in small() if spec.no == 18)
    for no, colour in computed.items():
        account = make_account(f"Tili {no} Oy", owner=owner)
        make_judgement(account, colour)
        world.holdings.append(Holding(spec=replace(spec, no=no), account=account, owner=owner))
    return world


def test_the_bank_is_shown_green_to_the_ninth_of_october(refreshed: list[int]) -> None:
    world = world_with({18: "AMBER"})
    [row] = demo_overrides.write(world=world, as_of=TODAY, password="demo")
    assert (row.state, row.computed, row.colour) == ("in_force", "AMBER", "GREEN")
    assert (row.starts_on, row.expires_on) == (TODAY, date(2026, 10, 9))
    assert row.asked_by is not None
    assert row.decided_by is not None
    assert (row.asked_by.person.name, row.decided_by.person.name) == ("Eero Esimerkkilä", "Paula Puhuja")
    assert User.objects.get(username="eero.esimerkkila") == row.asked_by
    assert refreshed == [row.account_id]
    acts = AuditEvent.objects.filter(act__startswith="override.").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["override.propose", "override.approve"]


@pytest.mark.parametrize("colour", ["GREEN", "RED", "GREY"])
def test_another_colour_is_left_alone(refreshed: list[int], colour: str) -> None:
    assert demo_overrides.write(world=world_with({18: colour}), as_of=TODAY, password="demo") == []
    assert not StatusOverride.objects.exists()
    assert refreshed == []


def test_the_full_demo_has_one_to_worse_and_one_to_better() -> None:
    world = world_with({24: "RED", 67: "AMBER", 58: "AMBER", 47: "GREEN", 46: "GREEN"}, "full")
    better, worse = demo_overrides.write(world=world, as_of=TODAY, password="demo")
    assert (better.account.name, better.state, better.decided_by is not None) == ("Tili 67 Oy", "in_force", True)
    assert (worse.account.name, worse.state, worse.colour, worse.decided_by) == ("Tili 47 Oy", "in_force", "RED", None)
    assert Account.objects.filter(overrides__isnull=False).count() == 2


def test_the_words_of_every_wish_are_long_enough_and_its_time_short_enough() -> None:
    wishes = [wish for wishes in WISHES.values() for wish in wishes]
    assert len(wishes) == 3
    assert all(20 <= len(wish.reason) <= 600 and wish.days <= 60 for wish in wishes)
