"""The A–Ö index: Finnish order, one link per account, nothing of secret accounts, files of what is shown."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.directory.index_of_accounts import first_letter
from tests.factories import make_account, make_person, make_site, make_town, make_user

pytestmark = pytest.mark.django_db
URL = reverse("accounts:index")
ORDER = ["Ahto Oy", "Zeta Oy", "Åland Ab", "Äänekoski Oy", "Öljy Oy"]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(role="project_staff"))
    return client


def sheet(content: bytes) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_anonymous_is_sent_to_the_login(client: Client) -> None:
    assert client.get(URL)["Location"].startswith(reverse("account_login"))


def test_finnish_order_and_letters(reader: Client) -> None:
    for name in reversed(ORDER):
        make_account(name)
    page = reader.get(URL).content.decode()
    places = [page.index(f">{name}<") for name in ORDER]
    assert places == sorted(places)
    assert f'href="#letter-{ord("Å")}"' in page
    assert f'href="#letter-{ord("B")}"' not in page


@pytest.mark.parametrize(
    ("name", "letter"), [("Åbo", "Å"), ("äiti", "Ä"), ("Élan", "E"), ("Übel", "Y"), ("3 Karhua", "#"), ("", "#")]
)
def test_letter_of_a_name(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_secret_account_is_absent_from_page_and_files(reader: Client) -> None:
    make_account("Julkinen Oy")
    make_account("Salainen Oy", confidentiality="secret")
    assert "Salainen" not in reader.get(URL).content.decode()
    assert "Salainen" not in reader.get(URL, {"format": "csv"}).content.decode("utf-8-sig")
    assert len(sheet(reader.get(URL, {"format": "xlsx"}).content)) == 2


def test_files_hold_owner_deputy_and_phone_as_text(reader: Client) -> None:
    owner = make_person("=HYPERLINK(1)", phone="+358 00 000 111")
    make_account("Tiedosto Oy", owner=owner, deputy=make_person("Eero Vara", phone="040 1"))
    _head, row = sheet(reader.get(URL, {"format": "xlsx"}).content)
    assert row[0] == "Tiedosto Oy"
    assert row[2] == "'=HYPERLINK(1)"
    assert (row[4], row[5]) == ("Eero Vara", "040 1")


def test_unknown_kind_of_file_is_not_found(reader: Client) -> None:
    assert reader.get(URL, {"format": "exe"}).status_code == 404


def test_accounts_of_a_town(reader: Client) -> None:
    town = make_town("Oulu")
    make_site(make_account("Oululainen Oy"), town=town)
    make_account("Muualla Oy")
    page = reader.get(URL, {"town": town.pk}).content.decode()
    assert "Oululainen Oy" in page
    assert "Muualla Oy" not in page
    assert reader.get(URL, {"town": "999999"}).status_code == 404
    assert reader.get(URL, {"town": "x"}).status_code == 404


def test_nationwide_accounts_only(reader: Client) -> None:
    make_account("Kaikkialla Oy", is_nationwide=True)
    make_account("Yhdessä Oy")
    page = reader.get(URL, {"nationwide": "1"}).content.decode()
    assert "Kaikkialla Oy" in page
    assert "Yhdessä Oy" not in page
    assert "Yhdessä Oy" not in reader.get(URL, {"nationwide": "1", "format": "csv"}).content.decode("utf-8-sig")


def test_no_accounts_says_what_stands_here(reader: Client) -> None:
    assert 'class="empty"' in reader.get(URL).content.decode()


def test_same_number_of_queries_for_any_number_of_accounts(reader: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            reader.get(URL)
        return len(queries)

    owner = make_person()
    make_account("Aa Oy", owner=owner)
    few = count()
    for number in range(20):
        make_account(f"Bb {number} Oy", owner=owner, deputy=make_person())
    assert count() == few <= 12
