"""Who sits on the customer management board today."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from teams.models import BoardMembership
from tests.factories import make_board_chair, make_person, make_user

pytestmark = pytest.mark.django_db
URL = reverse("teams:board_members")


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
