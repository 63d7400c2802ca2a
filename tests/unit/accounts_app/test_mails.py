"""Mails about notices: to whom, once, in which words, and never to somebody who may no longer know."""

import datetime
from smtplib import SMTPException
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts_app.actions.mails import Sent, send_owed
from accounts_app.models import AccountGrant
from accounts_app.notices.mail import SHORT, SPOKEN
from accounts_app.notices.read import SENTENCES
from teams.actions import mails
from teams.actions.notices import notify
from teams.models import Notice, User
from tests.factories import make_account, make_person, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)
LATER = AT + mails.LEASE + datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def at_the_address() -> Any:
    with override_settings(SITE_URL="https://kam.example"):
        yield


@pytest.fixture
def world() -> SimpleNamespace:
    user = make_user("Oili Omistaja", email="oili@example.org")
    return SimpleNamespace(user=user, account=make_account("Esimerkki Oy", owner=user.person))


def tell(world: SimpleNamespace, kind: str = "instruction_given", **params: Any) -> Notice:
    path = f"/accounts/{world.account.pk}/instructions/1/"
    notify(people=[world.user.person], kind=kind, path=path, account_no=world.account.pk, **params)
    row: Notice = Notice.objects.latest("pk")
    return row


def send(at: datetime.datetime = AT) -> Sent:
    return send_owed(at=at, on=TODAY)


def speaks(user: User, language: str) -> None:
    user.language = language
    user.save()


def test_a_mail_holds_the_sentence_and_a_link(world: SimpleNamespace) -> None:
    speaks(world.user, "en")
    row = tell(world)
    assert send() == Sent(sent=1)
    (sent,) = mail.outbox
    assert sent.to == ["oili@example.org"]
    assert "The board has given an instruction about Esimerkki Oy. Acknowledge it." in sent.body
    assert f"https://kam.example{row.path}" in sent.body
    assert "https://kam.example/accounts/notices/settings/" in sent.body
    ((html, kind),) = sent.alternatives
    assert (kind, f'href="https://kam.example{row.path}"' in html) == ("text/html", True)
    row.refresh_from_db()
    assert (row.is_mail_owed, row.mailed_at, row.mail_attempts) == (False, AT, 1)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_speaks_the_language_of_its_reader(world: SimpleNamespace, language: str) -> None:
    speaks(world.user, language)
    tell(world)
    send()
    words = {"fi": "ohjeen", "sv": "anvisning", "en": "instruction"}
    assert words[language] in mail.outbox[0].body.lower()
    assert f'lang="{language}"' in mail.outbox[0].alternatives[0][0]


def test_several_notices_are_one_mail(world: SimpleNamespace) -> None:
    speaks(world.user, "en")
    tell(world)
    tell(world, "instruction_closed")
    other = make_user(email="toinen@example.org")
    speaks(other, "en")
    notify(people=[other.person], kind="member_added", path="/", account_no=world.account.pk)
    assert send() == Sent(sent=2)
    assert [sent.subject for sent in mail.outbox] == ["Key accounts: 2 new notices", "Key accounts: 1 new notice"]


def test_who_gets_none(world: SimpleNamespace) -> None:
    nobody = [make_person(email="ilman@example.org"), make_user("Osoitteeton").person]
    closed, quiet = make_user(email="a@example.org"), make_user(email="b@example.org")
    closed.is_active, quiet.wants_mail = False, False
    closed.save()
    quiet.save()
    notify(people=[*nobody, closed.person, quiet.person], kind="member_added", path="/", account_no=world.account.pk)
    assert Notice.objects.count() == 4
    assert not Notice.objects.filter(is_mail_owed=True).exists()
    assert (send(), mail.outbox) == (Sent(), [])


def test_twice_is_once(world: SimpleNamespace) -> None:
    tell(world)
    assert [send().sent, send().sent, send(LATER).sent] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_a_run_beside_another_finds_nothing_to_claim(world: SimpleNamespace) -> None:
    row = tell(world)
    assert mails.claim(person=world.user.person.pk, at=AT) == [row.pk]
    assert mails.claim(person=world.user.person.pk, at=AT) == []
    assert send().sent == 0
    assert send(LATER).sent == 1, "its sender fell silent"


def test_a_late_sender_does_not_mark_what_another_has_claimed(world: SimpleNamespace) -> None:
    row = tell(world)
    mails.claim(person=world.user.person.pk, at=AT)
    mails.claim(person=world.user.person.pk, at=LATER)
    mails.sent(ids=[row.pk], claimed_at=AT, at=AT)
    row.refresh_from_db()
    assert row.is_mail_owed


