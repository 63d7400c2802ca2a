"""The account list: what it shows to whom, filter, order, export, number of queries."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories import make_account, make_site, make_town
from tests.integration.reporting.portfolio_world import judge, make_portfolio, name_member, overdue

pytestmark = pytest.mark.django_db
ADDRESS = "reporting:account_list"
URL = "/accounts/"


@pytest.fixture
def world():
    return make_portfolio()


def names(response) -> list[str]:
    return [row.name for row in response.context["list"].rows]


def test_it_works(world, as_user):
    assert reverse(ADDRESS) == URL
    response = as_user(world.director).get(URL)
    assert response.status_code == 200
    assert names(response) == ["Punainen Paja Oy", "Vihreä Varasto Oy", "Ääninen Oy"]
    assert "3 complaints overdue" in response.content.decode() or "3 reklamaatiota" in response.content.decode()


def test_it_checks_access(world, client, as_user):
    assert client.get(URL).status_code == 302
    assert b"Salainen Hanke" not in as_user(world.chair).get(URL).content
    assert b"Salainen Hanke" in as_user(world.deputy).get(URL).content
    name_member(world.secret, world.staff.person)
    assert b"Salainen Hanke" in as_user(world.staff).get(URL).content


def test_staff_see_the_directory_only(world, as_user):
    response = as_user(world.staff).get(URL)
    page = response.context["list"]
    assert not page.shows_care
    assert not page.shows_money
    assert {row.status for row in page.rows} == {""}
    assert [head.code for head in page.heads] == ["name", "owner", "town", "care_model"]


def test_nobody_filters_or_sorts_by_what_is_not_shown(world, as_user):
    client = as_user(world.staff)
    assert names(client.get(URL, {"status": "RED"})) == []
    alphabetical = ["Punainen Paja Oy", "Vihreä Varasto Oy", "Ääninen Oy"]
    for order in ("status", "-status", "revenue", "-revenue", "months"):
        assert names(client.get(URL, {"sort": order})) == alphabetical
    assert names(client.get(URL, {"moved": "worse"})) == []


def test_a_director_sees_money_of_own_accounts_only(world, as_user):
    rows = {row.name: row for row in as_user(world.director).get(URL).context["list"].rows}
    assert rows["Punainen Paja Oy"].revenue_r12 == 8 * 12345
    assert rows["Ääninen Oy"].revenue_r12 is None
    assert rows["Ääninen Oy"].status == ""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "RED"}, ["Punainen Paja Oy"]),
        ({"care_model": "A"}, ["Vihreä Varasto Oy"]),
        ({"moved": "worse"}, ["Punainen Paja Oy"]),
        ({"moved": "better"}, []),
        ({"sort": "-name"}, ["Ääninen Oy", "Vihreä Varasto Oy", "Punainen Paja Oy"]),
        ({"sort": "-revenue"}, ["Vihreä Varasto Oy", "Punainen Paja Oy", "Ääninen Oy"]),
        ({"sort": "owner"}, ["Punainen Paja Oy", "Vihreä Varasto Oy", "Ääninen Oy"]),
        ({"sort": "status"}, ["Punainen Paja Oy", "Ääninen Oy", "Vihreä Varasto Oy"]),
        ({"sort": "nonsense", "status": "nonsense"}, ["Punainen Paja Oy", "Ääninen Oy", "Vihreä Varasto Oy"]),
    ],
)
def test_filter_and_order_live_in_the_address(world, as_user, query, expected):
    assert names(as_user(world.chair).get(URL, query)) == expected


def test_a_town_finds_homes_and_sites(world, as_user):
    espoo = make_town("Espoo")
    make_site(world.grey, town=espoo)
    assert names(as_user(world.chair).get(URL, {"town": espoo.pk})) == ["Punainen Paja Oy", "Ääninen Oy"]


def test_an_owner_is_a_filter_and_secret_owners_are_no_choice(world, as_user):
    response = as_user(world.chair).get(URL, {"owner": world.director.person.pk})
    assert names(response) == ["Punainen Paja Oy", "Vihreä Varasto Oy"]
    lonely = make_account("Toinen salainen", owner=world.staff.person, confidentiality="secret")
    choices = as_user(world.chair).get(URL).context["list"].form.fields["owner"].choices
    assert world.staff.person.name not in [str(label) for _value, label in choices]
    assert lonely.pk


def test_the_export_holds_what_the_page_shows(world, as_user):
    client = as_user(world.director)
    answer = client.get(URL, {"status": "RED", "export": "csv"})
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(table) == 2
    assert "Punainen Paja Oy" in table[1]
    assert "98760,00" in table[1]
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(URL, {"export": "xlsx"}).content[:2] == b"PK"
    assert client.get(URL, {"export": "pdf"}).context["list"].total == 3  # an unknown form is the page itself
    staff = as_user(world.staff).get(URL, {"export": "csv"}).content.decode("utf-8-sig")
    assert "98760" not in staff


def test_a_formula_in_a_name_is_text_in_the_export(world, as_user):
    make_account('=HYPERLINK("http://x")', owner=world.director.person)
    text = as_user(world.director).get(URL, {"export": "csv"}).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text


@pytest.mark.parametrize("who", ["director", "chair", "staff"])
def test_at_most_twelve_queries(world, as_user, django_assert_max_num_queries, who):
    for number in range(30):
        judge(make_account(f"Lisä {number}", owner=world.director.person), "RED", overdue())
    client = as_user(getattr(world, who))
    client.get(reverse("reporting:account", args=[world.red.pk]))
    with django_assert_max_num_queries(12):
        client.get(URL)


def test_pages_of_fifty(world, as_user):
    for number in range(60):
        make_account(f"Lisä {number:02d}")
    client = as_user(world.chair)
    assert len(client.get(URL).context["list"].rows) == 50
    second = client.get(URL, {"page": 2, "sort": "name"})
    assert second.context["list"].total == 63
    assert len(second.context["list"].rows) == 13
