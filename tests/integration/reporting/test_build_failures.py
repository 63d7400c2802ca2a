"""A card that could not be built is told on the list of cards, to those who may read the cards of the account."""

import datetime

import pytest
from django.urls import reverse

from reporting.actions import cards
from reporting.models import BuildFailure
from tests.factories import make_account, make_board_chair, make_user

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
REASON = "nollalla ei jaeta"


@pytest.fixture
def broken(monkeypatch):
    """An account whose card cannot be built, beside one whose card can."""
    owner = make_user("Aino Mallinen")
    bad = make_account("Rikki Oy", owner=owner.person)
    make_account("Ehjä Oy")
    build(monkeypatch, bad)
    return bad


def build(monkeypatch, *broken):
    good = cards._content

    def content(case, context):
        if context.account_id in {account.pk for account in broken}:
            raise ValueError(REASON)
        return good(case, context)

    with monkeypatch.context() as patch:
        patch.setattr(cards, "_content", content)
        cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 11), by=None)


def page_of(as_user, user, **query):
    return as_user(user).get(reverse("reporting:card_list"), query)


def test_it_is_told_with_its_reason(as_user, broken):
    for user in (make_board_chair(), broken.assignments.get(role="owner").person.user):
        page = page_of(as_user, user).content.decode()
        assert REASON in page
        assert f'href="{reverse("reporting:account", args=[broken.pk])}"' in page


def test_who_may_not_read_the_cards_is_not_told(as_user, broken):
    page = page_of(as_user, make_user())
    assert page.context["failures"] == ()
    assert REASON not in page.content.decode()


def test_a_secret_account_leaves_no_trace(as_user, monkeypatch):
    owner = make_user("Aino Mallinen")
    secret = make_account("Salainen Hanke Oy", owner=owner.person, confidentiality="secret")
    make_account("Ehjä Oy")
    before = page_of(as_user, make_board_chair()).content.decode().count("notice-warning")
    build(monkeypatch, secret)
    page = page_of(as_user, make_board_chair()).content.decode()
    assert REASON not in page
    assert page.count("notice-warning") == before
    assert REASON in page_of(as_user, owner).content.decode()


def test_only_the_month_that_is_looked_at(as_user, broken):
    july = datetime.date(2026, 7, 1)
    cards.build(month=july, as_of=datetime.date(2026, 9, 11), by=None)
    chair = make_board_chair()
    assert REASON not in page_of(as_user, chair, month="2026-07").content.decode()
    assert REASON in page_of(as_user, chair, month="2026-08").content.decode()


def test_it_goes_with_the_next_build(as_user, broken, monkeypatch):
    build(monkeypatch)
    assert not BuildFailure.objects.exists()
    assert REASON not in page_of(as_user, make_board_chair()).content.decode()
