"""The page of a customer's contact: the own director and deputy, and nothing else of the house."""

import datetime

import pytest
from django.test import Client

from accounts_app.actions.customer_logins import close_login, open_login
from accounts_app.models import Account, Contact
from teams.models import Absence, User
from tests.factories import make_account, make_board_chair, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


@pytest.fixture
def owner() -> User:
    return make_user("Aino Mallinen", phone="+358 40 111 1111")


@pytest.fixture
def contact(owner: User) -> Contact:
    account = make_account("Asiakas Oy", owner=owner.person, deputy=make_person("Eero Esimerkkilä"))
    return Contact.objects.create(account=account, name="Maija Esimerkki", email="maija@asiakas.example")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_contact_sees_the_own_director_and_deputy(contact: Contact, owner: User) -> None:
    stand_in = make_person("Sanna Sijainen", phone="+358 40 222 2222")
    Absence.objects.create(person=owner.person, starts_on=TODAY, ends_on=TODAY, stand_in=stand_in)
    client = logged_in(open_login(contact=contact, by=owner))
    start = client.get("/")
    assert (start.status_code, start["Location"]) == (302, "/accounts/my-director/")
    page = client.get("/accounts/my-director/").content.decode()
    for text in ("Asiakas Oy", "Aino Mallinen", "Eero Esimerkkilä", "Sanna Sijainen", "tel:+358402222222"):
        assert text in page


def test_nothing_else_opens_for_the_contact(contact: Contact, owner: User) -> None:
    client = logged_in(open_login(contact=contact, by=owner))
    assert client.get(f"/accounts/{contact.account_id}/").status_code == 404
    assert client.get("/cards/").status_code in (200, 403)
    assert b"Asiakas Oy" not in client.get("/accounts/search/?q=Asiakas").content.split(b"</header>")[1]
    assert b"Asiakas Oy" not in client.get("/accounts/a-z/").content


def test_a_closed_login_and_a_contact_who_left_see_nothing(contact: Contact, owner: User) -> None:
    client = logged_in(open_login(contact=contact, by=owner))
    Contact.objects.filter(pk=contact.pk).update(left_on=TODAY)
    assert client.get("/accounts/my-director/").status_code == 404
    close_login(contact=contact, by=owner)
    assert client.get("/accounts/my-director/").status_code == 302  # to the login page
    close_login(contact=contact, by=owner)
    assert not User.objects.filter(email="maija@asiakas.example").exists()


def test_staff_have_no_such_page(owner: User) -> None:
    assert logged_in(owner).get("/accounts/my-director/").status_code == 404


def test_the_owner_opens_and_closes_it(contact: Contact, owner: User) -> None:
    client = logged_in(owner)
    place = f"/accounts/{contact.account_id}/contacts/{contact.pk}/login/"
    assert place in client.get(f"/accounts/{contact.account_id}/contacts/{contact.pk}/data/").content.decode()
    assert "Avaa tunnus" in client.get(place).content.decode()
    assert "maija@asiakas.example" in client.post(place, follow=True).content.decode()
    assert "Tunnus on suljettu" in client.post(place, {"close": "1"}, follow=True).content.decode()


@pytest.mark.parametrize(("change", "said"), [({"email": ""}, "sähköposti"), ({"left_on": TODAY}, "lähtenyt")])
def test_a_login_that_cannot_be_opened_says_why(
    contact: Contact, owner: User, change: dict[str, object], said: str
) -> None:
    Contact.objects.filter(pk=contact.pk).update(**change)
    page = logged_in(owner).post(f"/accounts/{contact.account_id}/contacts/{contact.pk}/login/")
    assert page.status_code == 422
    assert said in page.content.decode()


def test_an_address_of_a_colleague_opens_nothing(contact: Contact, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(email="MAIJA@asiakas.example")
    page = logged_in(owner).post(f"/accounts/{contact.account_id}/contacts/{contact.pk}/login/")
    assert page.status_code == 422


def test_only_those_in_charge_open_it(contact: Contact) -> None:
    place = f"/accounts/{contact.account_id}/contacts/{contact.pk}/login/"
    for user in (make_user(), make_board_chair()):
        assert logged_in(user).get(place).status_code == 403
    Account.objects.update(confidentiality="secret")
    assert logged_in(make_board_chair()).post(place).status_code == 404
    other = make_account(owner=make_person())
    assert logged_in(make_user()).get(f"/accounts/{other.pk}/contacts/{contact.pk}/login/").status_code == 403