def test_what_fails_is_tried_three_times(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> None:
        raise SMTPException("pois päältä")

    row = tell(world)
    monkeypatch.setattr("accounts_app.actions.mails._send", fail)
    moments = [AT + number * (mails.LEASE + datetime.timedelta(minutes=1)) for number in range(5)]
    runs = [send(moment) for moment in moments]
    assert [(run.failed, run.given_up) for run in runs] == [(1, 0), (1, 0), (1, 0), (0, 1), (0, 0)]
    row.refresh_from_db()
    assert (row.is_mail_owed, row.mailed_at, row.mail_attempts) == (False, None, 3)


def test_the_command_says_what_it_did(
    world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(world)
    call_command("send_mails")
    assert "1 sent" in capsys.readouterr().out

    def fail(*_args: Any) -> None:
        raise OSError

    tell(world)
    monkeypatch.setattr("accounts_app.actions.mails._send", fail)
    with pytest.raises(CommandError):
        call_command("send_mails")


def test_what_was_read_or_is_not_wanted_is_not_mailed(world: SimpleNamespace) -> None:
    row = tell(world)
    Notice.objects.filter(pk=row.pk).update(read_at=AT)
    assert send() == Sent(dropped=1)
    tell(world)
    mails.set_wishes(user=world.user, wants_mail=False, language="sv")
    assert (send(), mail.outbox) == (Sent(), [])


def test_whoever_lost_access_gets_no_mail(world: SimpleNamespace) -> None:
    world.account.confidentiality = "secret"
    world.account.save()
    outsider = make_user(email="ulos@example.org")
    grant = AccountGrant.objects.create(account=world.account, person=outsider.person, starts_on=LONG_AGO)
    notify(people=[outsider.person], kind="member_added", path="/", account_no=world.account.pk)
    notify(people=[outsider.person], kind="account_closed", path="/", account_no=world.account.pk)
    grant.ends_on = TODAY - datetime.timedelta(days=1)
    grant.save()
    assert (send(), mail.outbox) == (Sent(dropped=2), [])


def test_whoever_left_gets_no_mail(world: SimpleNamespace) -> None:
    tell(world)
    world.user.person.left_on = TODAY - datetime.timedelta(days=1)
    world.user.person.save()
    assert (send(), mail.outbox) == (Sent(dropped=1), [])


@pytest.mark.parametrize("confidentiality", ["confidential", "secret"])
def test_a_closed_account_is_not_named(world: SimpleNamespace, confidentiality: str) -> None:
    world.account.confidentiality = confidentiality
    world.account.save()
    tell(world)
    assert send().sent == 1
    (sent,) = mail.outbox
    everything = f"{sent.subject} {sent.body} {sent.alternatives[0][0]}"
    assert "Esimerkki" not in everything
    assert f"/accounts/{world.account.pk}/" not in everything
    assert "https://kam.example/accounts/notices/" in everything


def test_no_line_break_of_a_name_reaches_a_header_or_a_line_of_its_own(world: SimpleNamespace) -> None:
    world.account.name = "Esimerkki\r\nBcc: kaikki@example.org"
    world.account.save()
    tell(world, "instruction_acknowledged", name="Oili\r\nTo: muut@example.org")
    world.user.person.email = "oili@example.org\r\nBcc: kaikki@example.org"
    world.user.person.save()
    assert send() == Sent(dropped=1)
    world.user.person.email = "oili@example.org"
    world.user.person.save()
    tell(world, "instruction_acknowledged", name="Oili\r\nTo: muut@example.org")
    assert send().sent == 1
    (sent,) = mail.outbox
    assert sent.recipients() == ["oili@example.org"]
    assert "\n" not in sent.subject
    assert not any(line.startswith(("Bcc:", "To:")) for line in sent.body.splitlines())


def test_words_of_people_are_left_out(world: SimpleNamespace) -> None:
    tell(world, "access_refused", answer="Liikevaihto on 1 234 567 euroa")
    assert send().sent == 1
    assert "1 234 567" not in mail.outbox[0].body


def test_a_kind_that_would_carry_more_is_told_without_it(
    world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SENTENCES, "figures", "%(account)s: %(eur)s")
    tell(world, "figures", eur="1 234 567")
    assert send().sent == 1
    assert "1 234 567" not in mail.outbox[0].body


@pytest.mark.parametrize("kind", sorted(set(SENTENCES) - set(SHORT)))
def test_every_sentence_can_be_mailed(kind: str) -> None:
    assert str(SENTENCES[kind]) % dict.fromkeys(SPOKEN, "x")
