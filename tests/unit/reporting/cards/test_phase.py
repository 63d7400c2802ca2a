"""Where a card is, read from the rows around it (domain.md 1.8)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.cards.phase import Phase, phases
from reporting.models import QualityCard, Stance
from tests.factories import make_account, make_card, make_instruction
from tests.integration.reporting.meeting_world import AT, JULY, TODAY, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def card():
    return make_card(make_account(), JULY, published_at=AT)


def phase(card):
    return phases([card])[card.pk]


def stance(card, kind="noted", *, closed=False, told=(), **values):
    meeting = plan()
    if closed:
        meeting.state = "closed"
        meeting.save()
    made = Stance.objects.create(meeting=meeting, card=card, kind=kind, made_at=AT, **values)
    made.instructions.set(make_instruction(card.account, TODAY, **row) for row in told)
    return made


def test_a_draft_is_what_its_row_says():
    draft = make_card(make_account(), JULY, state=QualityCard.State.COMMENTED)
    assert phase(draft) is Phase.COMMENTED
    assert phase(make_card(make_account(), JULY)) is Phase.DRAFT


def test_a_published_card_waits_until_the_board_speaks(card):
    assert phase(card) is Phase.PUBLISHED
    stance(card, withdrawn_at=AT)
    assert phase(card) is Phase.PUBLISHED


def test_without_an_instruction_it_closes_with_the_minutes(card):
    made = stance(card)
    assert phase(card) is Phase.HANDLED
    made.meeting.state = "closed"
    made.meeting.save()
    assert phase(card) is Phase.CLOSED


def test_a_returned_card_stays_returned(card):
    stance(card, "returned", closed=True)
    assert phase(card) is Phase.RETURNED


DAY = {"acknowledged_on": TODAY}
BEGUN, DONE = DAY | {"under_way_on": TODAY}, DAY | {"done_on": TODAY}
CLOSED = DONE | {"closed_on": TODAY}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([{}], Phase.HANDLED),
        ([DAY], Phase.ACKNOWLEDGED),
        ([DAY, {}], Phase.HANDLED),
        ([BEGUN], Phase.UNDER_WAY),
        ([BEGUN, DAY], Phase.UNDER_WAY),
        ([DONE], Phase.UNDER_WAY),
        ([CLOSED, DAY], Phase.ACKNOWLEDGED),
        ([CLOSED], Phase.CLOSED),
        ([{"cancelled_on": TODAY}], Phase.CLOSED),
        ([{"cancelled_on": TODAY}, BEGUN], Phase.UNDER_WAY),
    ],
)
def test_with_instructions_the_least_far_decides(card, told, expected):
    stance(card, "instructed", closed=True, told=told)
    assert phase(card) is expected


def test_it_takes_the_same_queries_for_one_and_for_many():
    def count(cards):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            phases(cards)
        return len(caught)

    cards = [make_card(make_account(), JULY, published_at=AT) for _ in range(5)]
    meeting = plan(month=JULY - datetime.timedelta(days=30))
    for one in cards:
        Stance.objects.create(meeting=meeting, card=one, kind="noted", made_at=AT)
    assert count(cards[:1]) == count(cards) == 2
    assert count([]) == 0
