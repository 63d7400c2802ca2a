"""Two people, or two runs, at the same moment: a step of an instruction is taken once, a mail is sent once."""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, connections

from accounts_app.actions import board_requests, instructions
from accounts_app.actions.mails import send_owed
from accounts_app.instructions import State, state_of
from accounts_app.models import BoardRequest
from teams.actions.notices import notify
from teams.models import Notice
from tests.factories import make_user
from tests.unit.accounts_app.instructions.desk import NOON, TODAY, give, make_loop

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time"),
]
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Start all acts at the same moment and give how each ended."""
    started, ends = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        started.wait()
        try:
            act()
            ends.append("done")
        except ValidationError:
            ends.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def test_the_same_step_four_times_is_one() -> None:
    world = make_loop()
    row = give(world)
    ends = at_once(*[lambda: instructions.acknowledge(row=row, by=world.owner, at=NOON)] * 4)
    assert ends == ["done"] * 4
    assert [event.step for event in row.events.all()] == ["given", "acknowledged"]
    assert Notice.objects.filter(kind="instruction_acknowledged", person=world.chair.person).count() == 1


def test_of_two_different_steps_one_is_refused() -> None:
    world = make_loop()
    row = give(world)
    instructions.finish(row=row, done_on=TODAY, evidence="Muistio", by=world.owner, at=NOON)
    seen = row.events.last().pk
    ends = at_once(
        lambda: instructions.close(row=row, by=world.chair, at=NOON, seen=seen),
        lambda: instructions.send_back(row=row, reason="Puuttuu", by=world.chair, at=NOON, seen=seen),
    )
    assert ends == ["done", "refused"]
    row.refresh_from_db()
    assert state_of(row) in {State.CLOSED, State.SENT_BACK}
    assert row.events.count() == 3


def test_a_request_asked_and_answered_by_several_at_once_is_one() -> None:
    world = make_loop()

    def ask() -> BoardRequest:
        return board_requests.ask(account=world.account, kind="help", text="Apua", by=world.owner, at=NOON)

    assert at_once(*[ask] * 4) == ["done"] * 4
    asked = BoardRequest.objects.get()
    ends = at_once(
        lambda: board_requests.answer(asked=asked, text="Kyllä", by=world.chair, at=NOON),
        lambda: board_requests.answer(asked=asked, text="Ei", by=world.member, at=NOON),
        lambda: board_requests.withdraw(asked=asked, by=world.owner, at=NOON),
    )
    assert ends == ["done", "refused", "refused"]


def test_four_runs_send_each_mail_once() -> None:
    people = [make_user(email=f"henkilo{number}@example.org").person for number in range(5)]
    notify(people=people, kind="absence_ended", path="/", name="Eero", days="1.–2.9.")
    mail.outbox = []
    at_once(*[lambda: send_owed(at=AT, on=TODAY)] * 4)
    assert sorted(sent.to[0] for sent in mail.outbox) == [f"henkilo{number}@example.org" for number in range(5)]
    assert set(Notice.objects.values_list("mail_attempts", flat=True)) == {1}
