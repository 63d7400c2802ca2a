"""The search page and the list below the search box of the header."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts_app.actions.search_texts import refresh
from tests.factories import make_account, make_contact, make_person, make_site, make_support, make_town, make_user

pytestmark = pytest.mark.django_db
URL = reverse("accounts:search")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(role="project_staff"))
    return client


def test_anonymous_is_sent_to_the_login(client: Client) -> None:
    response = client.get(URL, {"q": "sähkö"})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_answer_shows_owner_deputy_and_phone_links(reader: Client) -> None:
    owner, deputy = make_person("Aino Mallinen", phone="+358 00 000 111"), make_person("Eero Vara", phone="040 1")
    account = make_account("Hämeenlinnan Sähkö Oy", owner=owner, deputy=deputy)
    refresh()
    page = reader.get(URL, {"q": "hamenlinan sahk"}).content.decode()
    assert reverse("reporting:account", args=[account.pk]) in page
    assert 'href="tel:+35800000111"' in page
    assert "Eero Vara" in page


def test_fragment_for_the_header_is_a_list_of_options(reader: Client) -> None:
    make_account("Hämeenlinnan Sähkö Oy", owner=make_person("Aino Mallinen"))
    refresh()
    fragment = reader.get(URL, {"q": "sahko"}, headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert 'role="option"' in fragment
    assert "Aino Mallinen" in fragment


def test_recently_opened_accounts_before_anything_is_typed(reader: Client) -> None:
    account = make_account("Avattu Oy")
    session = reader.session
    session["recent_accounts"] = [account.pk, 987654]
    session.save()
    assert "Avattu Oy" in reader.get(URL, headers=HTMX).content.decode()


def test_nothing_found_says_what_to_do(reader: Client) -> None:
    page = reader.get(URL, {"q": "xqzwv"}).content.decode()
    assert reverse("accounts:index") in page.split("<main", 1)[1]


def test_secret_account_answers_like_an_absent_one(reader: Client) -> None:
    make_account("Julkinen Oy")
    refresh()
    without = reader.get(URL, {"q": "linnake"}, headers=HTMX).content
    make_account("Salainen Linnake Oy", confidentiality="secret")
    refresh()
    assert reader.get(URL, {"q": "linnake"}, headers=HTMX).content == without


def test_posting_is_refused(reader: Client) -> None:
    assert reader.post(URL).status_code == 405


def test_contact_written_on_the_form_is_found_at_once(client: Client) -> None:
    owner = make_user("Aino Mallinen")
    account = make_account("Hämeenlinnan Sähkö Oy", owner=owner.person)
    client.force_login(owner)
    written = client.post(
        reverse("accounts:record_new", args=[account.pk, "contact"]),
        {"name": "Kerttu Kontakti", "title": "Hallintojohtaja", "buying_role": "decider"},
    )
    assert written.status_code == 302
    page = client.get(URL, {"q": "kertu kontakti"}).content.decode()
    assert f"{reverse('accounts:who', args=[account.pk])}" in page
    assert "Hallintojohtaja" in page


def test_header_list_offers_every_kind(client: Client) -> None:
    owner = make_user("Tarulinna Taavi")
    account = make_account("Tarulinna Oy", owner=owner.person)
    make_site(account, "Tarulinna", town=make_town("Tarulinna"))
    make_contact(account, name="Taru Tarulinna")
    make_support(account, "Tarulinna", "Tarulinna")
    refresh()
    client.force_login(owner)
    fragment = client.get(URL, {"q": "tarulinna"}, headers=HTMX).content.decode()
    for kind in ("accounts", "people", "services", "sites", "contacts", "towns"):
        assert f'id="lookup-{kind}"' in fragment, kind
    assert "Asiakkuusjohtaja" in client.get(URL, {"q": "kam"}, headers=HTMX).content.decode()
