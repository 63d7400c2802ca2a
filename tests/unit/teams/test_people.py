"""People, logins, roles and seats: the actions and the first administrator."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from teams.actions.people import add_person, give_login, grant_role, seat_on_board
from teams.models import AuditEvent, Person, RoleGrant, User
from teams.permissions import roles_of
from tests.factories import make_person, make_town

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)
STRONG = "Kuusi-satu-77-kuvitelmaa"


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused for the reason of this code."""
    with pytest.raises(ValidationError) as caught:
        yield
    assert caught.value.code == code


def test_a_person_is_added_with_a_search_text_and_a_trace() -> None:
    town = make_town("Hämeenlinna")
    person = add_person(person_no="42", name="Väinö Testi", title="Controller", town=town, by=None)
    assert person.search_text == "vaino testi\ncontroller\n\nhameenlinna"
    assert AuditEvent.objects.get(act="add_person").object_id == str(person.pk)


def test_a_number_in_use_and_an_empty_name_are_refused() -> None:
    make_person(person_no="42")
    with pytest.raises(ValidationError):
        add_person(person_no="42", name="Toinen", by=None)
    with pytest.raises(ValidationError):
        add_person(person_no="43", name=" ", by=None)
    assert Person.objects.count() == 1


def test_a_login_is_given_once() -> None:
    person = make_person(email="vaino@siistipolku.example")
    user = give_login(person=person, username="vaino", password=STRONG, language="en", by=None)
    assert user.check_password(STRONG)
    assert (user.email, user.language, user.person) == ("vaino@siistipolku.example", "en", person)
    with refused("has_login"):
        give_login(person=person, username="toinen", password=STRONG, by=None)
    with refused("taken"):
        give_login(person=make_person(), username="vaino", password=STRONG, by=None)
    assert STRONG not in str(list(AuditEvent.objects.values_list("details", flat=True)))


def test_a_role_is_granted_once_for_a_period() -> None:
    person = make_person()
    first = grant_role(person=person, role="controller", starts_on=DAY, by=None)
    assert grant_role(person=person, role="controller", starts_on=DAY, by=None) == first
    with refused("role"):
        grant_role(person=person, role="king", starts_on=DAY, by=None)
    with refused("period"):
        grant_role(person=person, role="supervisor", starts_on=DAY, ends_on=DAY - datetime.timedelta(days=1), by=None)
    assert RoleGrant.objects.count() == 1


def test_the_board_has_one_chair_and_everybody_one_seat() -> None:
    chair = make_person()
    seat_on_board(person=chair, seat="chair", starts_on=DAY, by=None)
    with refused("chair"):
        seat_on_board(person=make_person(), seat="chair", starts_on=DAY, by=None)
    with refused("seated"):
        seat_on_board(person=chair, starts_on=DAY, by=None)


def test_the_first_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", STRONG)
    out = StringIO()
    arguments = ("paakayttaja", "--email", "p@siistipolku.example", "--name", "Pää Käyttäjä")
    call_command("create_administrator", *arguments, "--password-env", "ADMIN_PASSWORD", stdout=out)
    user = User.objects.get(username="paakayttaja")
    assert user.check_password(STRONG)
    assert "administrator" in {role.code for role in roles_of(user, on=DAY)}
    assert STRONG not in out.getvalue()
    with pytest.raises(CommandError, match="already in use"):
        call_command("create_administrator", *arguments, "--password-env", "ADMIN_PASSWORD", stdout=out)


@pytest.mark.parametrize("password", ["", "demo", "12345678"])
def test_a_weak_or_missing_password_makes_nothing(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", password)
    with pytest.raises(CommandError):
        call_command(
            "create_administrator", "a", "--email", "a@b.example", "--name", "A B", "--password-env", "ADMIN_PASSWORD"
        )
    assert not Person.objects.exists()


def test_the_prompt_asks_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([STRONG, "jotain muuta"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        call_command("create_administrator", "a", "--email", "a@b.example", "--name", "A B")
    assert not User.objects.exists()
