"""The board page: red first, counts, moves, the same number of queries for any number of accounts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import Account
from reporting.models import AccountJudgement, QualityCard
from tests.factories import make_account, make_user
from tests.integration.reporting.portfolio_world import judge, make_portfolio, overdue

pytestmark = pytest.mark.django_db
URL = "/board/"


@pytest.fixture
def world():
    return make_portfolio()


def test_it_works(world, as_user):
    assert reverse("reporting:board") == URL
    response = as_user(world.chair).get(URL)
    assert response.status_code == 200
    page = response.context["list"]
    assert [row.status for row in page.rows] == ["RED", "GREY", "GREEN"]
    assert {colour: number for colour, number, _chosen in page.colours} == {"RED": 1, "AMBER": 0, "GREY": 1, "GREEN": 1}


def test_it_checks_access(world, client, as_user):
    assert client.get(URL).status_code == 302
    assert as_user(world.staff).get(URL).status_code == 403
    assert as_user(world.director).get(URL).status_code == 403
    assert as_user(make_user(role="controller")).get(URL).status_code == 200
    assert b"Salainen Hanke" not in as_user(world.chair).get(URL).content


def test_the_counts_do_not_depend_on_the_chosen_colour(world, as_user):
    page = as_user(world.chair).get(URL, {"status": "GREY"}).context["list"]
    assert page.total == 1
    assert page.counts.total == 3


def test_moves_compare_with_the_published_card_first(world, as_user, django_user_model):
    from django.utils import timezone

    QualityCard.objects.create(
        account=world.green,
        month="2026-07-01",
        state="published",
        status="AMBER",
        built_at=timezone.now(),
        frozen_at=timezone.now(),
        checksum="x",
    )
    moves = as_user(world.chair).get(URL).context["moves"]
    assert [(move.name, move.old, move.new, move.direction) for move in moves.shown] == [
        ("Punainen Paja Oy", "GREEN", "RED", "worse"),
        ("Vihreä Varasto Oy", "AMBER", "GREEN", "better"),
    ]
    assert (moves.worse, moves.better) == (1, 1)


def test_the_same_queries_for_25_100_and_1000_accounts(world, as_user):
    def queries() -> int:
        client.get(URL)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(URL)
        return len(caught)

    client = as_user(world.chair)
    for number in range(22):
        judge(make_account(f"A {number}", owner=world.director.person), "RED", overdue())
    few = queries()
    for number in range(75):
        judge(make_account(f"B {number}", owner=world.deputy.person), "AMBER", overdue())
    assert queries() == few
    many = Account.objects.bulk_create([Account(name=f"C {number}", care_model="C") for number in range(900)])
    judgement = {"judged_on": "2026-09-11", "month": "2026-08-01", "decided_by": "coverage", "coverage_pct": 0}
    AccountJudgement.objects.bulk_create([AccountJudgement(account=account, **judgement) for account in many])
    assert queries() == few
    assert few <= 22


def test_the_trend_is_a_word_and_an_arrow(world, as_user):
    page = as_user(world.chair).get(URL, {"status": "RED"}, headers={"accept-language": "en"}).content.decode()
    assert "↘" in page
    assert "Worsening" in page
