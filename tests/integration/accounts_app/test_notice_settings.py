"""How somebody wants to be told: the small form, and the language of the pages that the mails follow."""

import pytest
from django.test import Client
from django.urls import reverse

from teams.models import AuditEvent, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
URL = reverse("accounts:notice_settings")


@pytest.fixture
def user() -> User:
    return make_user("Oili Omistaja", email="oili@example.org")


def test_mail_is_turned_off_and_its_language_chosen(client: Client, user: User) -> None:
    client.force_login(user)
    assert "oili@example.org" in client.get(URL).content.decode()
    assert client.post(URL, {"language": "sv"}).status_code == 302
    user.refresh_from_db()
    assert (user.wants_mail, user.language) == (False, "sv")
    assert AuditEvent.objects.filter(act="notices.wishes", by=user).count() == 1
    client.post(URL, {"language": "en", "wants_mail": "on"})
    user.refresh_from_db()
    assert (user.wants_mail, user.language) == (True, "en")


def test_an_unknown_language_is_refused(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.post(URL, {"language": "xx"}).status_code == 422


def test_who_has_no_address_is_told_so(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(URL).status_code == 200


def test_the_language_of_the_pages_is_that_of_the_mails(client: Client, user: User) -> None:
    client.force_login(user)
    client.post(reverse("set_language"), {"language": "sv", "next": "/"})
    user.refresh_from_db()
    assert user.language == "sv"
    client.post(reverse("set_language"), {"language": "xx", "next": "/"})
    user.refresh_from_db()
    assert user.language == "sv"


def test_the_login_page_changes_its_language_too(client: Client) -> None:
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/accounts/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
