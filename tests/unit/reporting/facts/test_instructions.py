"""Instructions of the board as known on a day (domain.md 1.8, R21)."""

from datetime import date, datetime

import pytest

from accounts_app.models import Account, InstructionEvent
from config.common.clock import HELSINKI
from reporting.facts.instructions import read, shortened
from reporting.facts.period import Period
from tests.factories import make_account, make_instruction

TODAY = date(2026, 9, 11)
DONE = {"acknowledged_on": date(2026, 8, 20), "done_on": date(2026, 9, 1)}


def instructions(account: Account, as_of: date = TODAY) -> dict[str, object]:
    return read([account.pk], Period(date(2026, 8, 1), as_of))[account.pk]


NOTHING = {
    "instr_unack_wd": 0,
    "action_overdue_days": 0,
    "action_name": "",
    "instr_open": 0,
    "instr_overdue": 0,
}


@pytest.mark.django_db
def test_none_given_is_a_known_zero() -> None:
    assert instructions(make_account()) == NOTHING


@pytest.mark.django_db
def test_the_oldest_unacknowledged_counts_working_days() -> None:
    account = make_account()
    make_instruction(account, date(2026, 9, 4))
    make_instruction(account, date(2026, 9, 8))
    make_instruction(account, date(2026, 8, 1), acknowledged_on=date(2026, 8, 3), due_on=date(2026, 12, 1))
    assert instructions(account)["instr_unack_wd"] == 5


@pytest.mark.django_db
def test_the_most_late_action_speaks() -> None:
    account = make_account()
    known = {"acknowledged_on": date(2026, 8, 2)}
    make_instruction(account, date(2026, 8, 1), text="Toinen", due_on=date(2026, 9, 10), **known)
    make_instruction(account, date(2026, 8, 1), text="Ensimmäinen", due_on=date(2026, 8, 31), **known)
    make_instruction(account, date(2026, 8, 1), text="Tänään", due_on=TODAY, **known)
    make_instruction(account, date(2026, 8, 1), text="Tehty", due_on=date(2026, 8, 10), **DONE)
    fields = instructions(account)
    assert (fields["action_overdue_days"], fields["action_name"]) == (11, "Ensimmäinen")
    assert (fields["instr_open"], fields["instr_overdue"]) == (4, 2)


@pytest.mark.django_db
def test_closed_instructions_are_over() -> None:
    account = make_account()
    make_instruction(account, date(2026, 6, 1), closed_on=date(2026, 9, 11))
    assert instructions(account)["instr_unack_wd"] == instructions(account)["action_overdue_days"] == 0


@pytest.mark.django_db
def test_a_later_day_counts_as_not_yet() -> None:
    account, later = make_account(), date(2026, 9, 12)
    make_instruction(account, date(2026, 9, 1), due_on=date(2026, 9, 5), acknowledged_on=later, done_on=later)
    make_instruction(account, date(2026, 9, 1), due_on=date(2026, 9, 3), closed_on=later)
    fields = instructions(account)
    assert (fields["instr_unack_wd"], fields["action_overdue_days"]) == (8, 8)
    assert instructions(account, later) == {**NOTHING, "instr_open": 1}  # done, and not closed by the chair


@pytest.mark.django_db
def test_a_later_instruction_does_not_show() -> None:
    account = make_account()
    make_instruction(account, date(2026, 9, 12), due_on=date(2026, 9, 1))
    assert instructions(account)["action_overdue_days"] == 0


@pytest.mark.django_db
def test_a_cancelled_one_is_over() -> None:
    account = make_account()
    make_instruction(account, date(2026, 8, 1), due_on=date(2026, 8, 20), cancelled_on=TODAY)
    assert instructions(account) == NOTHING
    assert instructions(account, date(2026, 9, 10))["action_overdue_days"] == 21


@pytest.mark.django_db
def test_one_sent_back_is_undone_again() -> None:
    account = make_account()
    known = {"acknowledged_on": date(2026, 8, 2), "returned_on": date(2026, 9, 2)}
    make_instruction(account, date(2026, 8, 1), due_on=date(2026, 9, 1), **known)
    assert (instructions(account)["instr_overdue"], instructions(account)["action_overdue_days"]) == (1, 10)


@pytest.mark.django_db
def test_a_proposed_change_is_an_answer_until_the_chair_refuses_it() -> None:
    account = make_account()
    row = make_instruction(account, date(2026, 9, 1), proposal="Myöhemmin", proposed_on=date(2026, 9, 2))
    assert instructions(account)["instr_unack_wd"] == 0
    assert instructions(account, date(2026, 9, 1))["instr_unack_wd"] == 0
    row.proposal, row.proposed_on = "", None
    row.save()
    assert instructions(account)["instr_unack_wd"] == 8
    at = datetime(2026, 9, 8, 12, tzinfo=HELSINKI)
    InstructionEvent.objects.create(instruction=row, step="change_refused", text="Ei siirretä", at=at)
    assert instructions(account)["instr_unack_wd"] == 3


def test_long_instructions_are_shortened() -> None:
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61) == "a" * 59 + "…"
    assert shortened("a" * 58 + " " + "b" * 20) == "a" * 58 + "…"
