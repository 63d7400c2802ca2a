"""Instructions, path, goals, requests and the last stance as a card of a day lists them (domain.md 1.2, 1.8)."""

import datetime

import pytest

from accounts_app.models import BoardRequest
from reporting.cards.follow_up_read import follow_ups
from reporting.models import BoardMeeting, Stance
from tests.factories import make_account, make_card, make_goal, make_instruction, make_person
from tests.factories.records import make_step

pytestmark = pytest.mark.django_db
JULY, AUGUST = datetime.date(2026, 7, 1), datetime.date(2026, 8, 1)
TODAY = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 8, 18, 9, tzinfo=datetime.UTC)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


@pytest.fixture
def account():
    return make_account("Esimerkkihoiva Oy", owner=make_person("Aino Mallinen"))


def read(account, on=TODAY, month=AUGUST):
    return follow_ups([account.pk], month=month, as_of=on)[account.pk]


def stance(account, month=JULY, *instructions, **values):
    """What the board said of the card of the month."""
    meeting = BoardMeeting.objects.create(month=month, meets_at=AT, state="closed")
    card = make_card(account, month, published_at=AT)
    told = {"kind": "instructed", "text": "Laatu ensin.", "made_at": AT} | values
    made = Stance.objects.create(meeting=meeting, card=card, **told)
    made.instructions.set(instructions)
    return made


def test_open_instructions_first_then_the_path_then_goals(account):
    make_goal(account, account.assignments.get().person, name="Tavoite")
    make_step(account, what="Polku")
    make_instruction(account, day("08-18"), text="Ohje")
    found = read(account)
    assert [(line.kind, line.what) for line in found.actions] == [
        ("instruction", "Ohje"), ("path", "Polku"), ("goal", "Tavoite"),
    ]  # fmt: skip
    assert found.to_json()["actions"]["open"] == {"instruction": 1, "path": 1, "goal": 1}


def test_five_rows_and_how_many_more(account):
    for number in range(7):
        make_step(account, what=f"Polku {number}")
    actions = read(account).to_json()["actions"]
    assert ([row["what"] for row in actions["rows"]], actions["more"]) == ([f"Polku {n}" for n in range(5)], 2)


@pytest.mark.parametrize(
    ("days", "state", "since"),
    [
        ({}, "given", "08-18"),
        ({"acknowledged_on": day("08-20")}, "acknowledged", "08-20"),
        ({"acknowledged_on": day("08-20"), "under_way_on": day("08-25")}, "under_way", "08-25"),
        ({"done_on": day("09-01")}, "done", "09-01"),
        ({"returned_on": day("09-03")}, "sent_back", "09-03"),
        ({"proposal": "Myöhemmin", "proposed_on": day("08-22")}, "proposed", "08-22"),
        ({"acknowledged_on": day("09-20")}, "given", "08-18"),
    ],
)
def test_how_far_an_instruction_was_on_the_day(account, days, state, since):
    make_instruction(account, day("08-18"), due_on=day("09-30"), **days)
    line = read(account).actions[0]
    assert (line.state, line.since) == (state, day(since))


def test_late_is_what_is_not_done_by_its_day(account):
    make_instruction(account, day("08-01"), due_on=day("09-10"), text="myöhässä")
    make_instruction(account, day("08-01"), due_on=day("09-11"), text="tänään")
    make_instruction(account, day("08-01"), due_on=day("09-01"), done_on=day("08-30"), text="tehty")
    make_step(account, due_on=day("09-10"), what="polku")
    late = {line.what: line.is_late for line in read(account).actions}
    assert late == {"myöhässä": True, "tänään": False, "tehty": False, "polku": True}


@pytest.mark.parametrize("end", ["closed_on", "cancelled_on"])
def test_what_ended_later_was_still_open_then(account, end):
    make_instruction(account, day("08-01"), **{end: day("09-01")})
    assert read(account).actions == ()
    assert len(read(account, day("08-31")).actions) == 1
    assert read(account, day("07-31")).actions == ()


@pytest.mark.parametrize("end", ["done_on", "dropped_on"])
def test_a_step_is_listed_until_it_ends(account, end):
    make_step(account, made_on=day("08-10"), **{end: day("09-01")})
    assert (len(read(account).actions), len(read(account, day("08-31")).actions)) == (0, 1)


def test_the_stance_on_the_card_before_with_its_instruction(account):
    told = make_instruction(account, day("08-18"), due_on=day("09-30"), acknowledged_on=day("08-20"))
    older = make_instruction(account, day("06-16"), due_on=day("09-30"), text="Vanha ohje")
    stance(account, JULY, told)
    found = read(account)
    last = found.last_stance
    assert (last.month, last.kind, last.text, last.made_on) == (JULY, "instructed", "Laatu ensin.", day("08-18"))
    assert [(line.what, line.state) for line in last.instructions] == [(told.text, "acknowledged")]
    assert [line.what for line in found.carried] == [older.text]


def test_a_closed_instruction_is_told_with_its_stance_and_carried_no_more(account):
    told = make_instruction(account, day("08-18"), done_on=day("09-01"), closed_on=day("09-03"))
    stance(account, JULY, told)
    found = read(account)
    assert [(line.state, line.since) for line in found.last_stance.instructions] == [("closed", day("09-03"))]
    assert (found.actions, found.carried) == ((), ())


def test_a_stance_taken_back_or_taken_later_is_not_told(account):
    stance(account, JULY, withdrawn_at=AT)
    stance(account, datetime.date(2026, 6, 1), made_at=datetime.datetime(2026, 9, 20, tzinfo=datetime.UTC))
    assert read(account).last_stance is None


def test_the_newest_stance_speaks_and_one_on_an_earlier_version_too(account):
    stance(account, JULY)
    stance(account, AUGUST, kind="returned", text="Täydennä luvut.")
    assert read(account).last_stance.kind == "returned"
    assert read(account, month=JULY).last_stance.kind == "instructed"


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, True),
        ({"kind": "correction"}, False),
        ({"answer": "Kyllä.", "answered_at": AT}, False),
        ({"withdrawn_at": AT}, False),
        ({"asked_at": datetime.datetime(2026, 9, 20, tzinfo=datetime.UTC)}, False),
    ],
    ids=["open", "correction", "answered", "taken back", "later"],
)
def test_requests_that_wait_for_the_board(account, values, stands):
    told = {"kind": "decision", "text": "Saammeko?", "asked_at": AT} | values
    BoardRequest.objects.create(account=account, **told)
    assert bool(read(account).requests) is stands


def test_the_number_of_queries_does_not_depend_on_accounts(account, django_assert_num_queries):
    many = [account, *(make_account() for _ in range(3))]
    for one in many:
        make_step(one)
        make_instruction(one, day("08-18"))
    stance(account, JULY, make_instruction(account, day("08-18")))
    with django_assert_num_queries(7):
        follow_ups([one.pk for one in many], month=AUGUST, as_of=TODAY)
    with django_assert_num_queries(7):
        follow_ups([account.pk], month=AUGUST, as_of=TODAY)
