"""Reminders of open cards: to those who answer, only when something is missing, each once (domain.md 1.8)."""

import datetime

import pytest
from django.test import override_settings

from accounts_app.notices import notices_of
from reporting.actions import card_publishing, card_words, cards
from reporting.actions.card_reminders import remind
from reporting.models import JobRun, QualityCard
from reporting.tasks import remind_cards
from teams.models import Absence, Notice
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
DAY_7, DAY_8, DAY_9, DAY_10 = (datetime.date(2026, 9, day) for day in (9, 10, 11, 14))
AT = datetime.datetime(2026, 9, 10, 9, tzinfo=datetime.UTC)


@pytest.fixture
def owner():
    return make_user("Aino Mallinen")


@pytest.fixture
def deputy():
    return make_user("Eero Esimerkkilä")


@pytest.fixture
def account(owner, deputy):
    made = make_account("Esimerkkihoiva Oy", owner=owner.person, deputy=deputy.person, care_model="A")
    cards.build(month=AUGUST, as_of=DAY_7, by=None)
    return made


def kinds_of(user):
    return list(Notice.objects.filter(person=user.person).order_by("pk").values_list("kind", flat=True))


def test_the_three_days(account, owner, deputy):
    assert [remind(month=AUGUST, on=on) for on in (DAY_7, DAY_8, DAY_9, DAY_10)] == [1, 1, 1, 0]
    expected = ["card_ready", "card_comment_missing", "card_comment_last_day"]
    assert (kinds_of(owner), kinds_of(deputy)) == (expected, expected)


def test_each_once_however_often_it_runs(account, owner):
    for on in (DAY_7, DAY_7, DAY_8, DAY_8, DAY_9, DAY_9):
        remind(month=AUGUST, on=on)
    assert len(kinds_of(owner)) == len(set(kinds_of(owner))) == 3


def test_who_was_not_told_that_it_is_ready_is_told_that_first(account, owner):
    assert [remind(month=AUGUST, on=DAY_8), remind(month=AUGUST, on=DAY_8)] == [1, 0]
    assert kinds_of(owner) == ["card_ready"]
    remind(month=AUGUST, on=DAY_9)
    assert kinds_of(owner) == ["card_ready", "card_comment_last_day"]


def test_a_commented_card_is_not_missed(account, owner):
    remind(month=AUGUST, on=DAY_7)
    card_words.comment(card=account.quality_cards.get(), text="Näin on.", by=owner, at=AT)
    assert [remind(month=AUGUST, on=on) for on in (DAY_8, DAY_9)] == [0, 0]


def test_a_card_that_needs_no_comment_is_not_missed(owner):
    small = make_account(owner=owner.person, care_model="D")
    cards.build(month=AUGUST, as_of=DAY_7, by=None)
    QualityCard.objects.filter(account=small).update(status="GREEN")
    assert [remind(month=AUGUST, on=on) for on in (DAY_7, DAY_8, DAY_9)] == [1, 0, 0]


def test_a_published_card_and_a_correction_are_not_announced(account):
    card = account.quality_cards.get()
    card_publishing.publish(cards=[card], by=None, at=AT)
    card.refresh_from_db()
    card_publishing.correct(card=card, reason="Laskutus oikaistu", by=None, at=AT)
    assert remind(month=AUGUST, on=DAY_8) == 0


def test_the_stand_in_of_an_owner_who_is_away_is_told(account, owner, deputy):
    stand_in = make_user("Sanna Sijainen")
    Absence.objects.create(person=owner.person, starts_on=DAY_7, ends_on=DAY_10, stand_in=stand_in.person)
    remind(month=AUGUST, on=DAY_7)
    assert [len(kinds_of(user)) for user in (owner, deputy, stand_in)] == [1, 1, 1]


def test_an_account_without_anybody_tells_nobody():
    make_account()
    cards.build(month=AUGUST, as_of=DAY_7, by=None)
    assert remind(month=AUGUST, on=DAY_7) == 1
    assert not Notice.objects.exists()


def test_what_is_read(account, owner):
    remind(month=AUGUST, on=DAY_7)
    remind(month=AUGUST, on=DAY_8)
    remind(month=AUGUST, on=DAY_9)
    assert [line.sentence for line in notices_of(owner, on=DAY_9)] == [
        "Tänään 11.9.2026 on viimeinen päivä kommentoida asiakkuuden Esimerkkihoiva Oy korttia 8/2026.",
        "Asiakkuuden Esimerkkihoiva Oy kortilta 8/2026 puuttuu vielä kommentti. Viimeinen päivä on 11.9.2026.",
        "Asiakkuuden Esimerkkihoiva Oy kortin 8/2026 luonnos on valmis. Se julkaistaan 14.9.2026 klo 12.",
    ]
    card = account.quality_cards.get()
    assert {line.path for line in notices_of(owner, on=DAY_9)} == {f"/cards/{card.pk}/"}


def test_a_secret_account_is_told_only_to_those_who_know_it(owner):
    secret = make_account("Salainen Hanke Oy", owner=owner.person, confidentiality="secret")
    cards.build(month=AUGUST, as_of=DAY_7, by=None)
    remind(month=AUGUST, on=DAY_7)
    assert set(Notice.objects.filter(account_no=secret.pk).values_list("person", flat=True)) == {owner.person.pk}


def test_portion_by_portion(account, owner):
    for _ in range(4):
        make_account(owner=owner.person)
    cards.build(month=AUGUST, as_of=DAY_7, by=None)
    told = []
    with override_settings(CARD_CHUNK=2):
        assert remind(month=AUGUST, on=DAY_7, progress=lambda done, total: told.append((done, total))) == 5
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert len(kinds_of(owner)) == 5


def test_the_task_twice_a_day_is_one_job(account, owner, django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remind_cards()
    job = JobRun.objects.get()
    assert (job.kind, job.key, job.state, job.result) == ("remind_cards", "2026-08 2026-09-11", "done", {"told": 1})
    assert kinds_of(owner) == ["card_ready"]
