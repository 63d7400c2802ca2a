"""The rest in one act: exactly the list that was shown, never an own account, twice is once, undone in part or all."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reporting.actions import list_approval, meetings, stances
from reporting.actions.stances import Said
from reporting.board.rest import rest_of
from reporting.models import Stance
from teams.models import Notice
from tests.integration.reporting.meeting_world import AT, TODAY, card_of, make_meeting_world

pytestmark = pytest.mark.django_db
LATER = AT + datetime.timedelta(hours=1)


@pytest.fixture
def world():
    return make_meeting_world()


def shown(world, user=None):
    return rest_of(world.meeting, user or world.chair, on=TODAY)


def note(world, cards=None, user=None):
    user = user or world.chair
    cards = [row.card for row in shown(world, user)] if cards is None else cards
    return list_approval.note_rest(meeting=world.meeting, cards=cards, by=user, at=AT)


def test_the_list_holds_greens_and_unchanged_ambers_that_are_not_ones_own(world):
    assert [row.name for row in shown(world)] == ["Vanhakeltainen Oy", "Parantunut Oy", "Vihreä Oy"]
    assert "Oma Vihreä Oy" in [row.name for row in shown(world, world.secretary)]


def test_it_is_one_act_and_twice_is_once(world):
    cards = [row.card for row in shown(world)]
    made = note(world)
    assert sorted(stance.card_id for stance in made) == sorted(cards)
    assert all(stance.by_list and stance.kind == "noted" for stance in made)
    assert note(world, cards) == []
    assert Stance.objects.count() == len(cards)


def test_only_what_was_shown_is_noted(world):
    green = card_of(world.accounts["Vihreä Oy"]).pk
    red = card_of(world.accounts["Uusipunainen Oy"]).pk
    own = card_of(world.accounts["Oma Vihreä Oy"]).pk
    assert [stance.card_id for stance in note(world, [green, red, own])] == [green]


def test_a_card_with_a_stance_is_left_out(world):
    card = card_of(world.accounts["Vihreä Oy"])
    stances.take(meeting=world.meeting, card=card, said=Said(kind="approved"), by=world.member, at=AT)
    assert card.pk not in {stance.card_id for stance in note(world)}


def test_one_is_undone_and_the_rest_stays(world):
    made = note(world)
    stances.undo(stance=made[0], by=world.chair, at=LATER)
    assert Stance.objects.filter(withdrawn_at__isnull=True).count() == len(made) - 1
    assert [row.card for row in shown(world)] == [made[0].card_id]


def test_the_whole_list_is_undone(world):
    made = note(world, user=world.secretary)
    own = card_of(world.accounts["Oma Vihreä Oy"]).pk
    assert list_approval.undo_rest(meeting=world.meeting, by=world.chair, at=LATER) == len(made) - 1
    assert [stance.card_id for stance in Stance.objects.filter(withdrawn_at__isnull=True)] == [own]
    assert list_approval.undo_rest(meeting=world.meeting, by=world.secretary, at=LATER) == 1
    assert list_approval.undo_rest(meeting=world.meeting, by=world.secretary, at=LATER) == 0


def test_it_is_for_those_who_run_the_meeting_while_it_runs(world):
    with pytest.raises(PermissionDenied):
        note(world, [1], user=world.member)
    with pytest.raises(PermissionDenied):
        list_approval.undo_rest(meeting=world.meeting, by=world.member, at=AT)
    cards = [row.card for row in shown(world)]
    meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    for act in (
        lambda: note(world, cards),
        lambda: list_approval.undo_rest(meeting=world.meeting, by=world.chair, at=AT),
    ):
        with pytest.raises(ValidationError):
            act()


def test_owners_are_told_of_noted_cards_when_the_minutes_are_frozen(world):
    made = note(world)
    assert not Notice.objects.exists()
    meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    told = Notice.objects.filter(kind="stance_noted", person=world.owner.person)
    assert set(told.values_list("account_no", flat=True)) == {stance.card.account_id for stance in made}
