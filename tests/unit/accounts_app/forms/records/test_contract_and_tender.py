"""Contracts with their renewal plan and notice, and tenders of the customer."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.forms.records.contract import ContractForm, TenderForm
from accounts_app.models import Contract, Tender
from tests.factories import make_account, make_contract
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.contract = make_contract(made.account, contract_no="S-2020-1")
    return made


CONTRACT = {
    "contract_no": "S-2026-7",
    "starts_on": "2026-10-01",
    "ends_on": "2029-09-30",
    "monthly_price_eur": "1 234,50",
}


def contract(world: SimpleNamespace, row: Any = None, **values: Any) -> Any:
    return fill(ContractForm, world.account, world.owner, row, **CONTRACT | values)


def tender(world: SimpleNamespace, **values: Any) -> Any:
    return fill(TenderForm, world.account, world.owner, **{"announced_on": "2026-09-01"} | values)


def test_a_contract_is_added_by_hand(world: SimpleNamespace) -> None:
    response = Desk(world.owner, world.account, "contract").write(**CONTRACT)
    assert response.status_code == 302
    row = Contract.objects.get(contract_no="S-2026-7")
    assert (row.account, row.monthly_price_eur, row.has_renewal_plan) == (world.account, Decimal("1234.50"), False)


def test_a_number_in_the_register_is_refused_without_saying_whose_it_is(world: SimpleNamespace) -> None:
    secret = make_account("Salainen Oy", confidentiality="secret")
    make_contract(secret, contract_no="ZYX-1")
    form = contract(world, contract_no="ZYX-1")
    assert set(form.errors) == {"contract_no"}
    assert "Salainen" not in str(form.errors)


def test_the_number_of_an_existing_contract_stays(world: SimpleNamespace) -> None:
    form = contract(world, world.contract)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["contract_no"] == "S-2020-1"


def test_a_plan_in_force_says_who_what_and_when(world: SimpleNamespace) -> None:
    form = contract(world, has_renewal_plan="on")
    assert set(form.errors) == {"responsible", "renewal_next_step", "renewal_next_on"}
    whole = {
        "has_renewal_plan": "on",
        "responsible": world.owner.person.pk,
        "renewal_next_step": "Tarjous asiakkaalle",
        "renewal_next_on": "2026-10-15",
    }
    assert contract(world, **whole).is_valid()


@pytest.mark.parametrize(
    ("given", "withdrawn", "wrong"),
    [
        ("2026-09-01", "", set()),
        ("2026-09-01", "2026-09-10", set()),
        ("2026-09-01", "2026-08-31", {"notice_withdrawn_on"}),
        ("", "2026-09-10", {"notice_given_on"}),
        ("2026-09-12", "", {"notice_given_on"}),
    ],
)
def test_a_notice_is_given_before_it_is_withdrawn(
    world: SimpleNamespace, given: str, withdrawn: str, wrong: set[str]
) -> None:
    form = contract(world, world.contract, notice_given_on=given, notice_withdrawn_on=withdrawn)
    assert set(form.errors) == wrong


def test_a_contract_ends_after_it_starts(world: SimpleNamespace) -> None:
    assert "ends_on" in contract(world, ends_on="2026-09-30").errors
    assert contract(world, ends_on="").is_valid()


@pytest.mark.parametrize("wrong", ["-1", "paljon", ""])
def test_a_price_is_a_number(world: SimpleNamespace, wrong: str) -> None:
    assert set(contract(world, monthly_price_eur=wrong).errors) == {"monthly_price_eur"}


def test_the_price_is_not_asked_of_those_who_do_not_see_money(world: SimpleNamespace) -> None:
    assert "monthly_price_eur" in empty(ContractForm, world.account, world.owner, world.contract).fields
    assert "monthly_price_eur" not in empty(ContractForm, world.account, world.supervisor, world.contract).fields


def test_a_bid_plan_has_somebody_responsible(world: SimpleNamespace) -> None:
    assert set(tender(world, has_bid_plan="on").errors) == {"responsible"}
    assert tender(world, has_bid_plan="on", responsible=world.owner.person.pk).is_valid()
    assert tender(world).is_valid()


def test_a_tender_has_been_announced_and_is_closed_afterwards(world: SimpleNamespace) -> None:
    assert set(tender(world, announced_on="2026-09-12").errors) == {"announced_on"}
    assert set(tender(world, closed_on="2026-08-31").errors) == {"closed_on"}
    assert set(tender(world, closed_on="2026-09-12").errors) == {"closed_on"}


def test_a_tender_is_announced_today_and_the_writer_answers(world: SimpleNamespace) -> None:
    form = empty(TenderForm, world.account, world.owner)
    assert (form["announced_on"].initial, form["responsible"].initial) == (TODAY, world.owner.person)
    assert Desk(world.owner, world.account, "tender").write(announced_on="2026-09-11").status_code == 302
    assert Tender.objects.get().account == world.account


def test_the_list_shows_plan_and_notice(world: SimpleNamespace) -> None:
    make_contract(
        world.account,
        has_renewal_plan=True,
        renewal_next_step="Neuvottelu",
        renewal_next_on=TODAY,
        notice_given_on=TODAY,
    )
    make_contract(world.account, notice_given_on=TODAY, notice_withdrawn_on=TODAY)
    page = text_of(Desk(world.owner, world.account, "contract").list())
    assert "Neuvottelu, 11.9.2026" in page
