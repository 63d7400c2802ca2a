"""Four questions for the kinds of audits, money, hours, briefs, support, projects, answers and complaints."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts_app.models import (
    Account,
    AccountBrief,
    AnswerFollowUp,
    Assignment,
    Audit,
    CareHours,
    Complaint,
    HoursBudget,
    NonConformity,
    OpenInvoice,
    Project,
    SupportRequirement,
)
from accounts_app.records.register_all import KINDS
from tests.factories import (
    make_account,
    make_answer,
    make_area,
    make_audit,
    make_brief,
    make_budget,
    make_complaint,
    make_hours,
    make_invoice,
    make_non_conformity,
    make_project,
    make_support,
    make_support_requirement,
    make_town,
    make_user,
)
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 3)


@dataclass(frozen=True)
class Case:
    """A kind, the row it has, what is typed well and badly, and who may write and who may only look."""

    code: str
    written: type[models.Model]
    row: Callable[[Account], Any]
    typed: dict[str, Any]
    wrong: dict[str, Any]
    says: str
    writers: tuple[str, ...] = ("owner", "deputy")
    readers: tuple[str, ...] = ("supervisor", "director", "controller")
    strangers: tuple[str, ...] = ("outsider",)
    adds: bool = True
    account: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)  # what is typed into an existing row, when it differs


def late(account: Account) -> NonConformity:
    return make_non_conformity(make_audit(account, AUGUST), AUGUST)


def own_audit(account: Account) -> str:
    return str(Audit.objects.get_or_create(account=account, held_on=datetime.date(2026, 3, 2))[0].pk)


CASES = (
    Case(
        code="audit",
        written=Audit,
        row=lambda account: make_audit(account, AUGUST),
        typed={"held_on": "2026-09-10", "is_passed": "False", "note": "Varasto sekaisin"},
        wrong={"held_on": "2026-09-12", "is_passed": "True", "note": "Varasto sekaisin"},
        says="Päivä on vasta edessä.",
    ),
    Case(
        code="non-conformity",
        written=NonConformity,
        row=late,
        typed={"audit": own_audit, "name": "Ovi rikki", "severity": "major", "due_on": "2026-10-01"},
        wrong={"audit": own_audit, "name": "Ovi rikki", "severity": "major", "due_on": "2026-01-01"},
        says="Päivä on ennen auditointia.",
    ),
    Case(
        code="invoice",
        written=OpenInvoice,
        row=lambda account: make_invoice(account, AUGUST),
        typed={"invoice_no": "L-77", "due_on": "2026-08-31", "amount_eur": "1 234,50"},
        wrong={"invoice_no": "L-77", "due_on": "2026-08-31", "amount_eur": "paljon"},
        says="”paljon” ei ole luku. Kirjoita se muodossa 1 234,50.",
        writers=("owner", "deputy", "controller"),
        readers=("director",),
        strangers=("outsider", "supervisor"),
    ),
    Case(
        code="hours-budget",
        written=HoursBudget,
        row=lambda account: make_budget(account, 120, year=2025),
        typed={"year": "2026", "hours": "87,5"},
        wrong={"year": "1926", "hours": "87,5"},
        says="Anna vuosi väliltä 2021–2031.",
        writers=("owner", "deputy", "controller"),
        readers=(),
        strangers=("outsider", "supervisor", "director"),
    ),
    Case(
        code="care-hours",
        written=CareHours,
        row=lambda account: make_hours(account, AUGUST, person=account.assignments.get(role="owner").person),
        typed={"worked_on": "2026-09-10", "person": "", "hours": "7:30"},
        wrong={"worked_on": "2026-09-10", "person": "", "hours": "25"},
        says="Vuorokaudessa on enintään 24 tuntia.",
        writers=("owner", "supervisor", "director"),
        readers=("controller",),
    ),
    Case(
        code="brief",
        written=AccountBrief,
        row=lambda account: make_brief(account, AUGUST),
        typed={"text": "Kulku pääovesta.", "published_on": "2026-09-11"},
        wrong={"text": "Kulku pääovesta.", "published_on": "2026-09-12"},
        says="Päivä on vasta edessä.",
        changed={"text": "Kulku sivuovesta."},
    ),
    Case(
        code="support-requirement",
        written=SupportRequirement,
        row=make_support_requirement,
        typed={"town": lambda _: str(make_town("Turku").pk), "business_area": lambda _: str(make_area().pk)},
        wrong={"town": "", "business_area": lambda _: str(make_area().pk)},
        says="Tämä kenttä vaaditaan.",
    ),
    Case(
        code="support",
        written=Assignment,
        row=make_support,
        typed={
            "person": lambda _: str(make_user("Tuija Tukija").person.pk),
            "town": lambda _: str(make_town("Turku").pk),
            "business_area": lambda _: str(make_area().pk),
            "starts_on": "2026-09-01",
        },
        wrong={
            "person": lambda _: str(make_user("Tuija Tukija").person.pk),
            "town": lambda _: str(make_town("Turku").pk),
            "business_area": lambda _: str(make_area().pk),
            "starts_on": "2026-09-01",
            "ends_on": "2026-08-01",
        },
        says="Päivä on ennen ensimmäistä päivää.",
        changed={"ends_on": "2026-09-30"},
    ),
    Case(
        code="project",
        written=Project,
        row=make_project,
        typed={
            "number": "P-900",
            "name": "Silta",
            "starts_on": "2026-02-01",
            "contract_eur": "12 000,50",
            "invoiced_eur": "0",
            "budget_hours": "120",
            "used_hours": "7:30",
            "feedback": "4,5",
        },
        wrong={"number": "P-900", "name": "Silta", "starts_on": "2026-02-01", "contract_eur": "-5"},
        says="Arvo ei voi olla alle nollan.",
        writers=("owner", "deputy", "controller"),
        readers=("supervisor", "director"),
        account={"profile": "consultancy"},
    ),
    Case(
        code="answer",
        written=AnswerFollowUp,
        row=lambda account: make_answer(account, AUGUST, 2),
        typed={"talked_on": "2026-09-10", "note": "Sovittiin käynti"},
        wrong={"talked_on": "2026-08-02", "note": "Sovittiin käynti"},
        says="Päivä on ennen vastausta.",
        adds=False,
    ),
    Case(
        code="complaint",
        written=Complaint,
        row=lambda account: make_complaint(account, AUGUST, category="Siivous"),
        typed={"received_at": "2026-09-10T09:15", "category": "Siivous", "severity": "serious"},
        wrong={
            "received_at": "2026-09-10T09:15",
            "category": "Siivous",
            "severity": "serious",
            "first_response_at": "2026-09-10T08:00",
        },
        says="Ensivastaus on ennen reklamaation saapumista.",
        writers=("owner", "supervisor", "director"),
        readers=("controller",),
    ),
)


@pytest.fixture(params=CASES, ids=lambda case: case.code)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture
def world(case: Case) -> SimpleNamespace:
    return make_world(**case.account)


def filled(case: Case, typed: dict[str, Any], world: SimpleNamespace, writer: str) -> dict[str, str]:
    """What the writer types; the own person where one is asked for."""
    found = {name: value(world.account) if callable(value) else value for name, value in typed.items()}
    if case.code == "care-hours":
        found["person"] = str(getattr(world, writer).person.pk)
    return found


def test_every_kind_here_is_registered(case: Case) -> None:
    assert KINDS[case.code].code == case.code


def test_those_with_the_right_add_a_row_and_see_it_in_the_list(case: Case, world: SimpleNamespace) -> None:
    for writer in case.writers if case.adds else ():
        typed = filled(case, case.typed, world, writer)
        desk = Desk(getattr(world, writer), world.account, case.code)
        assert desk.form().status_code == 200
        before = set(case.written._default_manager.values_list("pk", flat=True))
        response = desk.write(**typed)
        assert response.status_code == 302, text_of(response)
        assert desk.list().status_code == 200
        case.written._default_manager.exclude(pk__in=before).get().delete()


def test_those_with_the_right_change_a_row(case: Case, world: SimpleNamespace) -> None:
    row = case.row(world.account)
    writer = case.writers[0]
    desk = Desk(getattr(world, writer), world.account, case.code)
    assert desk.form(row.pk).status_code == 200
    response = desk.write(row.pk, **filled(case, case.changed or case.typed, world, writer))
    assert response.status_code == 302, text_of(response)
    page = text_of(desk.form(row.pk))
    typed = [value for value in (case.changed or case.typed).values() if value and not callable(value)]
    assert [value for value in typed if value not in page and value not in ("7:30", "0")] == []


def test_readers_see_the_list_and_write_nothing(case: Case, world: SimpleNamespace) -> None:
    row = case.row(world.account)
    for reader in case.readers:
        desk = Desk(getattr(world, reader), world.account, case.code)
        assert desk.list().status_code == 200, reader
        assert desk.form().status_code == 403
        assert desk.write(**filled(case, case.typed, world, reader)).status_code == 403
        assert desk.form(row.pk).status_code in (403, 404)  # hours of somebody else are not even seen
        assert desk.take_away(row.pk).status_code in (403, 404)


def test_those_without_any_right_see_nothing(case: Case, world: SimpleNamespace) -> None:
    row = case.row(world.account)
    for stranger in case.strangers:
        desk = Desk(getattr(world, stranger), world.account, case.code)
        answers = [desk.list(), desk.form(), desk.write(**filled(case, case.typed, world, stranger)), desk.form(row.pk)]
        assert [answer.status_code for answer in answers] == [403] * 4


def test_bad_input_is_answered_with_a_sentence_and_kept(case: Case, world: SimpleNamespace) -> None:
    row = None if case.adds else case.row(world.account).pk
    writer = case.writers[0]
    before = case.written._default_manager.count()
    typed = filled(case, case.wrong, world, writer)
    response = Desk(getattr(world, writer), world.account, case.code).write(row, **typed)
    assert response.status_code == 422
    page = text_of(response)
    assert case.says in page
    kept = [value for value in case.wrong.values() if value and not callable(value)]
    assert [value for value in kept if value not in page] == []
    assert case.written._default_manager.count() == before or case.code == "non-conformity"


def test_a_row_of_another_account_does_not_exist_here(case: Case, world: SimpleNamespace) -> None:
    other = make_account(owner=world.owner.person, **case.account)
    row = case.row(other)
    desk = Desk(world.owner, world.account, case.code)
    assert desk.form(row.pk).status_code == 404
    assert desk.write(row.pk, **filled(case, case.changed or case.typed, world, "owner")).status_code == 404
    assert desk.take_away(row.pk).status_code == 404


def test_an_account_one_may_not_know_of_does_not_exist(case: Case, world: SimpleNamespace) -> None:
    row = case.row(world.account)
    Account.objects.filter(pk=world.account.pk).update(confidentiality="secret")
    desk = Desk(world.controller, world.account, case.code)
    answers = [desk.list(), desk.form(), desk.write(), desk.form(row.pk), desk.take_away(row.pk)]
    assert [answer.status_code for answer in answers] == [404] * 5


def test_a_stranger_is_led_to_the_login(case: Case, world: SimpleNamespace, client: Client) -> None:
    response = client.get(reverse("accounts:record_list", args=[world.account.pk, case.code]))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_an_empty_list_says_so(case: Case, world: SimpleNamespace) -> None:
    assert str(KINDS[case.code].empty) in text_of(Desk(world.owner, world.account, case.code).list())
