"""What came for the months of a published card after it: told on its page, by its source and day (domain.md 1.3)."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from accounts_app.models import MonthlyFigure
from reporting.actions import card_publishing, cards
from reporting.cards.late_data import LateSource, late_data
from reporting.models import QualityCard, SourceLoad
from tests.factories import make_account, make_board_chair, make_complaint, make_figure, make_round, make_site

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
AS_OF = datetime.date(2026, 9, 11)
LATER = datetime.date(2026, 9, 16)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)


@pytest.fixture
def account():
    made = make_account("Esimerkkihoiva Oy", relationship_started_on=datetime.date(2024, 1, 1))
    for month in range(1, 9):
        make_figure(made, datetime.date(2026, month, 1), 10_000)
    make_complaint(made, datetime.date(2026, 8, 20))
    make_round(make_site(made), datetime.date(2026, 8, 20), 91)
    for source in ("revenue", "margin", "targets", "complaints", "rounds"):
        load(source, datetime.date(2026, 9, 7))
    return made


@pytest.fixture
def card(account):
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    return account.quality_cards.get()


def load(source, on):
    monthly = AUGUST if source in ("revenue", "margin", "targets") else None
    SourceLoad.objects.create(source=source, as_of_on=on, last_month=monthly)


def change(account, **values):
    MonthlyFigure.objects.filter(account=account, month=datetime.date(2026, 7, 1)).update(**values)


def test_nothing_came(card):
    assert late_data(card) == ()


def test_a_load_that_brought_the_same_again_says_nothing(card):
    load("revenue", LATER)
    assert late_data(card) == ()


def test_late_postings_are_told_with_the_day_of_the_load(account, card):
    load("revenue", LATER)
    change(account, revenue_eur=Decimal("10123.45"))
    assert LateSource("revenue", LATER) in late_data(card)


def test_a_figure_changed_by_hand_has_no_day(account, card):
    change(account, target_revenue_eur=Decimal(1))
    MonthlyFigure.objects.filter(account=account).update(target_revenue_eur=Decimal(9_000))
    assert late_data(card) == (LateSource("targets", None),)


def test_a_margin_that_was_missing_has_come(account, card):
    load("margin", LATER)
    MonthlyFigure.objects.filter(account=account).update(margin_eur=Decimal(1_700))
    assert late_data(card) == (LateSource("margin", LATER),)


def test_complaints_and_rounds_written_down_later(account, card):
    load("complaints", LATER)
    load("rounds", LATER)
    make_complaint(account, datetime.date(2026, 8, 30))
    make_round(account.sites.get(), datetime.date(2026, 8, 25), 95)
    assert late_data(card) == (LateSource("rounds", LATER), LateSource("complaints", LATER))


def test_what_belongs_to_later_months_is_not_late(account, card):
    load("complaints", LATER)
    make_complaint(account, datetime.date(2026, 9, 2))
    make_figure(account, datetime.date(2026, 9, 1), 99_999)
    assert late_data(card) == ()


def test_a_draft_follows_the_figures_and_has_nothing_late(account):
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    change(account, revenue_eur=Decimal(1))
    assert late_data(account.quality_cards.get()) == ()


def test_at_most_four_queries(account, card, django_assert_num_queries):
    change(account, revenue_eur=Decimal(1))
    with django_assert_num_queries(4):
        late_data(card)


def test_the_page_says_so(as_user, account, card):
    client = as_user(make_board_chair())
    address = reverse("reporting:card", args=[card.pk])
    assert "on tullut uutta tietoa" not in client.get(address).content.decode()
    load("revenue", LATER)
    change(account, revenue_eur=Decimal(1))
    page = client.get(address).content.decode()
    assert "Kortin jälkeen on tullut uutta tietoa: <strong>laskutus 16.9.</strong>" in page


def test_in_the_language_of_the_reader():
    with translation.override("sv"):
        assert LateSource("complaints", LATER).name == "reklamationer"
    assert LateSource("complaints", None).day == ""


def test_the_next_card_tells_the_difference(account, card):
    make_figure(account, datetime.date(2026, 9, 1), 10_000)
    change(account, revenue_eur=Decimal(10_500))
    cards.build(month=datetime.date(2026, 9, 1), as_of=datetime.date(2026, 10, 9), by=None)
    assert account.quality_cards.get(month="2026-09-01").snapshot["refined_eur"] == "500"
