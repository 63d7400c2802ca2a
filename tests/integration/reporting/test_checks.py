"""The pages of portfolio checks and of the back-test: who may read them, and what a secret account leaves there."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import Account, StatusChange
from reporting.models import MonthClose
from tests.factories import make_account, make_contract, make_user
from tests.integration.reporting.portfolio_world import make_portfolio

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
PAGES = ("reporting:checks", "reporting:checks_back_test")


@pytest.fixture
def world():
    made = make_portfolio()
    for account in Account.objects.all():
        MonthClose.objects.create(
            account=account,
            month=AUGUST,
            closed_on=AUGUST,
            shown=account.status,
            computed=account.status,
            decided_by="worst-of",
            rule_states={"R14": {"c": "RED", "good": 0}},
            coverage_pct=100,
            limits_version="x",
        )
        make_contract(account, notice_given_on=datetime.date(2026, 9, 1))
        StatusChange.objects.create(account=account, changed_on="2026-06-15", new="RED", reasons=[])
    return made


def test_it_works(world, as_user):
    client = as_user(world.chair)
    page = client.get(reverse("reporting:checks")).context["page"]
    assert page.closed.accounts == 3
    assert [row.rule for row, _title in page.rules] == ["R14"]
    tested = client.get(reverse("reporting:checks_back_test")).context["page"]
    assert len(tested.rows) == 3
    assert [hit.warned for hit in tested.hits] == [0, 3, 3]


@pytest.mark.parametrize("name", PAGES)
def test_it_checks_access(world, client, as_user, name):
    assert client.get(reverse(name)).status_code == 302
    assert as_user(world.staff).get(reverse(name)).status_code == 403
    assert as_user(world.director).get(reverse(name)).status_code == 403
    for role in ("process_owner", "business_director"):
        assert as_user(make_user(role=role)).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_secret_account_leaves_no_trace(world, as_user, name):
    assert "Salainen Hanke" not in as_user(world.chair).get(reverse(name)).content.decode()


def test_an_unknown_month_shows_the_newest_close(world, as_user):
    page = as_user(world.chair).get(reverse("reporting:checks"), {"month": "1999-13"}).context["page"]
    assert [month.code for month in page.months if month.is_chosen] == ["2026-08"]


def test_before_the_first_close_the_page_says_so(as_user, django_user_model):
    response = as_user(make_user(role="process_owner")).get(reverse("reporting:checks"), HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 200
    assert response.context["page"].closed is None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_back_test_can_be_kept_as_a_file(world, as_user, kind):
    response = as_user(world.chair).get(reverse("reporting:checks_back_test"), {"format": kind})
    assert response.status_code == 200
    assert f"back-test.{kind}" in response["Content-Disposition"]
    if kind == "csv":
        assert "Punainen Paja Oy" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("name", PAGES)
def test_the_same_queries_for_any_number_of_accounts(world, as_user, name):
    client = as_user(world.chair)

    def queries() -> int:
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(name))
        return len(caught)

    before = queries()
    for number in range(20):
        account = make_account(name=f"Uusi {number}")
        make_contract(account, notice_given_on=datetime.date(2026, 9, 1))
    assert queries() == before <= 25
