"""A goal with its check days."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.goals import keep
from accounts_app.forms.records.goal import GoalForm, later
from accounts_app.models import Goal, GoalCheck
from tests.factories import make_goal
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.goal = make_goal(made.account, made.owner.person)
    made.check = GoalCheck.objects.create(goal=made.goal, due_on=datetime.date(2026, 9, 1))
    return made


def new(world: SimpleNamespace, **values: Any) -> Any:
    typed = {
        "name": "Laatupisteet 92 %",
        "owner": world.owner.person.pk,
        "due_on": "2027-01-31",
        "rhythm": "quarterly",
        "first_check_on": "2026-09-30",
    }
    return fill(GoalForm, world.account, world.owner, **typed | values)


def old(world: SimpleNamespace, **values: Any) -> Any:
    typed = {
        "name": "Tavoite",
        "owner": world.owner.person.pk,
        "due_on": "2026-12-31",
        "state": "at_risk",
        "progress_pct": "40",
    }
    return fill(GoalForm, world.account, world.owner, world.goal, **typed | values)


def checks(form: Any, world: SimpleNamespace) -> list[str]:
    assert form.is_valid(), form.errors
    goal = keep(form=form, kind="goal", by=world.owner)
    return [str(check.due_on) for check in GoalCheck.objects.filter(goal=goal.pk).order_by("due_on")]


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        ("monthly", ["2026-09-30", "2026-10-30", "2026-11-30", "2026-12-30", "2027-01-30"]),
        ("quarterly", ["2026-09-30", "2026-12-30"]),
        ("own", ["2026-09-30"]),
    ],
)
def test_the_rhythm_makes_the_check_days(world: SimpleNamespace, rhythm: str, days: list[str]) -> None:
    assert checks(new(world, rhythm=rhythm), world) == days


def test_a_new_goal_is_on_track(world: SimpleNamespace) -> None:
    form = new(world)
    assert form.is_valid()
    keep(form=form, kind="goal", by=world.owner)
    goal = Goal.objects.get(name="Laatupisteet 92 %")
    assert (goal.state, goal.progress_pct, goal.account) == ("on_track", 0, world.account)


def test_the_first_check_is_before_the_goal_is_due(world: SimpleNamespace) -> None:
    assert set(new(world, first_check_on="2027-02-01").errors) == {"first_check_on"}
    assert new(world, first_check_on="2027-01-31").is_valid()


def test_a_new_goal_is_due_ahead(world: SimpleNamespace) -> None:
    assert "due_on" in new(world, due_on="2026-09-10").errors
    assert new(world, due_on="2026-09-30").is_valid()


def test_a_month_without_the_day_takes_its_last(world: SimpleNamespace) -> None:
    assert later(datetime.date(2026, 8, 31), 6) == datetime.date(2027, 2, 28)
    assert later(datetime.date(2026, 8, 15), 1) == datetime.date(2026, 9, 15)


def test_a_check_is_marked_done_with_what_was_seen(world: SimpleNamespace) -> None:
    pk = world.check.pk
    form = old(world, **{f"check_{pk}_done_on": "2026-09-11", f"check_{pk}_note": "Puolet kohteista yli rajan."})
    checks(form, world)
    world.check.refresh_from_db()
    assert (world.check.done_on, world.check.note) == (TODAY, "Puolet kohteista yli rajan.")
    world.goal.refresh_from_db()
    assert (world.goal.state, world.goal.progress_pct) == ("at_risk", 40)


def test_a_check_is_not_done_in_advance(world: SimpleNamespace) -> None:
    name = f"check_{world.check.pk}_done_on"
    assert set(old(world, **{name: "2026-09-12"}).errors) == {name}


def test_one_more_check_day(world: SimpleNamespace) -> None:
    assert checks(old(world, new_check_on="2026-10-15"), world) == ["2026-09-01", "2026-10-15"]
    assert set(old(world, new_check_on="2026-09-01").errors) == {"new_check_on"}


def test_progress_is_a_percentage(world: SimpleNamespace) -> None:
    for wrong in ("-1", "101", "4.5"):
        assert set(old(world, progress_pct=wrong).errors) == {"progress_pct"}
    assert old(world, progress_pct="100").is_valid()


def test_every_check_of_the_goal_has_its_fields(world: SimpleNamespace) -> None:
    goal, checks_part = empty(GoalForm, world.account, world.owner, world.goal).sections()
    assert [field.name for field in goal.fields] == ["name", "owner", "due_on", "state", "progress_pct", "new_check_on"]
    assert [field.name for field in checks_part.fields] == [
        f"check_{world.check.pk}_done_on",
        f"check_{world.check.pk}_note",
    ]


def test_a_goal_without_checks_has_one_part(world: SimpleNamespace) -> None:
    assert len(list(empty(GoalForm, world.account, world.owner).sections())) == 1
