"""Instructions of the board: two faces of one row."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.records import write
from accounts_app.forms.records.instruction import InstructionForm
from accounts_app.models import Instruction
from teams.models import User
from tests.factories import make_board_chair, make_instruction, make_user
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
GIVEN = {"text": "Sovi johtajatapaaminen", "due_on": "2026-10-15", "expected_effect": "Tapaamisväli alle 120 pv"}


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.chair = make_board_chair()
    made.row = make_instruction(made.account, TODAY - 3 * DAY, responsible=made.owner.person)
    return made


def saved(world: SimpleNamespace, by: User, **typed: Any) -> Instruction:
    form = fill(InstructionForm, world.account, by, world.row, **typed)
    assert form.is_valid(), form.errors
    write(form=form, kind="instruction", by=by)
    world.row.refresh_from_db()
    row: Instruction = world.row
    return row


def test_the_board_gives_it_to_the_owner(world: SimpleNamespace) -> None:
    form = empty(InstructionForm, world.account, world.chair)
    assert form["responsible"].initial == world.owner.person
    typed = GIVEN | {"responsible": world.owner.person.pk}
    assert Desk(world.chair, world.account, "instruction").write(**typed).status_code == 302
    row = Instruction.objects.get(text=GIVEN["text"])
    assert (row.account, row.given_on, row.responsible) == (world.account, TODAY, world.owner.person)


def test_nobody_else_gives_one(world: SimpleNamespace) -> None:
    for user in (world.owner, world.deputy, world.controller):
        assert Desk(user, world.account, "instruction").form().status_code == 403


def test_each_side_is_asked_only_its_own_part(world: SimpleNamespace) -> None:
    def asked(user: User) -> list[str]:
        return list(empty(InstructionForm, world.account, user, world.row).fields)

    assert asked(world.chair) == ["text", "responsible", "due_on", "expected_effect"]
    assert asked(world.owner) == ["is_acknowledged", "done_on", "evidence"]
    saved(world, world.owner, is_acknowledged="on")
    assert (asked(world.chair), asked(world.owner)) == (["due_on"], ["done_on", "evidence"])
    saved(world, world.owner, done_on="2026-09-11", evidence="Tavattu 10.9.")
    assert asked(world.chair) == ["verdict"]


def test_what_the_other_side_wrote_cannot_be_written(world: SimpleNamespace) -> None:
    row = saved(world, world.owner, is_acknowledged="on", text="Toinen", due_on="2030-01-01", verdict="close")
    assert (row.text, row.due_on, row.closed_on) == ("Sovi tapaaminen", TODAY + 27 * DAY, None)
    row = saved(world, world.chair, due_on="2026-11-01", done_on="2026-09-11", evidence="x")
    assert (row.done_on, row.evidence) == (None, "")


def test_it_is_acknowledged_today_and_once(world: SimpleNamespace) -> None:
    assert saved(world, world.owner, is_acknowledged="on").acknowledged_on == TODAY
    Instruction.objects.filter(pk=world.row.pk).update(acknowledged_on=TODAY - DAY)
    world.row.refresh_from_db()
    assert saved(world, world.owner, done_on="2026-09-11", evidence="x").acknowledged_on == TODAY - DAY


def test_doing_it_acknowledges_it(world: SimpleNamespace) -> None:
    assert saved(world, world.owner, done_on="2026-09-10", evidence="x").acknowledged_on == TODAY


@pytest.mark.parametrize(
    ("done_on", "evidence", "wrong"),
    [
        ("2026-09-11", "", {"evidence"}),
        ("", "Tavattu", {"done_on"}),
        ("2026-09-12", "Tavattu", {"done_on"}),
        ("2026-09-07", "Tavattu", {"done_on"}),
        ("2026-09-08", "Tavattu", set()),
        ("", "", set()),
    ],
)
def test_nothing_is_done_without_something_that_shows_it(
    world: SimpleNamespace, done_on: str, evidence: str, wrong: set[str]
) -> None:
    form = fill(InstructionForm, world.account, world.owner, world.row, done_on=done_on, evidence=evidence)
    assert set(form.errors) == wrong


def test_the_board_closes_or_sends_back(world: SimpleNamespace) -> None:
    saved(world, world.owner, done_on="2026-09-10", evidence="Tavattu")
    assert saved(world, world.chair, verdict="").closed_on is None
    sent_back = saved(world, world.chair, verdict="return")
    assert (sent_back.done_on, sent_back.evidence, sent_back.closed_on) == (None, "Tavattu", None)
    saved(world, world.owner, done_on="2026-09-11", evidence="Tavattu ja sovittu")
    assert saved(world, world.chair, verdict="close").closed_on == TODAY


def test_a_closed_one_is_read_only(world: SimpleNamespace) -> None:
    Instruction.objects.filter(pk=world.row.pk).update(closed_on=TODAY)
    for user in (world.owner, world.chair):
        assert Desk(user, world.account, "instruction").form(world.row.pk).status_code == 403


def test_only_the_board_takes_one_away(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "instruction")
    assert desk.form(world.row.pk).status_code == 200
    assert "record-delete" not in text_of(desk.form(world.row.pk))
    assert desk.take_away(world.row.pk).status_code == 403
    assert Desk(world.chair, world.account, "instruction").take_away(world.row.pk).status_code == 302


def test_the_one_named_answers_too(world: SimpleNamespace) -> None:
    Instruction.objects.filter(pk=world.row.pk).update(responsible=world.director.person)
    assert Desk(world.director, world.account, "instruction").form(world.row.pk).status_code == 200
    assert Desk(world.supervisor, world.account, "instruction").form(world.row.pk).status_code == 403


def test_the_chair_gives_no_instruction_to_an_own_account(world: SimpleNamespace) -> None:
    world.account.assignments.filter(role="deputy").update(person=world.chair.person)
    assert Desk(world.chair, world.account, "instruction").form().status_code == 403


def test_it_is_not_due_in_the_past(world: SimpleNamespace) -> None:
    form = fill(InstructionForm, world.account, world.chair, None, **GIVEN | {"due_on": "2026-09-10"})
    assert "due_on" in form.errors


def test_each_side_reads_the_part_of_the_other(world: SimpleNamespace) -> None:
    page = text_of(Desk(world.owner, world.account, "instruction").form(world.row.pk))
    assert "Sovi tapaaminen" in page
    assert "8.9.2026" in page
    saved(world, world.owner, done_on="2026-09-10", evidence="https://intra.example/muistio")
    page = text_of(Desk(world.chair, world.account, "instruction").form(world.row.pk))
    assert 'href="https://intra.example/muistio"' in page


def test_the_state_is_said_in_the_list(world: SimpleNamespace) -> None:
    def state() -> str:
        (_row, cells, _may) = Desk(world.owner, world.account, "instruction").list().context["rows"][0]
        return str(cells[1][1])

    said = [state()]
    for values in ({"acknowledged_on": TODAY}, {"done_on": TODAY}, {"closed_on": TODAY}):
        Instruction.objects.filter(pk=world.row.pk).update(**values)
        said.append(state())
    assert len(set(said)) == 4


def test_staff_from_outside_do_not_see_it(world: SimpleNamespace) -> None:
    assert Desk(make_user(), world.account, "instruction").list().status_code == 403
