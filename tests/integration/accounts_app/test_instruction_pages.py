"""The page of an instruction: who sees it, which step is offered to whom, and what is said when it moved meanwhile."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts_app.actions import instructions
from accounts_app.instructions import State, state_of
from accounts_app.models import Instruction
from teams.models import User
from tests.factories import make_instruction, make_user
from tests.unit.accounts_app.instructions.desk import DAY, NOON, TODAY, give, make_loop

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_loop()
    made.row = give(made)
    return made


def page(world: SimpleNamespace, user: User, row: Instruction | None = None) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse("accounts:instruction", args=[world.account.pk, (row or world.row).pk]))


def send(world: SimpleNamespace, user: User, move: str, **typed: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(reverse("accounts:instruction_step", args=[world.account.pk, world.row.pk, move]), typed)


def offered(world: SimpleNamespace, user: User) -> list[str]:
    return [step.move for step in page(world, user).context["offered"]]


def test_each_side_is_offered_its_own_steps(world: SimpleNamespace) -> None:
    assert offered(world, world.owner) == ["acknowledge", "start", "finish", "propose"]
    assert offered(world, world.chair) == ["cancel"]
    assert offered(world, world.member) == ["cancel"]
    assert offered(world, world.supervisor) == []
    send(world, world.owner, "finish", seen=0, done_on="2026-09-11", evidence="Tavattu")
    assert offered(world, world.owner) == ["acknowledge", "start", "finish", "propose"], "an old page takes no step"
    instructions.finish(row=world.row, done_on=TODAY, evidence="Tavattu", by=world.owner, at=NOON)
    assert offered(world, world.owner) == []
    assert offered(world, world.chair) == ["close", "send-back", "cancel"]


def test_acknowledging_is_one_press_on_the_page_and_in_the_notices(world: SimpleNamespace) -> None:
    client = Client()
    client.force_login(world.owner)
    notices = client.get(reverse("accounts:notices"))
    ((_line, step),) = notices.context["notices"]
    assert f'action="{step.address}"' in notices.content.decode()
    answer = client.post(step.address, {"seen": step.seen, "next": reverse("accounts:notices")})
    assert (answer.status_code, answer["Location"]) == (302, reverse("accounts:notices"))
    world.row.refresh_from_db()
    assert state_of(world.row) is State.ACKNOWLEDGED
    ((_line, step),) = client.get(reverse("accounts:notices")).context["notices"]
    assert step is None


def test_the_way_back_stays_inside(world: SimpleNamespace) -> None:
    seen = world.row.events.get().pk
    answer = send(world, world.owner, "acknowledge", seen=seen, next="https://muualla.example/")
    assert answer["Location"] == reverse("accounts:instruction", args=[world.account.pk, world.row.pk])


def test_what_was_typed_is_kept_when_it_cannot_be_sent(world: SimpleNamespace) -> None:
    seen = world.row.events.get().pk
    answer = send(world, world.owner, "finish", seen=seen, done_on="2026-09-12", evidence="Tavattu asiakas")
    assert answer.status_code == 422
    assert "Tavattu asiakas" in answer.content.decode()
    assert "done_on" in answer.context["refused"].form.errors


def test_who_acts_on_an_old_page_is_told_where_it_is(world: SimpleNamespace) -> None:
    seen = world.row.events.get().pk
    instructions.finish(row=world.row, done_on=TODAY, evidence="Tavattu", by=world.owner, at=NOON)
    answer = send(world, world.chair, "cancel", seen=seen, reason="Ei enää tarpeen")
    assert answer.status_code == 422
    assert "Ei enää tarpeen" in answer.content.decode()
    world.row.refresh_from_db()
    assert state_of(world.row) is State.DONE


def test_the_wrong_side_and_unknown_steps_are_refused(world: SimpleNamespace) -> None:
    assert send(world, world.chair, "acknowledge", seen=0).status_code == 403
    assert send(world, world.owner, "close", seen=0).status_code == 403
    assert send(world, world.owner, "destroy", seen=0).status_code == 404


def test_the_one_named_reads_and_answers_without_other_rights(world: SimpleNamespace) -> None:
    helper = make_user("Hilma Helppari")
    row = give(world, responsible=helper.person)
    assert page(world, helper).status_code == 403
    shown = page(world, helper, row)
    assert shown.status_code == 200
    assert [step.move for step in shown.context["offered"]] == ["acknowledge", "start", "finish", "propose"]
    assert "records/instruction/" not in shown.content.decode()


def test_an_instruction_of_another_account_is_not_here(world: SimpleNamespace) -> None:
    other = make_loop(name="Toinen Oy")
    assert page(world, world.owner, give(other)).status_code == 404


def test_one_without_steps_shows_its_days(world: SimpleNamespace) -> None:
    old = make_instruction(
        world.account, TODAY - 40 * DAY, responsible=world.owner.person, acknowledged_on=TODAY - 38 * DAY
    )
    shown = page(world, world.owner, old).context["page"]
    assert [step.when for step in shown.steps] == [TODAY - 40 * DAY, TODAY - 38 * DAY]
    assert (shown.days_late, shown.acknowledge_by) == (10, None)
    assert page(world, world.owner).context["page"].acknowledge_by == TODAY + 5 * DAY
