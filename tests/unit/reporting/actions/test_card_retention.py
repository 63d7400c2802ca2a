"""Names of people leave a published card after its years: by one door, in the trail, and provably (domain.md 1.9)."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from accounts_app.models import Contact
from reporting import due, freeze
from reporting.actions import card_publishing, card_retention, card_words, cards
from reporting.actions.card_evidence import KEY
from reporting.actions.card_retention import cards_due, redact_old
from reporting.cards.canonical import checksum
from reporting.cards.redacted import kept_until
from reporting.cards.shelf import sheet_of
from reporting.cards.verify import verify
from reporting.models import CardEvidence, QualityCard
from teams.models import AuditEvent
from tests.factories import make_account, make_figure, make_goal, make_user

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)
KEPT, OVER = datetime.date(2032, 9, 14), datetime.date(2032, 9, 15)
PEOPLE = ("Aino", "Eero", "Pekka", "Ulla")


@pytest.fixture
def card():
    """A published card of an account with an owner, a deputy, a goal's owner and a contact who all could be named."""
    owner = make_user("Aino Mallinen")
    account = make_account("Esimerkkihoiva Oy", owner=owner.person, deputy=make_user("Eero Esimerkkilä").person)
    make_goal(account, make_user("Pekka Poissa").person, name="Pekka Poissa siirtyy")
    Contact.objects.create(account=account, name="Ulla Ulkopuolinen")
    make_figure(account, AUGUST)
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 11), by=None)
    draft = account.quality_cards.get()
    card_words.comment(card=draft, text="Sovin Ullan ja Pekan kanssa.", by=owner, at=AT)
    draft.refresh_from_db()
    rows = {"tables": {"contacts": {"columns": ["what"], "rows": [["Ulla Ulkopuolinen soitti"]]}}}
    CardEvidence.objects.update_or_create(card=draft, defaults={"content": rows})
    draft.snapshot |= {KEY: checksum(rows)}
    draft.save()
    card_publishing.publish(cards=[draft], by=owner, at=AT)
    connection.check_constraints()
    return account.quality_cards.get()


def fresh(card):
    return QualityCard.objects.get(pk=card.pk)


def everything(card):
    """All that is kept of the card, as text."""
    return str(QualityCard.objects.filter(pk=card.pk).values().get()) + str(fresh(card).evidence.content)


def test_it_is_kept_six_years(card):
    assert [cards_due(on).count() for on in (KEPT, OVER)] == [0, 1]
    assert kept_until(card.frozen_at).date() == OVER
    with override_settings(CARD_KEPT_YEARS=1):
        assert cards_due(datetime.date(2027, 9, 15)).count() == 1


def test_a_draft_is_not_kept_long_enough_ever(card):
    QualityCard.objects.create(account=make_account(), month=AUGUST, status="RED", built_at=AT)
    assert cards_due(OVER).count() == 1


def test_nobody_is_named_any_more_and_the_numbers_remain(card):
    before = card.snapshot
    assert redact_old(on=OVER, by=None) == 1
    after = fresh(card)
    assert [name for name in PEOPLE if name in everything(card)] == []
    for row, was in zip(after.snapshot["metrics"], before["metrics"], strict=True):
        assert {**row, "texts": ""} == {**was, "texts": ""}
        assert row["texts"]["fi"]["period"] == was["texts"]["fi"]["period"]
    assert (after.status, after.snapshot["header"]["status"]) == (card.status, before["header"]["status"])
    assert (after.comment, after.answers, after.commented_by_id, after.frozen_by_id) == ("", {}, None, None)
    assert (after.frozen_at, after.checksum, after.state) == (card.frozen_at, card.checksum, "published")


def test_the_checksums_of_before_and_after_are_known(card):
    redact_old(on=OVER, by=None)
    after = fresh(card)
    assert after.redacted_checksum == checksum(after.snapshot) != card.checksum
    assert after.snapshot["redacted"]["checksum"] == card.checksum
    assert (verify().cards, verify().evidence, verify().altered) == (1, 1, ())
    event = AuditEvent.objects.get(act="card.redact")
    assert (event.details["checksum"], event.details["left"]) == (card.checksum, after.redacted_checksum)
    assert event.account_no == card.account_id


def test_run_twice_is_run_once(card):
    assert [redact_old(on=OVER, by=None), redact_old(on=OVER, by=None)] == [1, 0]
    before = everything(card)
    redact_old(on=OVER + datetime.timedelta(days=400), by=None)
    assert everything(card) == before
    assert AuditEvent.objects.filter(act="card.redact").count() == 1


def test_the_card_without_names_can_still_be_printed(card):
    redact_old(on=OVER, by=None)
    for lang in ("fi", "en", "sv"):
        assert sheet_of(fresh(card), lang)["header"]["name"] == "Esimerkkihoiva Oy"


@pytest.mark.parametrize("table", ["reporting_qualitycard", "reporting_cardevidence"])
def test_the_guard_stands_again_afterwards(card, table):
    redact_old(on=OVER, by=None)
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET frozen_at = frozen_at")


def test_when_anything_fails_nothing_is_changed_and_the_guard_stands(card, monkeypatch):
    def broken(**_values):
        raise ZeroDivisionError

    monkeypatch.setattr(card_retention, "record", broken)
    before = everything(card)
    with pytest.raises(ZeroDivisionError):
        redact_old(on=OVER, by=None)
    assert everything(card) == before
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        QualityCard.objects.filter(pk=card.pk).update(status="GREEN")


def alter(card, **values):
    with freeze.lifted(connection):
        QualityCard.objects.filter(pk=card.pk).update(**values)


def differences():
    return [row.differs for row in verify().altered]


def test_a_changed_card_cannot_be_passed_off_as_one_without_names(card):
    forged = card.snapshot | {"currency": "SEK", "redacted": {"checksum": card.checksum}}
    alter(card, snapshot=forged, redacted_at=AT, redacted_checksum=checksum(forged))
    assert differences() == [("names removed too early", "names removed without a trail")]


def test_a_card_changed_after_its_names_were_removed_is_named(card):
    redact_old(on=OVER, by=None)
    left = fresh(card)
    alter(card, snapshot=left.snapshot | {"currency": "SEK"})
    assert differences() == [("checksum",)]
    alter(card, snapshot=left.snapshot, checksum="0" * 64)
    assert differences() == [("checksum before the names were removed", "names removed without a trail")]


def test_the_house_keeps_it_and_the_command_counts(card, monkeypatch):
    def run(*options):
        out = StringIO()
        call_command("run_retention", *options, stdout=out)
        return out.getvalue()

    monkeypatch.setenv("KAM_TODAY", OVER.isoformat())
    assert "Would remove" in run("--dry-run")
    assert "names of people from 1 cards" in run("--dry-run")
    assert fresh(card).redacted_at is None
    due.keep_house(on=OVER)
    assert fresh(card).redacted_at is not None
    assert "names of people from 0 cards" in run()
