"""How far an instruction is: one row and a query give the same answer for every combination of days."""

import itertools

import pytest

from accounts_app.instructions.state import IN, WORDS, State, state_of, within
from accounts_app.models import Instruction
from tests.factories import make_account, make_instruction, make_person
from tests.unit.accounts_app.instructions.desk import TODAY

DAYS = ("acknowledged_on", "under_way_on", "returned_on", "done_on", "closed_on", "cancelled_on")


@pytest.mark.django_db
def test_the_row_and_the_query_agree() -> None:
    account, person = make_account(), make_person()
    for signs in itertools.product((None, TODAY), repeat=len(DAYS)):
        values = dict(zip(DAYS, signs, strict=True))
        if values["closed_on"] and values["cancelled_on"]:
            continue
        for proposal in ("", "Myöhemmin"):
            make_instruction(account, TODAY, responsible=person, proposal=proposal, **values)
    found = {state: set(Instruction.objects.filter(within(state)).values_list("pk", flat=True)) for state in State}
    rows = list(Instruction.objects.all())
    assert len(rows) == 96
    for row in rows:
        assert [state for state, ids in found.items() if row.pk in ids] == [state_of(row)]


def test_every_state_has_its_own_word() -> None:
    assert set(IN) == set(WORDS) == set(State)
    assert len({str(word) for word in WORDS.values()}) == len(State)
