"""Asking the board from the page of an account, its answer, and taking a request back."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts_app.actions import board_requests as actions
from accounts_app.board_requests import Stand, answer_time, of_account, waiting
from accounts_app.models import BoardRequest
from teams.models import AuditEvent, Notice, User
from tests.unit.accounts_app.instructions.desk import NOON, TODAY, make_loop

pytestmark = pytest.mark.django_db
TEXT = "Tarvitsen päätöksen hinnasta"
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_loop()


def ask(world: SimpleNamespace, by: User | None = None, **values: Any) -> BoardRequest:
    said = {"kind": "decision", "text": TEXT, "at": NOON} | values
    return actions.ask(account=world.account, by=by or world.owner, **said)


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(world: SimpleNamespace, name: str = "board_requests", *rest: int) -> str:
    return reverse(f"accounts:{name}", args=[world.account.pk, *rest])


def test_asked_on_the_page_answered_there_and_told_both_ways(world: SimpleNamespace) -> None:
    owner, chair = desk(world.owner), desk(world.chair)
    assert address(world) in owner.get(reverse("reporting:account", args=[world.account.pk])).content.decode()
    assert owner.post(address(world), {"kind": "decision", "text": TEXT}).status_code == 302
    asked = BoardRequest.objects.get()
    assert (asked.asked_by, told("board_asked")) == (
        world.owner.person,
        {"Kaarina Puheenjohtaja", "Jouko Jäsen"},
    )
    assert TEXT in chair.get(address(world)).content.decode()
    answer = address(world, "board_request_answer", asked.pk)
    assert chair.post(answer, {"answer": " "}).status_code == 422
    assert chair.post(answer, {"answer": "Hyväksytään"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, told("board_answered")) == (
        "Hyväksytään",
        world.chair.person,
        {"Oili Omistaja"},
    )
    assert "Hyväksytään" in owner.get(address(world)).content.decode()
    assert set(AuditEvent.objects.filter(account_no=world.account.pk).values_list("act", flat=True)) >= {
        "board_request.ask",
        "board_request.answer",
    }


def test_what_cannot_be_sent_is_kept(world: SimpleNamespace) -> None:
    answer = desk(world.owner).post(address(world), {"kind": "correction", "text": TEXT})
    assert (answer.status_code, TEXT in answer.content.decode()) == (422, True)


def test_twice_is_once(world: SimpleNamespace) -> None:
    asked = ask(world)
    assert ask(world) == asked
    for _ in range(2):
        actions.answer(asked=asked, text="Kyllä", by=world.chair, at=NOON)
    assert Notice.objects.filter(kind="board_answered").count() == 1
    with pytest.raises(ValidationError):
        actions.answer(asked=asked, text="Ei", by=world.member, at=NOON)
    with pytest.raises(ValidationError):
        actions.withdraw(asked=asked, by=world.owner, at=NOON)
    again = ask(world)
    assert again != asked, "an answered one is over"
    for _ in range(2):
        assert actions.withdraw(asked=again, by=world.owner, at=NOON).withdrawn_at == NOON
    assert told("board_request_withdrawn") == {"Kaarina Puheenjohtaja", "Jouko Jäsen"}
    with pytest.raises(ValidationError):
        actions.answer(asked=again, text="Kyllä", by=world.chair, at=NOON)


def test_nobody_answers_for_an_own_account(world: SimpleNamespace) -> None:
    asked = ask(world)
    for user in (world.owner, world.deputy, world.controller):
        with pytest.raises(PermissionDenied):
            actions.answer(asked=asked, text="Kyllä", by=user, at=NOON)
    for user in (world.chair, world.supervisor, world.outsider):
        with pytest.raises(PermissionDenied):
            ask(world, by=user)
        with pytest.raises(PermissionDenied):
            actions.withdraw(asked=asked, by=user, at=NOON)
    world.account.assignments.filter(role="deputy").update(person=world.chair.person)
    with pytest.raises(PermissionDenied):
        actions.answer(asked=asked, text="Kyllä", by=world.chair, at=NOON)


def test_a_withdrawn_one_is_said_on_the_page(world: SimpleNamespace) -> None:
    asked = ask(world)
    assert desk(world.owner).post(address(world, "board_request_withdraw", asked.pk)).status_code == 302
    assert [line.stand for line in of_account(world.account, TODAY)] == [Stand.WITHDRAWN]
    done = actions.answer(asked=ask(world), text="Kyllä", by=world.chair, at=NOON)
    assert desk(world.owner).post(address(world, "board_request_withdraw", done.pk)).status_code == 302
    done.refresh_from_db()
    assert done.withdrawn_at is None


def test_how_long_an_answer_takes_is_measured_in_working_days(world: SimpleNamespace) -> None:
    ask(world, text="Vanhin", at=NOON - 2 * WEEK)
    quick, slow = ask(world, text="Nopea", at=NOON - WEEK), ask(world, text="Hidas", at=NOON - 2 * WEEK)
    for asked in (quick, slow):
        actions.answer(asked=asked, text="Kyllä", by=world.chair, at=NOON)
    lines = waiting(world.chair, TODAY)
    assert [(line.row.text, line.working_days) for line in lines] == [("Vanhin", 10)]
    measured = answer_time(world.chair, TODAY, since=TODAY - 30 * WEEK)
    assert (measured.answered, measured.median_days, measured.longest) == (2, 7.5, 10)
    assert answer_time(world.outsider, TODAY, since=TODAY - 30 * WEEK).answered == 0


def test_a_secret_account_asks_only_those_who_may_know(world: SimpleNamespace) -> None:
    world.account.confidentiality = "secret"
    world.account.save()
    asked = ask(world)
    assert told("board_asked") == set()
    assert waiting(world.chair, TODAY) == []
    assert desk(world.chair).get(address(world)).status_code == 404
    assert desk(world.chair).post(address(world, "board_request_answer", asked.pk), {"answer": "x"}).status_code == 404
