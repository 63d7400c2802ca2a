"""The start page by role: director, board, everybody."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts_app.models import ClockEvent, GoalCheck
from reporting.models import QualityCard
from teams.models import Absence, User
from tests.factories import make_contract, make_goal, make_meeting, make_person, make_user
from tests.integration.reporting.portfolio_world import AUGUST, TODAY, day, make_portfolio

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_portfolio()


def test_it_works(world, as_user):
    assert reverse("reporting:start") == "/"
    response = as_user(world.director).get("/")
    page = response.context["page"]
    assert [account.name for account in page.attention] == ["Punainen Paja Oy"]
    assert [account.name for account in page.calm] == ["Vihreä Varasto Oy"]
    assert page.attention[0].trend == "worse"
    assert len(page.attention[0].reasons) == 2


def test_it_checks_access(world, client, as_user):
    assert client.get("/").status_code == 302
    assert b"Punainen Paja" not in as_user(world.staff).get("/").content
    assert b"Salainen Hanke" not in as_user(world.director).get("/").content
    assert b"Salainen Hanke" in as_user(world.deputy).get("/").content


def test_the_board_starts_with_the_board_view(world, as_user):
    response = as_user(world.chair).get("/")
    assert response.status_code == 200
    assert [row.status for row in response.context["list"].rows] == ["RED", "GREY", "GREEN"]


def test_staff_start_with_the_search(world, as_user):
    Absence.objects.create(person=world.director.person, starts_on=TODAY, stand_in=make_person("Tiina Tuuraaja"))
    response = as_user(world.staff).get("/")
    assert [away.person.name for away in response.context["page"].away] == ["Aino Mallinen"]
    assert "Tiina Tuuraaja" in response.content.decode()
    assert 'name="q"' in response.content.decode()


def test_the_absence_of_a_secret_owner_is_not_told(world, as_user):
    world.grey.delete()
    world.red.assignments.filter(role="deputy").delete()
    Absence.objects.create(person=world.deputy.person, starts_on=TODAY)
    assert as_user(world.staff).get("/").context["page"].away == ()


def test_several_roles_have_tabs(world, as_user):
    from teams.models import BoardMembership

    BoardMembership.objects.create(person=world.director.person, starts_on=day("1-1"))
    response = as_user(world.director).get("/")
    assert [tab.code for tab in response.context["tabs"]] == ["director", "board", "staff"]
    assert as_user(world.director).get("/", {"view": "board"}).context["list"].total == 3
    assert as_user(world.director).get("/", {"view": "staff"}).context["page"].accounts
    assert as_user(world.staff).get("/", {"view": "board"}).status_code == 200  # not theirs: their own page


def test_what_is_due_this_week(world, as_user):
    goal = make_goal(world.red, world.director.person, name="Pisteet yli 90")
    GoalCheck.objects.create(goal=goal, due_on=day("9-14"))
    GoalCheck.objects.create(goal=goal, due_on=day("12-14"))
    ClockEvent.objects.create(account=world.red, year=2026, kind="TA", earliest_on=day("7-1"), latest_on=day("9-1"))
    ClockEvent.objects.create(account=world.red, year=2026, kind="TS", earliest_on=day("11-1"), latest_on=day("11-30"))
    QualityCard.objects.create(account=world.green, month=AUGUST, status="GREEN", built_at=timezone.now())
    make_contract(world.green, contract_no="S-9", ends_on=TODAY + datetime.timedelta(days=60))
    make_contract(world.grey, contract_no="S-10", ends_on=TODAY + datetime.timedelta(days=60))
    page = as_user(world.director).get("/").context["page"]
    assert [(due.kind.value, due.days_late) for due in page.due] == [("clock", 10), ("goal", 0)]
    assert [(days.month, [card.account for card in cards]) for days, cards in page.waiting] == [
        (AUGUST, [world.green.name])
    ]
    assert [due.title for due in page.ending] == ["S-9"]
    assert page.late == 1


def test_a_held_meeting_settles_its_clock_event(world, as_user):
    meeting = make_meeting(world.red, day("8-20"))
    ClockEvent.objects.create(
        account=world.red, year=2026, kind="JT", earliest_on=day("7-1"), latest_on=day("9-1"), meeting=meeting
    )
    assert as_user(world.director).get("/").context["page"].due == ()


def test_next_meetings_of_own_accounts(world, as_user):
    make_meeting(world.red, day("9-20"), state="booked", subject="Syyskatsaus")
    make_meeting(world.grey, day("9-21"), state="booked", subject="Muiden")
    page = as_user(world.director).get("/").context["page"]
    assert [meeting.subject for meeting in page.meetings] == ["Syyskatsaus"]


def test_a_director_without_accounts_is_told_what_comes_here(as_user):
    response = as_user(make_user(role="account_director")).get("/")
    assert response.status_code == 200
    assert response.context["page"].attention == ()


def test_a_login_without_a_person_gets_a_sentence(client):
    client.force_login(User.objects.create_user(username="tekninen", password="demo"))
    assert client.get("/").status_code == 200


def test_queries_do_not_grow_with_accounts(world, as_user, django_assert_max_num_queries):
    client = as_user(world.director)
    with django_assert_max_num_queries(18):
        client.get("/")
