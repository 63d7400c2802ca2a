"""The page of the board that is open to all staff: who sits there, when it meets, how to ask it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from config.common.clock import HELSINKI
from reporting.models import BoardMeeting, Stance
from teams.models import BoardMembership
from tests.factories import make_account, make_board_chair, make_person, make_user

pytestmark = pytest.mark.django_db
URL = reverse("reporting:board_about")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(role="project_staff"))
    return client


def test_anonymous_is_sent_to_the_login(client: Client) -> None:
    assert client.get(URL)["Location"].startswith(reverse("account_login"))


def test_chair_first_and_only_todays_members(reader: Client) -> None:
    start = datetime.date(2020, 1, 1)
    BoardMembership.objects.create(person=make_person("Aapo Jäsen"), seat="member", starts_on=start)
    BoardMembership.objects.create(
        person=make_person("Entinen Jäsen"), seat="member", starts_on=start, ends_on=datetime.date(2026, 9, 10)
    )
    make_board_chair("Ylermi Puheenjohtaja")
    page = reader.get(URL).content.decode()
    assert page.index("Ylermi Puheenjohtaja") < page.index("Aapo Jäsen")
    assert "Entinen Jäsen" not in page


def test_empty_board_says_so(reader: Client) -> None:
    assert 'class="empty"' in reader.get(URL).content.decode()


def test_everybody_reads_what_it_does_when_it_meets_and_what_its_stances_mean(reader: Client) -> None:
    at = datetime.datetime(2026, 9, 17, 9, 30, tzinfo=HELSINKI)
    BoardMeeting.objects.create(month=datetime.date(2026, 8, 1), meets_at=at, place="Salainen huone", notes="Muistio")
    BoardMeeting.objects.create(month=datetime.date(2026, 7, 1), meets_at=at - datetime.timedelta(30), state="closed")
    shown = reader.get(URL)
    assert [meeting.is_ahead for meeting in shown.context["page"].meetings] == [True, False]
    page = shown.content.decode().replace("\xa0", " ")
    assert "17.9.2026 9.30" in page
    assert "Salainen huone" not in page
    for kind in Stance.Kind:
        assert str(kind.label) in page


def test_who_answers_for_an_account_asks_from_here(client: Client) -> None:
    user = make_user()
    account = make_account("Oma Oy", owner=user.person)
    make_account("Toisten Oy", owner=make_person())
    client.force_login(user)
    page = client.get(URL)
    assert page.context["page"].own_accounts == ((account.pk, "Oma Oy"),)
    assert reverse("accounts:board_requests", args=[account.pk]) in page.content.decode()


def test_everybody_finds_it_in_the_navigation(reader: Client) -> None:
    assert f'href="{URL}"' in reader.get(reverse("accounts:lookup")).content.decode()
