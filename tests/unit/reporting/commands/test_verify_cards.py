"""verify_cards names a card that was altered behind the application's back."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reporting import freeze
from reporting.actions import card_publishing, cards
from reporting.cards.verify import verify
from reporting.models import QualityCard
from tests.factories import make_account, make_figure

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
TODAY = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)


@pytest.fixture
def published() -> QualityCard:
    """Two published cards and a draft; the card of the first account."""
    for name in ("Esimerkkihoiva Oy", "Toinen Oy"):
        make_figure(make_account(name), AUGUST)
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    return QualityCard.objects.get(account__name="Esimerkkihoiva Oy")


def alter(card: QualityCard, column: str, value: str) -> None:
    """By hand in SQL, with the guard taken away."""
    with freeze.lifted(connection), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reporting_qualitycard SET {column} = %s WHERE id = %s", [value, card.pk])


def test_cards_as_they_were_frozen_pass(published: QualityCard, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_cards")
    assert capsys.readouterr().out == "2 published cards: every one is as it was frozen.\n"


def test_a_figure_changed_in_the_database_is_named(published: QualityCard, capsys: pytest.CaptureFixture[str]) -> None:
    alter(published, "snapshot", json.dumps({**published.snapshot, "currency": "SEK"}))
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("verify_cards", month="2026-08")
    assert capsys.readouterr().err == f"ALTERED: Esimerkkihoiva Oy, 8/2026, version 1 (card {published.pk}): checksum\n"


@pytest.mark.parametrize(("column", "value"), [("status", "GREEN"), ("month", "2026-07-01"), ("version", "2")])
def test_a_column_that_says_something_else_than_the_card_is_named(
    published: QualityCard, column: str, value: str
) -> None:
    alter(published, column, value)
    _seen, altered = verify()
    assert [(card.card_id, card.differs) for card in altered] == [(published.pk, (column,))]


def test_a_snapshot_that_cannot_be_read_is_named(published: QualityCard) -> None:
    alter(published, "snapshot", "{}")
    assert verify()[1][0].differs == ("checksum", "snapshot")


def test_drafts_and_other_months_are_left_out(published: QualityCard) -> None:
    cards.build(month=datetime.date(2026, 7, 1), as_of=TODAY, by=None)
    assert verify() == (2, [])
    assert verify(datetime.date(2026, 7, 1)) == (0, [])
