"""Absences, pools and the load of people: who opens and writes them, with the way back (domain.md 4.6, 5.7)."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import HoursBudget
from accounts_app.templatetags.kam import undo_address
from teams.models import Absence, Company, PoolDeputy, Region, User
from tests.factories import make_account, make_board_chair, make_budget, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
MONDAY = datetime.date(2026, 9, 14)


def away(user: User, first: datetime.date = MONDAY, **values: object) -> Absence:
    values.setdefault("ends_on", first + datetime.timedelta(days=4))
    return Absence.objects.create(person=user.person, starts_on=first, **values)


def test_own_absence_is_recorded_and_seen_in_the_list(client: Client) -> None:
    owner, stand_in = make_user("Aino Mallinen"), make_person("Sirkka Sijainen")
    client.force_login(owner)
    data = {
        "person": owner.person.pk,
        "starts_on": MONDAY.isoformat(),
        "ends_on": "2026-09-18",
        "stand_in": stand_in.pk,
    }
    assert client.post(reverse("teams:absence_new"), data)["Location"] == reverse("teams:absences")
    page = client.get(reverse("teams:absences")).content.decode()
    assert "Sirkka Sijainen" in page


def test_after_an_absence_that_leaves_accounts_open_its_page_says_which(client: Client) -> None:
    owner = make_user()
    make_account("Tarulinna Oy", owner=owner.person)
    client.force_login(owner)
    data = {"person": owner.person.pk, "starts_on": MONDAY.isoformat(), "ends_on": "2026-09-18"}
    response = client.post(reverse("teams:absence_new"), data, follow=True)
    assert response.redirect_chain[0][0] == reverse("teams:absence_edit", args=[Absence.objects.get().pk])
    assert "Tarulinna Oy" in response.content.decode().split("warning-list", 1)[1]


def test_what_was_typed_stays_when_it_cannot_be_saved(client: Client) -> None:
    owner = make_user()
    client.force_login(owner)
    data = {"person": owner.person.pk, "starts_on": "2026-09-18", "ends_on": MONDAY.isoformat()}
    response = client.post(reverse("teams:absence_new"), data)
    assert response.status_code == 422
    assert 'value="2026-09-18"' in response.content.decode()


def test_absence_of_somebody_else_cannot_be_chosen(client: Client) -> None:
    client.force_login(make_user())
    data = {"person": make_person().pk, "starts_on": MONDAY.isoformat()}
    assert client.post(reverse("teams:absence_new"), data).status_code == 422
    assert not Absence.objects.exists()


@pytest.mark.parametrize(("first", "answer"), [(TODAY, 403), (MONDAY, 404)])
def test_others_may_not_change_an_absence_and_one_to_come_does_not_exist_for_them(
    client: Client, first: datetime.date, answer: int
) -> None:
    absence = away(make_user(), first)
    client.force_login(make_user())
    answers = {
        client.get(reverse("teams:absence_edit", args=[absence.pk])).status_code,
        client.post(reverse("teams:absence_end", args=[absence.pk])).status_code,
        client.post(reverse("teams:absence_delete", args=[absence.pk])).status_code,
    }
    assert answers == {answer}
    assert Absence.objects.get() == absence


@pytest.mark.parametrize("name", ["teams:absence_delete", "teams:absence_end"])
def test_taking_away_and_coming_back_early_can_be_undone(client: Client, name: str) -> None:
    owner = make_user()
    absence = away(owner, TODAY - datetime.timedelta(days=2))
    before = (absence.starts_on, absence.ends_on)
    client.force_login(owner)
    response = client.post(reverse(name, args=[absence.pk]))
    (message,) = get_messages(response.wsgi_request)
    assert not Absence.objects.filter(ends_on=before[1]).exists()
    assert client.post(undo_address(message)).status_code == 302
    assert Absence.objects.values_list("starts_on", "ends_on").get() == before


def test_undo_of_somebody_else_is_refused_and_a_made_up_one_does_not_exist(client: Client) -> None:
    owner = make_user()
    client.force_login(owner)
    response = client.post(reverse("teams:absence_delete", args=[away(owner).pk]))
    (message,) = get_messages(response.wsgi_request)
    client.force_login(make_user())
    assert client.post(undo_address(message)).status_code == 403
    assert client.post(reverse("teams:absence_restore", args=["x"])).status_code == 404


def test_line_manager_changes_the_stand_in_of_own_people(client: Client) -> None:
    manager = make_user()
    absence, stand_in = away(make_user(line_manager=manager.person)), make_person("Sirkka Sijainen")
    client.force_login(manager)
    data = {"starts_on": MONDAY.isoformat(), "ends_on": "2026-09-18", "stand_in": stand_in.pk}
    address = reverse("teams:absence_edit", args=[absence.pk])
    assert client.post(address, data).status_code == 302
    assert Absence.objects.get().stand_in == stand_in
    assert "Sirkka Sijainen" in client.get(address).content.decode().split("<textarea", 1)[1]


def test_list_asks_the_same_for_many_absences(client: Client) -> None:
    client.force_login(make_user())

    def count() -> int:
        client.get(reverse("teams:absences"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("teams:absences"))
        return len(queries)

    away(make_user(), TODAY)
    few = count()
    for _ in range(8):
        away(make_user(), TODAY, stand_in=make_person())
    assert count() == few <= 12


def make_region() -> Region:
    return Region.objects.create(company=Company.objects.create(name="Emo Oy"), name="Uusimaa")


def test_pools_are_kept_by_those_who_keep_people(client: Client) -> None:
    region, person = make_region(), make_person("Pooli Henkilö")
    client.force_login(make_user())
    assert client.get(reverse("teams:pools")).status_code == 403
    client.force_login(make_user(role="human_resources"))
    data = {"region": region.pk, "person": person.pk, "starts_on": "2026-01-01"}
    assert client.post(reverse("teams:pools"), data).status_code == 302
    assert client.post(reverse("teams:pools"), data).status_code == 422
    assert "Pooli Henkilö" in client.get(reverse("teams:pools")).content.decode()
    row = PoolDeputy.objects.get()
    assert client.post(reverse("teams:pool_end", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == TODAY - datetime.timedelta(days=1)


def test_pool_is_ended_by_no_one_else_and_an_unknown_one_is_not_found(client: Client) -> None:
    row = PoolDeputy.objects.create(region=make_region(), person=make_person(), starts_on=TODAY)
    client.force_login(make_user())
    assert client.post(reverse("teams:pool_end", args=[row.pk])).status_code == 403
    client.force_login(make_user(role="human_resources"))
    assert client.post(reverse("teams:pool_end", args=[999999])).status_code == 404


def test_load_is_for_those_who_lead(client: Client) -> None:
    manager = make_user()
    owner = make_user("Aino Mallinen", line_manager=manager.person, care_hours_month=Decimal(40))
    make_budget(make_account("Tarulinna Oy", owner=owner.person, charge_code="H-001"), 900)
    other = make_user("Ester Toinen", care_hours_month=Decimal(40))
    client.force_login(owner)
    assert client.get(reverse("teams:load")).status_code == 403
    client.force_login(manager)
    page = client.get(reverse("teams:load")).content.decode()
    assert "Tarulinna Oy" in page
    assert "H-001" in page
    assert other.person.name not in page
    assert "200\N{NO-BREAK SPACE}%" in page
    client.force_login(make_board_chair())
    assert other.person.name in client.get(reverse("teams:load")).content.decode()
    assert client.get(reverse("teams:load") + "?format=xlsx").status_code == 200


def test_secret_account_adds_nothing_to_the_load_of_its_owner(client: Client) -> None:
    owner = make_person(care_hours_month=Decimal(40))
    client.force_login(make_board_chair())
    before = client.get(reverse("teams:load")).content.decode().split("<main", 1)[1]
    make_budget(make_account(owner=owner, confidentiality="secret"), 900)
    make_budget(make_account(owner=make_person(), confidentiality="secret"), 900)
    assert client.get(reverse("teams:load")).content.decode().split("<main", 1)[1] == before


def test_load_asks_the_same_for_many_people(client: Client) -> None:
    client.force_login(make_board_chair())

    def count() -> int:
        client.get(reverse("teams:load"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("teams:load"))
        return len(queries)

    make_budget(make_account(owner=make_person()), 90)
    few = count()
    for _ in range(6):
        make_budget(make_account(owner=make_person()), 90)
    assert count() == few <= 12


def test_only_the_line_manager_marks_the_hours_as_agreed(client: Client) -> None:
    manager, owner = make_user(), make_user()
    owner.person.line_manager = manager.person
    owner.person.save()
    account = make_account(owner=owner.person)
    address = reverse("accounts:record_new", args=[account.pk, "hours-budget"])
    data = {"year": 2026, "hours": "96", "is_agreed": "on"}
    client.force_login(make_user())
    assert client.post(address, data).status_code == 403
    client.force_login(owner)
    assert client.post(address, data).status_code == 302
    budget = HoursBudget.objects.get()
    assert budget.agreed_on is None
    client.force_login(manager)
    row = reverse("accounts:record_edit", args=[account.pk, "hours-budget", budget.pk])
    assert client.post(row, data).status_code == 302
    budget.refresh_from_db()
    assert (budget.agreed_by, budget.agreed_on) == (manager.person, TODAY)
    client.force_login(owner)
    assert client.post(row, {"year": 2026, "hours": "120"}).status_code == 302
    budget.refresh_from_db()
    assert budget.agreed_on is None


def test_own_page_says_for_whom_one_acts(client: Client) -> None:
    owner, stand_in = make_user("Aino Mallinen"), make_user()
    account = make_account("Tarulinna Oy", owner=owner.person)
    away(owner, TODAY, stand_in=stand_in.person)
    client.force_login(stand_in)
    page = client.get(reverse("teams:person", args=[stand_in.person.pk])).content.decode()
    assert reverse("accounts:stand_in_sheet", args=[account.pk]) in page
    client.force_login(make_user())
    page = client.get(reverse("teams:person", args=[stand_in.person.pk])).content.decode()
    assert reverse("accounts:stand_in_sheet", args=[account.pk]) not in page
