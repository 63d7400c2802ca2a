"""What is special in audits, invoices, hours, projects and answers."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts_app.forms.records.care_time import HOURS_OF_A_YEAR
from accounts_app.models import AnswerFollowUp, CareHours, HoursBudget, OpenInvoice, Project
from tests.factories import (
    make_account,
    make_answer,
    make_audit,
    make_budget,
    make_hours,
    make_invoice,
    make_non_conformity,
    make_project,
)
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 3)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def test_only_audits_of_the_account_have_non_conformities_here(world: SimpleNamespace) -> None:
    other = make_audit(make_account(), datetime.date(2026, 7, 7))
    own = make_audit(world.account, AUGUST, is_passed=False)
    desk = Desk(world.owner, world.account, "non-conformity")
    page = text_of(desk.form())
    assert "3.8.2026 · hylätty" in page
    assert "7.7.2026" not in page
    typed = {"name": "Ovi", "severity": "minor", "due_on": "2026-10-01"}
    assert desk.write(audit=str(other.pk), **typed).status_code == 422
    assert desk.write(audit=str(own.pk), **typed).status_code == 302


def test_without_an_audit_the_form_says_what_to_do_first(world: SimpleNamespace) -> None:
    page = text_of(Desk(world.owner, world.account, "non-conformity").form())
    assert "Asiakkuudella ei ole vielä auditointia. Kirjaa auditointi ensin." in page


def test_a_second_audit_of_a_day_is_refused_with_a_sentence(world: SimpleNamespace) -> None:
    make_audit(world.account, AUGUST)
    make_audit(make_account(), datetime.date(2026, 8, 4))
    desk = Desk(world.owner, world.account, "audit")
    response = desk.write(held_on="2026-08-03", is_passed="True")
    assert response.status_code == 422
    assert "Tämän päivän auditointi on jo kirjattu." in text_of(response)
    assert desk.write(held_on="2026-08-04", is_passed="True").status_code == 302


def test_open_non_conformities_stand_before_closed_ones(world: SimpleNamespace) -> None:
    audit = make_audit(world.account, AUGUST)
    make_non_conformity(audit, AUGUST, name="Suljettu ovi", closed_on=TODAY)
    make_non_conformity(audit, TODAY, name="Avoin ikkuna")
    page = text_of(Desk(world.controller, world.account, "non-conformity").list())
    assert page.index("Avoin ikkuna") < page.index("Suljettu ovi")


def test_an_amount_typed_the_finnish_way_is_stored_and_shown(world: SimpleNamespace) -> None:
    desk = Desk(world.controller, world.account, "invoice")
    desk.write(invoice_no="L-1", due_on="2026-08-01", amount_eur="1 234,50")
    row = OpenInvoice.objects.get()
    assert row.amount_eur == Decimal("1234.50")
    assert "1 234,50 €" in text_of(desk.list())
    assert 'value="1 234,50"' in text_of(desk.form(row.pk))


def test_an_invoice_has_an_amount_a_number_of_its_own_and_a_payment_that_happened(world: SimpleNamespace) -> None:
    make_invoice(world.account, AUGUST, invoice_no="L-1")
    desk = Desk(world.controller, world.account, "invoice")
    plain = {"invoice_no": "L-2", "due_on": "2026-08-01", "amount_eur": "10"}
    assert "enemmän kuin nolla" in text_of(desk.write(**(plain | {"amount_eur": "0"})))
    assert "Tämä asiakkuuden lasku on jo kirjattu." in text_of(desk.write(**(plain | {"invoice_no": "L-1"})))
    assert "Päivä on vasta edessä." in text_of(desk.write(**(plain | {"paid_on": "2026-09-12"})))
    assert OpenInvoice.objects.count() == 1


@pytest.mark.parametrize(("model", "hours"), [("A", "190"), ("B", "90"), ("C", "24"), ("D", "6")])
def test_the_budget_starts_from_what_is_usual_for_the_care_model(model: str, hours: str) -> None:
    world = make_world(care_model=model)
    page = text_of(Desk(world.owner, world.account, "hours-budget").form())
    assert f"Hoitomallissa {model} tavallisesti {hours} h vuodessa" in page
    assert HOURS_OF_A_YEAR[model] == Decimal(hours)


def test_used_hours_stand_beside_the_budget(world: SimpleNamespace) -> None:
    make_budget(world.account, 100)
    for day, hours in ((AUGUST, 20), (TODAY, "5.5"), (datetime.date(2026, 9, 12), 50), (datetime.date(2025, 9, 1), 70)):
        make_hours(world.account, day, hours)
    make_hours(make_account(), AUGUST, 60)
    page = text_of(Desk(world.controller, world.account, "hours-budget").list())
    assert "25,5" in page
    assert "26 %" in page


def test_a_year_has_one_budget(world: SimpleNamespace) -> None:
    make_budget(world.account)
    response = Desk(world.owner, world.account, "hours-budget").write(year="2026", hours="50")
    assert response.status_code == 422
    assert "Asiakkuudella on jo budjetti tälle vuodelle." in text_of(response)
    assert HoursBudget.objects.count() == 1


def test_hours_are_the_writers_own_whatever_is_sent(world: SimpleNamespace) -> None:
    desk = Desk(world.supervisor, world.account, "care-hours")
    assert desk.write(worked_on="2026-09-10", hours="7:30", person=str(world.owner.person.pk)).status_code == 302
    row = CareHours.objects.get()
    assert (row.person, row.hours) == (world.supervisor.person, Decimal("7.5"))


def test_the_owner_may_write_hours_of_somebody_else(world: SimpleNamespace) -> None:
    person = world.supervisor.person
    Desk(world.owner, world.account, "care-hours").write(worked_on="2026-09-10", hours="2", person=str(person.pk))
    assert CareHours.objects.get().person == person


def test_hours_of_others_are_not_seen_by_those_who_see_their_own(world: SimpleNamespace) -> None:
    row = make_hours(world.account, AUGUST, "7.5", person=world.owner.person)
    desk = Desk(world.supervisor, world.account, "care-hours")
    page = text_of(desk.list())
    assert "elokuu 2026" not in page
    assert "7,5" not in page
    assert desk.form(row.pk).status_code == 404
    page = text_of(Desk(world.owner, world.account, "care-hours").list())
    assert "elokuu 2026" in page
    assert "3.8.2026" in page


def test_a_day_of_hours_is_written_once_and_when_it_has_been_worked(world: SimpleNamespace) -> None:
    make_hours(world.account, AUGUST, person=world.supervisor.person)
    desk = Desk(world.supervisor, world.account, "care-hours")
    assert "on jo kirjattu" in text_of(desk.write(worked_on="2026-08-03", hours="1"))
    assert "Päivä on vasta edessä." in text_of(desk.write(worked_on="2026-09-12", hours="1"))
    assert "enemmän kuin nolla" in text_of(desk.write(worked_on="2026-09-10", hours="0"))
    assert CareHours.objects.count() == 1


def test_a_service_account_has_no_projects_and_says_why(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "project")
    assert "Projekteja pidetään vain konsultoinnin asiakkuuksilla." in text_of(desk.list())
    assert desk.form().status_code == 403
    assert desk.write(number="P-1", name="Silta", starts_on="2026-01-01").status_code == 403


def test_saving_a_project_confirms_its_figures_today() -> None:
    world = make_world(profile="consultancy")
    row = make_project(world.account, confirmed_on=AUGUST)
    typed = {"number": row.number, "name": row.name, "starts_on": "2026-01-01", "contract_eur": "10 000,50"}
    hours = {"invoiced_eur": "5 000", "budget_hours": "100", "used_hours": "60:30"}
    assert Desk(world.controller, world.account, "project").write(row.pk, **typed, **hours).status_code == 302
    row.refresh_from_db()
    assert (row.confirmed_on, row.contract_eur, row.used_hours) == (TODAY, Decimal("10000.50"), Decimal("60.5"))


def test_money_of_projects_is_for_those_who_see_money() -> None:
    world = make_world(profile="consultancy")
    make_project(world.account, contract_eur=Decimal("7654321"))
    assert "7 654 321 €" in text_of(Desk(world.controller, world.account, "project").list())
    page = text_of(Desk(world.supervisor, world.account, "project").list())
    assert "7 654 321" not in page
    assert "Sopimussumma" not in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"feedback": "5,5"}, "enintään 5"),
        ({"milestone_on": "2025-12-31"}, "Päivä on ennen projektin alkua."),
        ({"closed_on": "2026-09-12"}, "Päivä on vasta edessä."),
        ({"number": "P-1"}, "Tämänumeroinen projekti on jo kirjattu."),
    ],
)
def test_a_project_that_cannot_be_is_refused(typed: dict[str, str], says: str) -> None:
    world = make_world(profile="consultancy")
    make_project(world.account, number="P-1")
    plain = {"number": "P-2", "name": "Silta", "starts_on": "2026-01-01", "contract_eur": "1", "invoiced_eur": "0"}
    hours = {"budget_hours": "10", "used_hours": "0"}
    response = Desk(world.owner, world.account, "project").write(**(plain | hours | typed))
    assert response.status_code == 422
    assert says in text_of(response)
    assert Project.objects.count() == 1


def test_only_low_named_answers_of_decision_makers_of_a_year_are_listed(world: SimpleNamespace) -> None:
    make_answer(world.account, AUGUST, 2, comment="Matala arvio")
    make_answer(world.account, AUGUST, 4, recommend=6, comment="Ei suosittele")
    make_answer(world.account, AUGUST, "2.1", recommend=7, comment="Ei matala")
    make_answer(world.account, AUGUST, 1, role="user", comment="Käyttäjän ääni")
    make_answer(world.account, AUGUST, 1, is_anonymous=True, comment="Nimetön ääni")
    make_answer(world.account, datetime.date(2025, 9, 10), 1, comment="Vanha ääni")
    make_answer(make_account(), AUGUST, 1, comment="Muiden ääni")
    page = text_of(Desk(world.controller, world.account, "answer").list())
    for comment in ("Matala arvio", "Ei suosittele"):
        assert comment in page
    for comment in ("Ei matala", "Käyttäjän ääni", "Nimetön ääni", "Vanha ääni", "Muiden ääni"):
        assert comment not in page


def test_a_talk_is_recorded_once_and_then_corrected(world: SimpleNamespace) -> None:
    answer = make_answer(world.account, AUGUST, 1, comment="Ei jatkoon")
    desk = Desk(world.owner, world.account, "answer")
    page = text_of(desk.form(answer.pk))
    assert "Kirjaa jatkokeskustelu" in page
    assert "Ei jatkoon" in page
    desk.write(answer.pk, talked_on="2026-09-10", note="Sovittiin käynti")
    desk.write(answer.pk, talked_on="2026-09-09", note="Sovittiin kaksi käyntiä")
    talk = AnswerFollowUp.objects.get()
    assert (talk.answer, talk.note) == (answer, "Sovittiin kaksi käyntiä")
    assert "9.9.2026: Sovittiin kaksi käyntiä" in text_of(desk.list())


def test_an_answer_is_neither_added_nor_taken_away_by_hand(world: SimpleNamespace) -> None:
    answer = make_answer(world.account, AUGUST, 1)
    desk = Desk(world.owner, world.account, "answer")
    assert desk.form().status_code == 403
    assert desk.write(talked_on="2026-09-10").status_code == 403
    assert desk.take_away(answer.pk).status_code == 403
