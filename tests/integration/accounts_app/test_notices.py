"""What people are told, and that a notice dies with the right to know."""

import datetime

import pytest
from django.test import Client

from accounts_app.models import Account
from accounts_app.notices import notices_of, read, unread_count
from teams.actions.notices import mark_read, notify
from teams.models import Notice, User
from tests.factories import make_account, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)
KIND = "test.kind"


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(read.SENTENCES, KIND, "%(who)s kysyy asiakkuudesta %(account)s")


@pytest.fixture
def reader() -> User:
    return make_user("Aino Mallinen")


@pytest.fixture
def account(reader: User) -> Account:
    return make_account("Punainen Paja Oy", owner=make_person())


def tell(reader: User, account: Account) -> int:
    return notify(people=[reader.person], kind=KIND, path="/accounts/a-z/", account_no=account.pk, who="Eero")


def test_the_sentence_is_written_for_the_reader(reader: User, account: Account) -> None:
    tell(reader, account)
    line = notices_of(reader, on=TODAY)[0]
    assert (line.sentence, line.is_unread) == ("Eero kysyy asiakkuudesta Punainen Paja Oy", True)
    assert unread_count(reader, on=TODAY) == 1


def test_a_person_is_told_once_and_nobody_is_nobody(reader: User, account: Account) -> None:
    people = [reader.person, None, reader.person]
    assert notify(people=people, kind=KIND, path="", account_no=account.pk, who="Eero") == 1
    assert Notice.objects.count() == 1


def test_a_notice_of_an_account_that_became_secret_is_gone(reader: User, account: Account) -> None:
    tell(reader, account)
    Account.objects.update(confidentiality="secret")
    assert notices_of(reader, on=TODAY) == []
    assert unread_count(reader, on=TODAY) == 0


def test_read_notices_follow_the_unread_ones(reader: User, account: Account) -> None:
    tell(reader, account)
    assert mark_read(person=reader.person, at=AT) == 1
    assert mark_read(person=reader.person, at=AT) == 0
    tell(reader, account)
    assert [line.is_unread for line in notices_of(reader, on=TODAY)] == [True, False]


def test_single_notices_can_be_marked(reader: User, account: Account) -> None:
    tell(reader, account)
    tell(reader, account)
    first = Notice.objects.first()
    assert mark_read(person=reader.person, at=AT, ids=[first.pk]) == 1
    assert unread_count(reader, on=TODAY) == 1


def test_the_page_lists_them_and_the_button_reads_them(client: Client, reader: User, account: Account) -> None:
    client.force_login(reader)
    assert "Ei ilmoituksia" in client.get("/accounts/notices/").content.decode()
    tell(reader, account)
    assert "1 lukematon ilmoitus" in client.get("/accounts/notices/count/").content.decode()
    assert "Eero kysyy" in client.get("/accounts/notices/").content.decode()
    page = client.post("/accounts/notices/read/", follow=True).content.decode()
    assert "Merkitse kaikki luetuiksi" not in page
    assert client.get("/accounts/notices/count/").content.strip() == b""


def test_a_login_without_a_person_has_none(client: Client) -> None:
    client.force_login(User.objects.create_user("nobody"))
    assert client.get("/accounts/notices/").status_code == 200
    assert client.post("/accounts/notices/read/").status_code == 302


def test_every_kind_of_notice_is_a_sentence_about_something() -> None:
    assert all(str(sentence).strip() for sentence in read.SENTENCES.values())
