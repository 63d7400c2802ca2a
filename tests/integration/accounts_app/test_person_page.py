"""A person's page: how to reach them, who stands in, and only those of their accounts the reader may know of."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teams.models import Absence, Person
from tests.factories import make_account, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(role="project_staff"))
    return client


def url(person: Person) -> str:
    return reverse("teams:person", args=[person.pk])


def test_anonymous_is_sent_to_the_login(client: Client) -> None:
    assert client.get(url(make_person()))["Location"].startswith(reverse("account_login"))


def test_unknown_person_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("teams:person", args=[999999])).status_code == 404


def test_details_accounts_and_stand_in(reader: Client, fixed_today: datetime.date) -> None:
    person = make_person("Aino Mallinen", title="Asiakkuusjohtaja", phone="+358 00 000 111", email="aino@kam.example")
    stand_in = make_person("Sirkka Sijainen")
    make_account("Oma Oy", owner=person)
    make_account("Varalla Oy", deputy=person)
    Absence.objects.create(person=person, stand_in=stand_in, starts_on=fixed_today, ends_on=None)
    page = reader.get(url(person)).content.decode()
    for text in (
        "Asiakkuusjohtaja",
        "tel:+35800000111",
        "mailto:aino@kam.example",
        "Oma Oy",
        "Varalla Oy",
        "Sirkka Sijainen",
    ):
        assert text in page


def test_secret_account_changes_nothing_on_the_page(reader: Client) -> None:
    person = make_person()
    make_account("Julkinen Oy", owner=person)
    before = reader.get(url(person)).content.decode().split("<main", 1)[1]
    make_account("Salainen Oy", owner=person, confidentiality="secret")
    assert reader.get(url(person)).content.decode().split("<main", 1)[1] == before


def test_somebody_who_left(reader: Client, fixed_today: datetime.date) -> None:
    person = make_person(left_on=fixed_today - datetime.timedelta(days=1))
    assert "notice-warning" in reader.get(url(person)).content.decode()


def test_same_number_of_queries_for_any_number_of_accounts(reader: Client) -> None:
    person = make_person()

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            reader.get(url(person))
        return len(queries)

    make_account(owner=person)
    few = count()
    for _ in range(15):
        make_account(owner=person)
    assert count() == few <= 20
