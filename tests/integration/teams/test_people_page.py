"""The list of people."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.actions.search_texts import refresh
from teams.models import Absence
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db
URL = reverse("teams:people")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user("Lukija Testi", role="project_staff"))
    return client


def test_anonymous_is_sent_to_the_login(client: Client) -> None:
    assert client.get(URL)["Location"].startswith(reverse("account_login"))


def test_finnish_order_absence_and_phone(reader: Client, fixed_today: datetime.date) -> None:
    away = make_person("Åke Ålander", phone="+358 00 000 111")
    Absence.objects.create(person=away, stand_in=make_person("Zeta Z"), starts_on=fixed_today, ends_on=fixed_today)
    page = reader.get(URL).content.decode().split("<main", 1)[1]
    assert page.index(">Zeta Z<") < page.index(">Åke Ålander<")
    assert "tel:+35800000111" in page
    assert "11.9.2026" in page


def test_filter_folds_letters(reader: Client) -> None:
    make_person("Yrjö Öhman")
    refresh()
    page = reader.get(URL, {"q": "ohman yrjo"}).content.decode().split("<main", 1)[1]
    assert "Yrjö Öhman" in page
    assert "Lukija Testi" not in page


def test_nobody_found_offers_everybody(reader: Client) -> None:
    assert 'class="empty"' in reader.get(URL, {"q": "xqzwv"}).content.decode()


def test_those_who_left_are_not_listed(reader: Client) -> None:
    make_person("Lauri Lähtenyt", left_on=datetime.date(2026, 9, 10))
    assert "Lauri Lähtenyt" not in reader.get(URL).content.decode()


def test_file_of_what_is_shown(reader: Client) -> None:
    lines = reader.get(URL, {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("Lukija Testi;")


def test_pages_of_fifty_in_a_fixed_number_of_queries(reader: Client) -> None:
    def count(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(URL, {"page": page}).status_code == 200
        return len(queries)

    few = count("1")
    for _ in range(60):
        make_person()
    assert count("2") == few <= 12
    assert count("nonsense") == few
