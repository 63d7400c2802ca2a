"""A risk: probability, impact, and the day it is looked at again."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.forms.records.risk import RiskForm
from accounts_app.models import Risk
from tests.factories import make_person
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.risk = Risk.objects.create(
        account=made.account, name="Riski", probability=3, impact=5, opened_on=datetime.date(2026, 9, 1)
    )
    return made


def sent(world: SimpleNamespace, row: Any = None, **values: Any) -> Any:
    typed = {"name": "Riski", "probability": "3", "impact": "5", "opened_on": "2026-09-01", "review_on": "2026-12-01"}
    return fill(RiskForm, world.account, world.owner, row, **typed | values)


def test_a_new_risk_is_the_writers_and_looked_at_in_a_quarter(world: SimpleNamespace) -> None:
    form = empty(RiskForm, world.account, world.owner)
    assert form["owner"].initial == world.owner.person
    assert (form["opened_on"].initial, form["review_on"].initial) == (TODAY, datetime.date(2026, 12, 11))
    assert "closed_on" not in form.fields


@pytest.mark.parametrize("wrong", ["0", "6", "", "x"])
def test_the_scale_runs_from_one_to_five(world: SimpleNamespace, wrong: str) -> None:
    assert set(sent(world, probability=wrong, impact=wrong).errors) == {"probability", "impact"}


def test_an_open_risk_is_looked_at_again(world: SimpleNamespace) -> None:
    assert set(sent(world, world.risk, review_on="").errors) == {"review_on"}
    assert sent(world, world.risk, review_on="", closed_on="2026-09-11").is_valid()


def test_days_follow_each_other(world: SimpleNamespace) -> None:
    assert set(sent(world, review_on="2026-08-31").errors) == {"review_on"}
    assert set(sent(world, world.risk, closed_on="2026-08-31").errors) == {"closed_on"}
    assert set(sent(world, world.risk, closed_on="2026-09-12").errors) == {"closed_on"}
    assert set(sent(world, opened_on="2026-09-12").errors) == {"opened_on"}


def test_people_of_the_account_stand_first_and_those_who_left_not_at_all(world: SimpleNamespace) -> None:
    gone = make_person("Lähtenyt", left_on=datetime.date(2026, 9, 10))
    other = make_person("Aapo Aivan Muu")
    choices = empty(RiskForm, world.account, world.owner).fields["owner"].choices
    (_none, _label), (_head, first), (_others, rest) = choices
    assert {name for _pk, name in first} == {"Oili Omistaja", "Ville Varalla"}
    assert (other.pk, other.name) in rest
    assert gone.pk not in {pk for pk, _name in rest}
    assert set(sent(world, owner=gone.pk).errors) == {"owner"}


@pytest.mark.parametrize(
    ("probability", "impact", "level"), [(1, 5, "GREEN"), (2, 4, "AMBER"), (2, 5, "AMBER"), (3, 5, "RED")]
)
def test_the_list_shows_the_colour_an_open_risk_gives(
    world: SimpleNamespace, probability: int, impact: int, level: str
) -> None:
    Risk.objects.update(probability=probability, impact=impact)
    desk = Desk(world.owner, world.account, "risk")
    assert desk.list().context["rows"][0][1][1][1] == level
    Risk.objects.update(closed_on=TODAY)
    assert desk.list().context["rows"][0][1][1][1] == "NA"
