"""The steps of an instruction: the right side, once, told and written down."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.actions import instructions
from accounts_app.instructions import State, state_of
from accounts_app.instructions.state import WORDS
from accounts_app.models import Instruction, InstructionEvent
from teams.models import AuditEvent, Notice, User
from tests.factories import make_person
from tests.unit.accounts_app.instructions.desk import DAY, NOON, TODAY, give, make_loop

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_loop()
    made.row = give(made)
    return made


def steps(row: Instruction) -> list[str]:
    return list(row.events.values_list("step", flat=True))


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def acknowledge(world: SimpleNamespace, by: User | None = None, **values: Any) -> Instruction:
    return instructions.acknowledge(row=world.row, by=by or world.owner, at=NOON, **values)


def finish(world: SimpleNamespace, **values: Any) -> Instruction:
    said = {"done_on": TODAY, "evidence": "Tavattu 10.9."} | values
    return instructions.finish(row=world.row, by=world.owner, at=NOON, **said)


def test_the_whole_way_in_steps(world: SimpleNamespace) -> None:
    states = [state_of(world.row)]
    states.append(state_of(acknowledge(world)))
    states.append(state_of(instructions.start(row=world.row, by=world.owner, at=NOON)))
    states.append(state_of(finish(world)))
    sent_back = instructions.send_back(row=world.row, reason="Muistio puuttuu", by=world.chair, at=NOON)
    states.append(state_of(sent_back))
    states.append(state_of(finish(world, evidence="https://intra.example/muistio")))
    states.append(state_of(instructions.close(row=world.row, by=world.chair, at=NOON)))
    assert states == [
        State.GIVEN,
        State.ACKNOWLEDGED,
        State.UNDER_WAY,
        State.DONE,
        State.SENT_BACK,
        State.DONE,
        State.CLOSED,
    ]
    assert steps(world.row) == ["given", "acknowledged", "under_way", "done", "sent_back", "done", "closed"]
    acts = AuditEvent.objects.filter(act__startswith="instruction.", account_no=world.account.pk)
    assert acts.count() == 7
    assert sent_back.end_note == "Muistio puuttuu"


def test_each_step_is_told_to_the_other_side(world: SimpleNamespace) -> None:
    assert told("instruction_given") == {"Oili Omistaja"}
    acknowledge(world)
    assert told("instruction_acknowledged") == {"Jouko Jäsen", "Kaarina Puheenjohtaja"}
    finish(world)
    assert told("instruction_done") == {"Jouko Jäsen", "Kaarina Puheenjohtaja"}
    instructions.close(row=world.row, by=world.chair, at=NOON)
    assert told("instruction_closed") == {"Oili Omistaja"}


def test_twice_is_once(world: SimpleNamespace) -> None:
    for _ in range(2):
        acknowledge(world)
    for _ in range(2):
        finish(world)
    for _ in range(2):
        instructions.close(row=world.row, by=world.chair, at=NOON)
    assert steps(world.row) == ["given", "acknowledged", "done", "closed"]
    assert Notice.objects.filter(kind="instruction_closed").count() == 1


def test_who_comes_second_is_told_where_it_is(world: SimpleNamespace) -> None:
    seen = world.row.events.get().pk
    finish(world)
    with pytest.raises(ValidationError) as refused:
        instructions.cancel(row=world.row, reason="Ei enää tarpeen", by=world.chair, at=NOON, seen=seen)
    assert str(WORDS[State.DONE]) in refused.value.messages[0]
    world.row.refresh_from_db()
    assert world.row.cancelled_on is None


def test_an_old_page_does_not_close_what_was_sent_back_and_done_again(world: SimpleNamespace) -> None:
    finish(world)
    seen = world.row.events.last().pk
    instructions.send_back(row=world.row, reason="Muistio puuttuu", by=world.chair, at=NOON)
    finish(world, evidence="Toinen")
    with pytest.raises(ValidationError):
        instructions.close(row=world.row, by=world.chair, at=NOON, seen=seen)


Act = Callable[[Instruction, User], object]
ACCOUNT_ACTS: dict[str, Act] = {
    "acknowledge": lambda row, by: instructions.acknowledge(row=row, by=by, at=NOON),
    "start": lambda row, by: instructions.start(row=row, by=by, at=NOON),
    "propose": lambda row, by: instructions.propose(row=row, reason="Kesken", by=by, at=NOON),
    "finish": lambda row, by: instructions.finish(row=row, done_on=TODAY, evidence="x", by=by, at=NOON),
}
BOARD_ACTS: dict[str, Act] = {
    "accept": lambda row, by: instructions.accept_change(row=row, due_on=TODAY, text="x", by=by, at=NOON),
    "refuse": lambda row, by: instructions.refuse_change(row=row, reason="x", by=by, at=NOON),
    "close": lambda row, by: instructions.close(row=row, by=by, at=NOON),
    "send_back": lambda row, by: instructions.send_back(row=row, reason="x", by=by, at=NOON),
    "cancel": lambda row, by: instructions.cancel(row=row, reason="x", by=by, at=NOON),
    "take_up_again": lambda row, by: instructions.take_up_again(row=row, text="x", due_on=TODAY, by=by, at=NOON),
}


@pytest.mark.parametrize("name", ACCOUNT_ACTS)
def test_the_board_does_not_answer(world: SimpleNamespace, name: str) -> None:
    for user in (world.chair, world.member, world.supervisor, world.outsider):
        with pytest.raises(PermissionDenied):
            ACCOUNT_ACTS[name](world.row, user)


@pytest.mark.parametrize("name", BOARD_ACTS)
def test_the_account_does_not_judge(world: SimpleNamespace, name: str) -> None:
    for user in (world.owner, world.deputy, world.controller):
        with pytest.raises(PermissionDenied):
            BOARD_ACTS[name](world.row, user)


def test_the_chair_does_not_judge_an_own_account_or_an_own_task(world: SimpleNamespace) -> None:
    finish(world)
    Instruction.objects.filter(pk=world.row.pk).update(responsible=world.chair.person)
    with pytest.raises(PermissionDenied):
        instructions.close(row=world.row, by=world.chair, at=NOON)
    Instruction.objects.filter(pk=world.row.pk).update(responsible=world.owner.person)
    world.account.assignments.filter(role="deputy").update(person=world.chair.person)
    with pytest.raises(PermissionDenied):
        instructions.close(row=world.row, by=world.chair, at=NOON)


def test_a_member_cancels_only_what_the_member_gave(world: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied):
        instructions.close(row=world.row, by=world.member, at=NOON)
    other = give(world, by=world.chair)
    with pytest.raises(PermissionDenied):
        instructions.cancel(row=other, reason="Ei tarpeen", by=world.member, at=NOON)
    cancelled = instructions.cancel(row=world.row, reason="Ei tarpeen", by=world.member, at=NOON)
    assert (state_of(cancelled), cancelled.end_note) == (State.CANCELLED, "Ei tarpeen")


def test_a_change_is_proposed_and_accepted(world: SimpleNamespace) -> None:
    proposed = instructions.propose(row=world.row, reason="Asiakas lomalla, 1.11.", by=world.owner, at=NOON)
    assert state_of(proposed) is State.PROPOSED
    due = TODAY + 51 * DAY
    row = instructions.accept_change(row=world.row, due_on=due, text=world.row.text, by=world.chair, at=NOON)
    assert (state_of(row), row.due_on, row.acknowledged_on, row.proposal) == (State.ACKNOWLEDGED, due, TODAY, "")
    assert row.events.last().text == f"1.11.2026: {world.row.text}"


def test_a_refused_change_waits_to_be_acknowledged(world: SimpleNamespace) -> None:
    instructions.propose(row=world.row, reason="Asiakas lomalla", by=world.owner, at=NOON)
    row = instructions.refuse_change(row=world.row, reason="Ei siirretä", by=world.chair, at=NOON)
    assert (state_of(row), row.due_on) == (State.GIVEN, world.row.due_on)
    assert state_of(acknowledge(world)) is State.ACKNOWLEDGED


def test_words_and_days_are_asked_for(world: SimpleNamespace) -> None:
    for values, field in (
        ({"evidence": " "}, "evidence"),
        ({"done_on": TODAY + DAY}, "done_on"),
        ({"done_on": TODAY - DAY}, "done_on"),
    ):
        with pytest.raises(ValidationError) as refused:
            finish(world, **values)
        assert set(refused.value.message_dict) == {field}
    with pytest.raises(ValidationError):
        instructions.cancel(row=world.row, reason="", by=world.chair, at=NOON)
    assert steps(world.row) == ["given"]


def test_doing_it_acknowledges_it(world: SimpleNamespace) -> None:
    assert finish(world).acknowledged_on == TODAY


def test_what_is_over_is_taken_up_again_as_a_new_one(world: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        instructions.take_up_again(row=world.row, text="Uudestaan", due_on=TODAY + DAY, by=world.chair, at=NOON)
    finish(world)
    instructions.close(row=world.row, by=world.chair, at=NOON)
    new = instructions.take_up_again(row=world.row, text="Uudestaan", due_on=TODAY + DAY, by=world.chair, at=NOON)
    assert (new.reopens, new.responsible, state_of(new)) == (world.row, world.owner.person, State.GIVEN)
    assert steps(new) == ["reopened"]
    assert told("instruction_reopened") == {"Oili Omistaja"}
    with pytest.raises(ValidationError):
        instructions.take_up_again(row=world.row, text="Uudestaan", due_on=TODAY + DAY, by=world.chair, at=NOON)


def test_only_the_board_gives_and_never_to_an_own_account(world: SimpleNamespace) -> None:
    for user in (world.owner, world.deputy, world.controller, world.outsider):
        with pytest.raises(PermissionDenied):
            give(world, by=user)
    world.account.assignments.filter(role="deputy").update(person=world.chair.person)
    with pytest.raises(PermissionDenied):
        give(world, by=world.chair)


def test_it_goes_to_somebody_who_may_know_and_works_here(world: SimpleNamespace) -> None:
    gone = make_person("Lasse Lähtenyt", left_on=TODAY - DAY)
    with pytest.raises(ValidationError) as refused:
        give(world, responsible=gone, due_on=TODAY - DAY)
    assert set(refused.value.message_dict) == {"responsible", "due_on"}
    world.account.confidentiality = "secret"
    world.account.save()
    with pytest.raises(ValidationError):
        instructions.give(
            account=world.account,
            text="x",
            responsible=world.outsider.person,
            due_on=TODAY,
            metric="",
            expected_effect="",
            by=None,
            at=NOON,
        )
    assert InstructionEvent.objects.filter(instruction__responsible=world.outsider.person).count() == 0
