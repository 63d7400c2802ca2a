"""Naming and ending owner and deputy on the plain form."""

import datetime
from types import SimpleNamespace

import pytest

from accounts_app.models import Assignment
from accounts_app.signals import account_touched
from tests.factories import make_account, make_board_chair, make_person
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def held(world: SimpleNamespace, role: str) -> list[tuple[str, datetime.date | None]]:
    rows = Assignment.objects.filter(account=world.account, role=role).order_by("starts_on")
    return [(row.person.name, row.ends_on) for row in rows]


def test_an_account_with_an_owner_is_handed_over_by_a_nomination_only(world: SimpleNamespace) -> None:
    before = held(world, "owner")[0][0]
    touched: list[int] = []

    def note(account_id: int, **_rest: object) -> None:
        touched.append(account_id)

    account_touched.connect(note)
    try:
        new = str(make_person("Uusi Omistaja").pk)
        answer = Desk(world.owner, world.account, "responsible").write(role="owner", person=new, starts_on="2026-10-01")
    finally:
        account_touched.disconnect(note)
    assert answer.status_code == 422
    assert "Ehdota uutta vastuuhenkilöä nimeämällä" in text_of(answer)
    assert held(world, "owner") == [(before, None)]
    assert touched == []


def test_an_owner_between_two_others_is_refused_and_nothing_is_lost(world: SimpleNamespace) -> None:
    before = held(world, "owner")
    new = str(make_person("Uusi Omistaja").pk)
    desk = Desk(world.owner, world.account, "responsible")
    answer = desk.write(role="owner", person=new, starts_on="2026-10-01", ends_on="2026-10-31")
    assert answer.status_code == 422
    assert "Ehdota uutta vastuuhenkilöä nimeämällä" in text_of(answer)
    assert 'value="2026-10-31"' in answer.content.decode()
    assert held(world, "owner") == before


def test_nobody_holds_the_same_twice(world: SimpleNamespace) -> None:
    deputy = Assignment.objects.get(account=world.account, role="deputy").person
    answer = Desk(world.owner, world.account, "responsible").write(
        role="deputy", person=str(deputy.pk), starts_on="2026-09-11"
    )
    assert answer.status_code == 422


def test_a_deputy_is_ended_on_a_day_and_a_second_one_named(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "responsible")
    row = Assignment.objects.get(account=world.account, role="deputy")
    assert desk.write(row.pk, ends_on="").status_code == 422
    assert desk.write(row.pk, ends_on="2026-09-30").status_code == 302
    answer = desk.write(role="deputy", person=str(make_person("Uusi Vara").pk), starts_on="2026-10-01")
    assert answer.status_code == 302
    assert held(world, "deputy") == [(row.person.name, datetime.date(2026, 9, 30)), ("Uusi Vara", None)]
    assert desk.take_away(row.pk).status_code == 403


def test_the_chair_names_an_owner_and_others_only_read(world: SimpleNamespace) -> None:
    chair = make_board_chair()
    new = str(make_person("Uusi Omistaja").pk)
    named = {"role": "owner", "person": new, "starts_on": "2026-10-01"}
    assert Desk(world.controller, world.account, "responsible").write(**named).status_code == 403
    assert Desk(world.controller, world.account, "responsible").list().status_code == 200
    Assignment.objects.filter(account=world.account, role="owner").update(ends_on=datetime.date(2026, 9, 30))
    assert Desk(chair, world.account, "responsible").write(**named).status_code == 302


def test_a_row_of_another_account_or_another_responsibility_is_not_found(world: SimpleNamespace) -> None:
    other = make_account(owner=make_person())
    desk = Desk(world.owner, world.account, "responsible")
    assert desk.write(other.assignments.get().pk, ends_on="2026-09-30").status_code == 404
    support = Assignment.objects.create(
        account=world.account, person=make_person(), role="support", starts_on=datetime.date(2026, 1, 1)
    )
    assert desk.write(support.pk, ends_on="2026-09-30").status_code == 404
