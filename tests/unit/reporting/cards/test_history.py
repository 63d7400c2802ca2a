"""A metric month by month: newest versions, gaps, and the same answer after a later correction."""

import datetime
from decimal import Decimal

import pytest

from accounts_app.models import Account
from config.common.month import add_months
from reporting.actions import card_publishing, cards
from reporting.cards.history import MONTHS, history, row_of
from reporting.models import QualityCard
from reporting.rules.finding import unpack
from tests.factories import make_account, make_card, make_figure

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST = (datetime.date(2026, month, 1) for month in (6, 7, 8))


def at(month: int, day: int) -> datetime.datetime:
    return datetime.datetime(2026, month, day, 9, tzinfo=datetime.UTC)


@pytest.fixture
def account() -> Account:
    made = make_account()
    for month, revenue in ((JUNE, 100), (JULY, 200), (AUGUST, 300)):
        make_figure(made, month, revenue)
    return made


def published(account: Account, month: datetime.date, moment: datetime.datetime) -> QualityCard:
    cards.build(month=month, as_of=datetime.date(2026, 9, 11), accounts=[account], by=None)
    card = QualityCard.objects.filter(account=account, month=month).latest("version")
    card_publishing.publish(cards=[card], by=None, at=moment)
    return QualityCard.objects.get(pk=card.pk)


def revenues(card: QualityCard) -> dict[datetime.date, Decimal | None]:
    known = history(card, "F1")
    return {month: unpack(one.row["month"]["exact"]) if one and one.row else None for month, one in known.items()}


def test_24_months_end_with_the_cards_own_and_gaps_stay_gaps(account: Account) -> None:
    published(account, JUNE, at(7, 14))
    card = published(account, AUGUST, at(9, 14))
    found = revenues(card)
    assert len(found) == MONTHS
    assert next(iter(found)) == add_months(AUGUST, 1 - MONTHS)
    assert list(found.values())[-3:] == [Decimal(100), None, Decimal(300)]
    assert history(card, "F1")[JULY] is None


def test_a_correction_published_later_moves_the_cards_after_it_only(account: Account) -> None:
    june, july = published(account, JUNE, at(7, 14)), published(account, JULY, at(8, 14))
    account.monthly_figures.filter(month=JUNE).update(revenue_eur=111)
    card_publishing.correct(card=june, reason="Laskutus täydentyi.", by=None, at=at(8, 20))
    corrected = published(account, JUNE, at(8, 21))
    assert corrected.version == 2
    august = published(account, AUGUST, at(9, 14))
    assert revenues(july)[JUNE] == 100
    assert revenues(august)[JUNE] == 111
    assert history(august, "F1")[JUNE].version == 2


def test_a_draft_takes_what_is_published_and_no_other_draft(account: Account) -> None:
    published(account, JUNE, at(7, 14))
    cards.build(month=JULY, as_of=datetime.date(2026, 9, 11), by=None)
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 11), by=None)
    found = revenues(QualityCard.objects.get(month=AUGUST))
    assert list(found.values())[-3:] == [Decimal(100), None, Decimal(300)]


def test_other_accounts_and_later_months_are_left_out(account: Account) -> None:
    other = make_account()
    make_figure(other, JUNE, 999)
    published(other, JUNE, at(7, 14))
    published(account, AUGUST, at(9, 14))
    july = published(account, JULY, at(9, 15))
    assert [value for value in revenues(july).values() if value is not None] == [Decimal(200)]


def test_a_card_without_the_metric_is_no_gap_of_cards(account: Account) -> None:
    growth = {"opportunities_eur": "0", "opportunities": 0}
    plain = {"header": {"status": "GREEN"}, "risk_points": 0, "dimensions": []}
    make_card(account, JULY, published_at=at(8, 14), snapshot=plain | {"metrics": [], "growth": growth})
    card = published(account, AUGUST, at(9, 14))
    known = history(card, "F1")[JULY]
    assert known is not None
    assert known.row is None
    assert row_of({"metrics": [], "growth": growth}, "P4") is None
