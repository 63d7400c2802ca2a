"""`manage.py who` gives the answer of the page, as plain staff or as a login."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts_app.actions.search_texts import refresh
from accounts_app.models import Account, BarrierGroup
from tests.factories import make_account, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    account = make_account("Hämeenlinnan Sähkö Oy", owner=make_person("Aino Mallinen", phone="+358 00 000 111"))
    refresh()
    return account


def said(*words: str) -> str:
    out = StringIO()
    call_command("who", *words, stdout=out)
    return out.getvalue()


def test_names_the_one_to_call(account: Account) -> None:
    text = said("hamenlinan sahk")
    assert text.splitlines()[0] == "Hämeenlinnan Sähkö Oy"
    assert "Aino Mallinen, +358 00 000 111" in text


def test_as_json_the_same(account: Account) -> None:
    found = json.loads(said("hamenlinan sahk", "--json"))
    assert found["account"] == {"id": account.pk, "name": account.name}
    assert (found["call_now"]["name"], found["call_now"]["step"]) == ("Aino Mallinen", "owner")
    assert [link["here"] for link in found["chain"]] == [True]


def test_a_title_gives_hits_instead_of_a_card(account: Account) -> None:
    found = json.loads(said("KAM", "--json"))
    assert found["account"] is None
    assert [hit["name"] for hit in found["hits"]] == ["asiakkuusjohtaja"]


def test_nothing_found_is_a_sentence_and_one() -> None:
    with pytest.raises(CommandError, match="xqzwv") as problem:
        said("xqzwv")
    assert problem.value.returncode == 1


def test_unknown_login_is_two(account: Account) -> None:
    with pytest.raises(CommandError, match="tuntematon") as problem:
        said("sahko", "--as", "tuntematon")
    assert problem.value.returncode == 2


@pytest.mark.parametrize("hidden", ["secret", "barrier"])
def test_plain_staff_never_sees_what_is_closed_but_its_owner_does(hidden: str) -> None:
    owner = make_user("Omistaja Oma")
    side = BarrierGroup.objects.create(name="A")
    closed = {"confidentiality": "secret"} if hidden == "secret" else {"barrier_group": side}
    if hidden == "barrier":
        side.members.create(person=owner.person, starts_on="2020-01-01")
    make_account("Salainen Linnake Oy", owner=owner.person, **closed)
    refresh()
    with pytest.raises(CommandError):
        said("linnake")
    assert "Omistaja Oma" in said("linnake", "--as", owner.username)
