"""Any two cards of an account side by side: for readers of its cards only, on the page and as a file (deliver 7)."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reporting.actions import card_publishing, card_words, cards
from reporting.models import QualityCard
from tests.factories import make_account, make_board_chair, make_figure, make_user

pytestmark = pytest.mark.django_db
JULY, AUGUST = datetime.date(2026, 7, 1), datetime.date(2026, 8, 1)
AT = datetime.datetime(2026, 8, 14, 9, tzinfo=datetime.UTC)
ADDRESS = "/cards/compare/"


@pytest.fixture
def owner():
    return make_user("Aino Mallinen")


@pytest.fixture
def account(owner):
    made = make_account("Esimerkkihoiva Oy", owner=owner.person)
    for month, euros, said in ((JULY, 10000, "Hinta on sovittu."), (AUGUST, 12345, "Hinta on sovittu lokakuulle.")):
        make_figure(made, month, euros)
        cards.build(month=month, as_of=datetime.date(2026, month.month + 1, 11), by=None)
        card = QualityCard.objects.get(account=made, month=month)
        card_words.comment(card=card, text=said, by=None, at=AT)
        if month == JULY:
            card_publishing.publish(cards=[card], by=None, at=AT)
    return made


def asked(account, **more):
    return {"account": account.pk, **more}


def test_the_two_newest_cards_with_texts_and_differences(as_user, account, owner):
    answer = as_user(owner).get(reverse("reporting:card_compare"), asked(account))
    page = answer.content.decode().replace("\u00a0", " ")
    july, august = QualityCard.objects.order_by("month")
    assert answer.context["pair"] == (july, august)
    lines = {line.name: line for part, _ in answer.context["parts"] for line in part.lines}
    revenue = lines["Liikevaihto"]
    assert (revenue.difference.replace("\u00a0", " "), revenue.verdict, revenue.differs) == ("+2,3 t€", "better", True)
    for words in ("Hinta on sovittu.", "lokakuulle.", "+2,3 t€", "parempi", "≠", "muuttunut", "sama"):
        assert words in page
    assert '<ins><span class="visually-hidden">lisätty:</span>' in page


def test_any_two_are_chosen_and_a_bad_one_counts_as_not_given(as_user, account, owner):
    july, august = QualityCard.objects.order_by("month")
    client = as_user(owner)
    turned = client.get(ADDRESS, asked(account, left=august.pk, right=july.pk)).context["pair"]
    assert turned == (august, july)
    for bad in ("x", "999999", "²", ""):
        assert client.get(ADDRESS, asked(account, left=bad, right=bad)).context["pair"] == (july, august)
    assert client.get(ADDRESS, asked(account, right=july.pk)).context["pair"] == (august, july)


def test_a_card_of_another_account_is_not_taken(as_user, account, owner):
    other = make_account("Muu Oy")
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 11), accounts=[other], by=None)
    foreign = QualityCard.objects.get(account=other)
    answer = as_user(owner).get(ADDRESS, asked(account, left=foreign.pk))
    assert foreign not in answer.context["pair"]
    assert "Muu Oy" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_as_a_file(as_user, account, owner, kind):
    answer = as_user(owner).get(ADDRESS, asked(account, format=kind))
    assert answer["Content-Disposition"] == f'attachment; filename="cards-2026-07v1-2026-08v1.{kind}"'
    if kind == "csv":
        assert "Mittarit;Liikevaihto" in answer.content.decode("utf-8-sig")
        return
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0] == ("Osa", "Mikä", "7/2026 v1", "8/2026 v1", "Ero", "Muuttunut", "Arvio")
    revenue = next(row for row in rows if row[1] == "Liikevaihto")
    assert revenue[4].replace("\u00a0", " ") == "'+2,3 t€"
    assert revenue[5:] == ("kyllä", "parempi")


def test_an_account_with_one_card_says_so(as_user, owner):
    alone = make_account("Yksi Oy", owner=owner.person)
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 11), accounts=[alone], by=None)
    page = as_user(owner).get(ADDRESS, asked(alone, format="xlsx")).content.decode()
    assert "Kortteja ei ole vielä kahta" in page


def test_who_may(as_user, client, account, owner):
    assert client.get(ADDRESS, asked(account)).status_code == 302
    assert as_user(make_board_chair()).get(ADDRESS, asked(account)).status_code == 200
    assert as_user(make_user(role="project_staff")).get(ADDRESS, asked(account)).status_code == 403
    assert as_user(owner).post(ADDRESS, asked(account)).status_code == 405
    for wrong in ({}, {"account": "x"}, {"account": "999999"}, {"account": "²"}):
        assert as_user(owner).get(ADDRESS, wrong).status_code == 404
    account.confidentiality = "secret"
    account.save()
    assert as_user(make_board_chair()).get(ADDRESS, asked(account)).status_code == 404


def test_the_number_of_queries(as_user, account, owner, django_assert_max_num_queries):
    client = as_user(owner)
    client.get(ADDRESS, asked(account))
    with django_assert_max_num_queries(20):
        client.get(ADDRESS, asked(account))
