"""Moving many accounts on one day: all or nothing, the past stays (requirements.md R035)."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.actions.transfers import transfer
from accounts_app.models import Assignment, Handover, OwnershipPolicy
from accounts_app.ownership import responsible_on
from tests.factories import make_account, make_goal, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY, JANUARY = datetime.date(2026, 9, 11), datetime.date(2027, 1, 1)
DECEMBER = datetime.date(2026, 12, 31)


@pytest.fixture
def world() -> SimpleNamespace:
    first, second = make_person("Oili Omistaja"), make_person("Olli Omistaja")
    return SimpleNamespace(
        leader=make_user("Liisa Liiketoiminta", role="business_director"),
        first=first,
        second=second,
        new=make_user("Dina Direktori", role="account_director").person,
        accounts=[make_account(owner=first), make_account(owner=first), make_account(owner=second)],
    )


def move(world: SimpleNamespace, **values: object) -> list[Handover]:
    asked = {
        "moves": {account: world.new for account in world.accounts}, "effective_on": JANUARY,
        "reason": "Nimetyt johtajat", "on": TODAY, "by": world.leader,
    }  # fmt: skip
    return transfer(**(asked | values))


def owners(world: SimpleNamespace, day: datetime.date) -> set[str]:
    return {held.owner.name for held in responsible_on(world.accounts, day).values()}


def test_each_account_gets_a_handover_and_the_owners_stay(world: SimpleNamespace) -> None:
    assert len(move(world)) == 3
    assert owners(world, JANUARY) == {"Oili Omistaja", "Olli Omistaja"}
    assert set(Handover.objects.values_list("effective_on", flat=True)) == {JANUARY}


def test_moved_at_once_the_old_owners_show_until_the_day(world: SimpleNamespace) -> None:
    goal = make_goal(world.accounts[0], world.first)
    move(world, at_once=True)
    assert owners(world, DECEMBER) == {"Oili Omistaja", "Olli Omistaja"}
    assert owners(world, JANUARY) == {"Dina Direktori"}
    goal.refresh_from_db()
    assert goal.owner == world.new


def test_one_account_that_cannot_move_stops_them_all(world: SimpleNamespace) -> None:
    bare = make_account("Omistajaton Oy")
    with pytest.raises(ValidationError) as refused:
        move(world, moves={world.accounts[0]: world.new, bare: world.new}, at_once=True)
    assert "Omistajaton Oy" in refused.value.messages[0]
    assert not Handover.objects.exists()
    assert Assignment.objects.filter(role="owner").count() == 3


def test_a_second_time_is_refused_and_nothing_doubles(world: SimpleNamespace) -> None:
    move(world)
    with pytest.raises(ValidationError):
        move(world)
    assert Handover.objects.count() == 3


def test_only_those_with_the_permission_transfer(world: SimpleNamespace) -> None:
    for role in ("account_director", "administrator", "controller"):
        with pytest.raises(PermissionDenied):
            move(world, by=make_user(role=role))
    with pytest.raises(ValidationError):
        move(world, moves={})


def test_a_nationwide_account_needs_a_director(world: SimpleNamespace) -> None:
    OwnershipPolicy.objects.create(starts_on=TODAY, directors_only_from=TODAY, decision="Päätös")
    account = world.accounts[0]
    account.is_nationwide = True
    account.save()
    assert move(world)
    with pytest.raises(ValidationError):
        move(world, moves={account: make_person()}, reason=" ")
