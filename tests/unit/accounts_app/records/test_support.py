"""Required support, its gaps, and naming somebody."""

import datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse

from accounts_app.models import Account, Assignment, SupportRequirement
from accounts_app.signals import account_touched
from teams.models import AuditEvent
from tests.factories import (
    make_account,
    make_area,
    make_person,
    make_site,
    make_support,
    make_support_requirement,
    make_town,
)
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def name_somebody(world: SimpleNamespace, **typed: str) -> HttpResponse:
    person = make_person("Tuija Tukija", town=make_town("Oulu"))
    cell = {"town": str(make_town("Oulu").pk), "business_area": str(make_area().pk), "starts_on": "2026-09-11"}
    return Desk(world.owner, world.account, "support").write(**({"person": str(person.pk)} | cell | typed))


def test_an_empty_cell_is_a_gap_until_somebody_is_named(world: SimpleNamespace) -> None:
    make_support_requirement(world.account)
    desk = Desk(world.owner, world.account, "support-requirement")
    assert "aukko" in text_of(desk.list())
    assert name_somebody(world).status_code == 302
    page = text_of(desk.list())
    assert "aukko" not in page
    assert "Tuija Tukija" in page


def test_a_gap_leads_to_the_form_with_its_cell_filled_in(world: SimpleNamespace) -> None:
    cell = make_support_requirement(world.account)
    links = Desk(world.owner, world.account, "support-requirement").list().context["above"].data
    [(label, address)] = links
    asked = parse_qs(urlsplit(address).query)
    assert label == "Oulu · Siivous"
    assert (asked["town"], asked["business_area"]) == ([str(cell.town_id)], [str(cell.business_area_id)])
    assert Desk(world.controller, world.account, "support-requirement").list().context["above"] is None


def test_support_of_another_cell_or_another_time_fills_nothing(world: SimpleNamespace) -> None:
    make_support_requirement(world.account)
    make_support(world.account, town="Turku")
    make_support(world.account, area="Kiinteistönhoito")
    make_support(world.account, ends_on=datetime.date(2026, 9, 10))
    make_support(world.account, starts_on=datetime.date(2026, 9, 12))
    make_support(make_account())
    assert "aukko" in text_of(Desk(world.owner, world.account, "support-requirement").list())


def test_naming_goes_through_the_appointments_and_wakes_the_judgement(world: SimpleNamespace) -> None:
    woken: list[int] = []

    def listen(sender: object, account_id: int, **_: object) -> None:
        woken.append(account_id)

    account_touched.connect(listen)
    try:
        name_somebody(world)
        row = Assignment.objects.get(role="support")
        Desk(world.owner, world.account, "support").write(row.pk, ends_on="2026-09-30")
    finally:
        account_touched.disconnect(listen)
    row.refresh_from_db()
    assert row.ends_on == datetime.date(2026, 9, 30)
    assert woken == [world.account.pk] * 2
    assert list(AuditEvent.objects.order_by("pk").values_list("act", flat=True)) == ["appoint", "end_assignment"]


def test_of_an_existing_row_only_the_last_day_is_written(world: SimpleNamespace) -> None:
    row = make_support(world.account)
    other = make_person()
    desk = Desk(world.owner, world.account, "support")
    assert desk.write(row.pk, person=str(other.pk), ends_on="").status_code == 422
    assert desk.write(row.pk, person=str(other.pk), ends_on="2026-10-01").status_code == 302
    held = row.person
    row.refresh_from_db()
    assert row.person == held
    assert desk.take_away(row.pk).status_code == 403


def test_owner_and_deputy_are_not_ended_as_support(world: SimpleNamespace) -> None:
    owner = world.account.assignments.get(role="owner")
    assert Desk(world.owner, world.account, "support").write(owner.pk, ends_on="2026-09-30").status_code == 404


def test_nobody_is_named_twice_for_the_same_days(world: SimpleNamespace) -> None:
    person = make_person("Tuija Toinen")
    make_support(world.account, person=person)
    response = name_somebody(world, person=str(person.pk))
    assert response.status_code == 422
    assert "Henkilö on jo nimetty" in text_of(response)


def test_the_same_cell_is_required_once(world: SimpleNamespace) -> None:
    cell = make_support_requirement(world.account, town="Turku")
    desk = Desk(world.owner, world.account, "support-requirement")
    response = desk.write(town=str(cell.town_id), business_area=str(cell.business_area_id))
    assert response.status_code == 422
    assert "Tämä paikkakunta ja liiketoiminta-alue on jo lisätty." in text_of(response)
    assert SupportRequirement.objects.count() == 1


def test_the_towns_to_choose_from_do_not_tell_of_other_accounts(world: SimpleNamespace) -> None:
    secret = make_account(confidentiality=Account.Confidentiality.SECRET, home_town=make_town("Salakylä"))
    make_site(secret, town=make_town("Piilola"))
    make_person(town=make_town("Kuopio"))
    page = text_of(Desk(world.owner, world.account, "support").form())
    assert "Turku" in page
    assert "Kuopio" in page
    assert "Salakylä" not in page
    assert "Piilola" not in page


def test_a_secret_account_says_what_naming_means(world: SimpleNamespace) -> None:
    said = "Tähän nimetty henkilö saa nähdä sen."
    desk = Desk(world.owner, world.account, "support")
    assert said not in text_of(desk.form())
    Account.objects.filter(pk=world.account.pk).update(confidentiality="secret")
    assert said in text_of(desk.form())
