"""Pages of support, charts and coverage: who opens them, and that a secret account adds nothing."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import Account, Assignment, Risk, SupportRequirement
from teams.models import Absence, AuditEvent, User
from tests.factories import (
    make_account,
    make_area,
    make_board_chair,
    make_complaint,
    make_goal,
    make_instruction,
    make_meeting,
    make_person,
    make_site,
    make_support,
    make_support_requirement,
    make_town,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
OF_ACCOUNT = ("accounts:support_matrix", "accounts:support_people", "accounts:account_chart", "accounts:stand_in_sheet")


def page(client: Client, user: User, name: str, *args: object, query: str = "") -> str:
    client.force_login(user)
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, name
    return response.content.decode().split("<main", 1)[1]


def status(client: Client, user: User, name: str, *args: object) -> int:
    client.force_login(user)
    return client.get(reverse(name, args=args)).status_code


@pytest.fixture
def owner() -> User:
    return make_user("Aino Mallinen", role="account_director")


@pytest.fixture
def account(owner: User) -> Account:
    account = make_account("Tarulinna Oy", owner=owner.person)
    make_site(account, "Oulun kohde", town=make_town("Oulu"), supervisor=make_person("Saara Esimies"))
    make_support_requirement(account)
    return account


@pytest.mark.parametrize("name", OF_ACCOUNT)
def test_secret_account_is_not_found_by_others_and_opens_for_its_owner(client: Client, name: str, owner: User) -> None:
    secret = make_account(owner=owner.person, confidentiality="secret")
    assert status(client, make_user(role="business_director"), name, secret.pk) == 404
    assert status(client, owner, name, secret.pk) == 200


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("accounts:support_matrix", 200),
        ("accounts:account_chart", 200),
        ("accounts:support_people", 403),
        ("accounts:stand_in_sheet", 403),
    ],
)
def test_staff_read_who_answers_but_not_the_care(client: Client, name: str, answer: int, account: Account) -> None:
    assert status(client, make_user(), name, account.pk) == answer


def test_gap_is_filled_from_the_matrix(client: Client, account: Account, owner: User) -> None:
    helper = make_person("Heli Auttaja", town=make_town("Oulu"))
    helper.business_areas.add(make_area("Siivous"))
    matrix = page(client, owner, "accounts:support_matrix", account.pk)
    assert "Aukko" in matrix or "Gap" in matrix
    query = f"?town={make_town('Oulu').pk}&area={make_area('Siivous').pk}"
    asked = page(client, owner, "accounts:support_people", account.pk, query=query)
    assert "Heli Auttaja" in asked
    form = reverse("accounts:record_new", args=[account.pk, "support"])
    data = {
        "person": helper.pk,
        "town": make_town("Oulu").pk,
        "business_area": make_area("Siivous").pk,
        "starts_on": TODAY.isoformat(),
        "next": reverse("accounts:support_matrix", args=[account.pk]),
    }
    assert client.post(form, data)["Location"] == data["next"]
    filled = page(client, make_user(), "accounts:support_matrix", account.pk)
    assert "Heli Auttaja" in filled
    assert "cell-gap" not in filled


def test_cell_asked_by_the_rule_is_required_with_one_button(client: Client, account: Account, owner: User) -> None:
    SupportRequirement.objects.all().delete()
    client.force_login(owner)
    form = reverse("accounts:record_new", args=[account.pk, "support-requirement"])
    data = {"town": make_town("Oulu").pk, "business_area": make_area("Siivous").pk}
    assert client.post(form, data).status_code == 302
    assert SupportRequirement.objects.get().account == account


def test_supporter_in_one_matter_has_no_town(client: Client, account: Account, owner: User) -> None:
    client.force_login(owner)
    form = reverse("accounts:record_new", args=[account.pk, "support"])
    person = make_person("Lassi Laskuttaja")
    data = {"person": person.pk, "task": "billing", "starts_on": TODAY.isoformat()}
    wrong = {**data, "town": make_town("Oulu").pk}
    assert client.post(form, wrong).status_code == 422
    assert client.post(form, {**data, "task": ""}).status_code == 422
    assert client.post(form, data).status_code == 302
    assert Assignment.objects.get(person=person).task == "billing"
    assert "Lassi Laskuttaja" in page(client, owner, "accounts:account_chart", account.pk)


def test_town_known_only_through_a_secret_account_is_no_town(client: Client, account: Account, owner: User) -> None:
    make_site(make_account(confidentiality="secret"), town=make_town("Salakylä"))
    client.force_login(owner)
    address = reverse("accounts:support_people", args=[account.pk])
    area = make_area("Siivous").pk
    answers = {client.get(f"{address}?town={pk}&area={area}").status_code for pk in (make_town("Salakylä").pk, 999999)}
    assert answers == {404}


def test_chart_names_the_supervisor_and_with_the_supervisor_away_the_owner(client: Client, account: Account) -> None:
    staff = make_user()
    assert "Saara Esimies" in page(client, staff, "accounts:account_chart", account.pk)
    Absence.objects.create(person=account.sites.get().supervisions.get().supervisor, starts_on=TODAY, ends_on=TODAY)
    assert "Saara Esimies" not in page(client, staff, "accounts:account_chart", account.pk)


def test_sheet_holds_what_a_stand_in_needs(client: Client, account: Account, owner: User) -> None:
    make_complaint(account, TODAY, number="R-77")
    make_goal(account, owner.person, name="Kasvu", due_on=TODAY)
    make_meeting(account, TODAY + datetime.timedelta(days=3), state="booked", subject="Katsaus")
    make_instruction(account, TODAY, text="Soita päättäjälle")
    Risk.objects.create(account=account, name="Avainhenkilö lähtee", probability=3, impact=3, opened_on=TODAY)
    stand_in = make_user()
    Absence.objects.create(person=owner.person, stand_in=stand_in.person, starts_on=TODAY, ends_on=TODAY)
    sheet = page(client, stand_in, "accounts:stand_in_sheet", account.pk)
    for text in ("R-77", "Kasvu", "Katsaus", "Soita päättäjälle", "Avainhenkilö lähtee"):
        assert text in sheet


def test_coverage_is_for_management(client: Client, account: Account) -> None:
    assert status(client, make_user(), "accounts:coverage") == 403
    assert "Tarulinna Oy" in page(client, make_board_chair(), "accounts:coverage")
    file = client.get(reverse("accounts:coverage") + "?format=csv")
    assert "Tarulinna Oy" in file.content.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["accounts:coverage", "teams:company_chart"])
def test_secret_account_changes_nothing(client: Client, name: str, account: Account, owner: User) -> None:
    reader = make_board_chair()
    before = page(client, reader, name)
    secret = make_account(owner=owner.person, confidentiality="secret")
    make_account(owner=make_person("Salainen Omistaja"), confidentiality="secret")
    make_support(secret)
    assert page(client, reader, name) == before


def test_company_chart_gives_account_directors_their_place(client: Client, account: Account) -> None:
    chart = page(client, make_user(), "teams:company_chart")
    assert "Aino Mallinen" in chart


@pytest.mark.parametrize("name", OF_ACCOUNT)
def test_page_of_an_account_asks_the_same_for_many_rows(
    client: Client, name: str, account: Account, owner: User
) -> None:
    def count() -> int:
        page(client, owner, name, account.pk)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=[account.pk]))
        return len(queries)

    make_support(account)
    make_meeting(account, TODAY, host=make_person())
    few = count()
    for number in range(6):
        make_site(account, town=make_town(f"Kaupunki {number}"))
        make_support(account, f"Kaupunki {number}")
        make_meeting(account, TODAY - datetime.timedelta(days=number + 1), host=make_person())
    assert count() == few <= 20


@pytest.mark.parametrize(("name", "most"), [("accounts:coverage", 12), ("teams:company_chart", 20)])
def test_page_of_everything_asks_the_same_for_many_accounts(client: Client, name: str, most: int) -> None:
    reader = make_board_chair()

    def count() -> int:
        page(client, reader, name)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        return len(queries)

    make_account(owner=make_person())
    few = count()
    for _ in range(6):
        make_account(owner=make_person(), deputy=make_person())
    assert count() == few <= most


def test_what_a_substitute_writes_is_marked_with_the_owner(client: Client, account: Account, owner: User) -> None:
    stand_in = make_user()
    Absence.objects.create(person=owner.person, stand_in=stand_in.person, starts_on=TODAY, ends_on=TODAY)
    address = reverse("accounts:record_new", args=[account.pk, "support-requirement"])
    for town, writer, behalf in (("Turku", stand_in, owner.person), ("Lahti", owner, None)):
        client.force_login(writer)
        make_person(town=make_town(town))
        data = {"town": make_town(town).pk, "business_area": make_area("Siivous").pk}
        assert client.post(address, data).status_code == 302
        event = AuditEvent.objects.filter(act="support-requirement.add").latest("pk")
        assert (event.by, event.behalf_of) == (writer, behalf)
