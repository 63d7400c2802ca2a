"""The list of responsibilities: for everybody, of what everybody may know, in Finnish order."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import Account, Assignment
from teams.models import Absence
from tests.factories import make_account, make_person, make_site, make_support, make_town, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
URL = reverse("accounts:responsibilities")
TODAY = datetime.date(2026, 9, 11)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user("Pekka Projekti", role="project_staff"))
    return client


def shown(client: Client, **asked: object) -> list[str]:
    return [row.account.name for row in client.get(URL, asked).context["rows"]]


def test_stranger_is_sent_to_the_login(client: Client) -> None:
    assert client.get(URL).status_code == 302


def test_everybody_of_an_account_and_who_answers_today(reader: Client) -> None:
    owner, deputy, sponsor = make_person("Aino Mallinen"), make_person("Eero Vara"), make_person("Kummi Kaarina")
    account = make_account("Tarulinnan Hoivakodit Oy", owner=owner, deputy=deputy, is_nationwide=True)
    local = make_person("Olli Oululainen")
    for person, role, town in ((local, "local_owner", make_town("Oulu")), (sponsor, "sponsor", None)):
        Assignment.objects.create(account=account, person=person, role=role, town=town, starts_on=LONG_AGO)
    stand_in = make_person("Sirkka Sijainen", phone="+358 00 000 333")
    Absence.objects.create(person=owner, stand_in=stand_in, starts_on=TODAY, ends_on=TODAY)
    page = reader.get(URL).content.decode()
    for name in ("Aino Mallinen", "Eero Vara", "Olli Oululainen", "Kummi Kaarina", "Sirkka Sijainen"):
        assert name in page
    assert "tel:+35800000333" in page


def test_finnish_order(reader: Client) -> None:
    for name in ("Öljy Oy", "Zeta Oy", "Äänet Oy", "Åbo Ab", "Alfa Oy"):
        make_account(name)
    assert shown(reader) == ["Alfa Oy", "Zeta Oy", "Åbo Ab", "Äänet Oy", "Öljy Oy"]


def test_filters_of_the_address(reader: Client) -> None:
    owner = make_person("Aino Mallinen")
    full = make_account("Täysi Oy", owner=owner, deputy=make_person(), brief="Esittely")
    make_support(full)
    make_site(full, town=make_town("Oulu"))
    make_account("Tyhjä Oy")
    assert shown(reader, town=make_town("Oulu").pk) == ["Täysi Oy"]
    assert shown(reader, owner=owner.pk) == ["Täysi Oy"]
    for gap in ("owner", "deputy", "support", "brief"):
        assert shown(reader, gap=gap) == ["Tyhjä Oy"], gap
    assert shown(reader, gap="x", town="x", owner="0") == ["Tyhjä Oy", "Täysi Oy"]


def test_file_holds_exactly_what_fits_the_filter(reader: Client) -> None:
    for number in range(55):
        make_account(f"Asiakas {number:02d} Oy", owner=make_person(f"Omistaja {number:02d}"))
    make_account("Ilman Oy")
    assert len(shown(reader)) == 50
    text = reader.get(URL, {"format": "csv"}).content.decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 57
    text = reader.get(URL, {"format": "csv", "gap": "owner"}).content.decode("utf-8-sig")
    assert "Ilman Oy" in text
    assert "Asiakas" not in text.split("\n", 1)[1]
    assert reader.get(URL, {"format": "xlsx"}).status_code == 200
    assert reader.get(URL, {"format": "pdf"}).status_code == 404


def test_secret_account_leaves_no_trace_in_rows_choices_counts_or_files(reader: Client) -> None:
    make_account("Julkinen Oy", owner=make_person("Aino Mallinen"))

    def answers() -> list[str]:
        asked = ({}, {"format": "csv"}, {"gap": "deputy"})
        return [reader.get(URL, words).content.decode().split("<main")[-1] for words in asked]

    before = answers()
    owner = make_person("Salli Salainen")
    secret = make_account("Salainen Oy", owner=owner, confidentiality="secret")
    make_site(secret, town=make_town("Utsjoki"))
    assert answers() == before
    assert shown(reader, owner=owner.pk) == ["Julkinen Oy"]  # no such choice, so nothing is asked


def test_same_number_of_statements_for_any_number_of_accounts(reader: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(URL).status_code == 200
        return len(queries)

    owner = make_person()
    make_account("Eka Oy", owner=owner)
    few = count()
    for number in range(30):
        make_account(f"Lisä {number} Oy", owner=owner)
    assert Account.objects.count() == 31
    assert count() == few <= 12
