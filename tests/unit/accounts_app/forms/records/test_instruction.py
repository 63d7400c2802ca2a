"""Giving an instruction of the board in its form, and the list of those of an account."""

import datetime
from types import SimpleNamespace

import pytest

from accounts_app.forms.records.instruction import InstructionForm
from accounts_app.models import Instruction
from tests.factories import make_board_chair, make_instruction, make_user
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
GIVEN = {
    "text": "Sovi johtajatapaaminen",
    "due_on": "2026-10-15",
    "metric": "G2",
    "expected_effect": "Tapaamisväli alle 120 pv",
}


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.chair = make_board_chair()
    made.row = make_instruction(made.account, TODAY - 3 * DAY, responsible=made.owner.person)
    return made


def test_the_board_gives_it_to_the_owner(world: SimpleNamespace) -> None:
    form = empty(InstructionForm, world.account, world.chair)
    assert form["responsible"].initial == world.owner.person
    typed = GIVEN | {"responsible": world.owner.person.pk}
    assert Desk(world.chair, world.account, "instruction").write(**typed).status_code == 302
    row = Instruction.objects.get(text=GIVEN["text"])
    assert (row.account, row.given_on, row.responsible) == (world.account, TODAY, world.owner.person)
    assert (row.given_by, row.metric) == (world.chair.person, "G2")
    assert [event.step for event in row.events.all()] == ["given"]


def test_nobody_else_gives_one(world: SimpleNamespace) -> None:
    for user in (world.owner, world.deputy, world.controller):
        assert Desk(user, world.account, "instruction").form().status_code == 403


def test_the_chair_gives_no_instruction_to_an_own_account(world: SimpleNamespace) -> None:
    world.account.assignments.filter(role="deputy").update(person=world.chair.person)
    assert Desk(world.chair, world.account, "instruction").form().status_code == 403


def test_it_is_not_due_in_the_past(world: SimpleNamespace) -> None:
    form = fill(InstructionForm, world.account, world.chair, None, **GIVEN | {"due_on": "2026-09-10"})
    assert "due_on" in form.errors


def test_it_goes_to_somebody_who_may_know(world: SimpleNamespace) -> None:
    world.account.confidentiality = "secret"
    typed = GIVEN | {"responsible": world.outsider.person.pk}
    assert "responsible" in fill(InstructionForm, world.account, world.chair, None, **typed).errors
    typed = GIVEN | {"responsible": world.owner.person.pk}
    assert not fill(InstructionForm, world.account, world.chair, None, **typed).errors


def test_a_given_one_is_not_rewritten_or_taken_away(world: SimpleNamespace) -> None:
    for user in (world.owner, world.chair):
        desk = Desk(user, world.account, "instruction")
        assert desk.form(world.row.pk).status_code == 403
        assert desk.take_away(world.row.pk).status_code == 403


def test_the_state_is_said_in_the_list(world: SimpleNamespace) -> None:
    def cells() -> list[str]:
        (_row, cells, _may) = Desk(world.owner, world.account, "instruction").list().context["rows"][0]
        return [str(value) for _column, value in cells]

    said = [cells()[1]]
    for values in (
        {"acknowledged_on": TODAY},
        {"under_way_on": TODAY},
        {"proposal": "Myöhemmin", "proposed_on": TODAY},
        {"done_on": TODAY},
        {"closed_on": TODAY},
    ):
        Instruction.objects.filter(pk=world.row.pk).update(**values)
        said.append(cells()[1])
    assert len(set(said)) == 6
    assert f"/instructions/{world.row.pk}/" in text_of(Desk(world.owner, world.account, "instruction").list())
    assert cells()[-1].endswith(f"/instructions/{world.row.pk}/")


def test_staff_from_outside_do_not_see_it(world: SimpleNamespace) -> None:
    assert Desk(make_user(), world.account, "instruction").list().status_code == 403
