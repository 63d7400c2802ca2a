"""Contracts, notices, tenders and risks (domain.md 1.4 K1–K4, 2.2 R29–R31)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts_app.models import Account, Risk, Tender
from reporting.facts.contracts import read
from reporting.facts.period import Period
from tests.factories import make_account, make_contract, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
R12 = Decimal(120000)


def contracts(account: Account, as_of: date = TODAY, r12: Decimal | None = R12) -> dict[str, object]:
    return read({account.pk: r12}, Period(date(2026, 8, 1), as_of))[account.pk]


def test_contracts_with_an_end_the_nearest_first() -> None:
    account = make_account()
    make_contract(account)  # until further notice
    make_contract(account, contract_no="S-2", ends_on=date(2027, 3, 30), monthly_price_eur=Decimal("1050"))
    make_contract(account, contract_no="S-1", ends_on=date(2026, 12, 31), has_renewal_plan=True)
    make_contract(account, ends_on=date(2026, 9, 10))  # over
    make_contract(account, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 1))  # not begun
    fields = contracts(account)
    assert [(fact.name, fact.days, fact.share_pct, fact.has_plan) for fact in fields["contracts"]] == [
        ("S-1", 111, Decimal(10), True),
        ("S-2", 200, Decimal("10.5"), False),
    ]
    assert (fields["contract_days"], fields["contract_share"], fields["renewal_plan"]) == (111, 10, True)
    assert (fields["contract_name"], fields["contract_ends_on"]) == ("S-1", date(2026, 12, 31))


def test_share_is_unknown_without_revenue() -> None:
    account = make_account()
    make_contract(account, ends_on=TODAY)
    assert contracts(account, r12=None)["contracts"][0].share_pct is None
    assert contracts(account, r12=Decimal(0))["contracts"][0].days == 0


def test_nothing_in_the_register() -> None:
    fields = contracts(make_account())
    assert fields["contracts"] == ()
    assert (fields["notice"], fields["notice_withdrawn_30d"], fields["notice_on"]) == (False, False, None)
    assert (fields["tender"], fields["tender_ended_30d"]) == (None, False)
    assert (fields["risk_max"], fields["risk_review_overdue"]) == (0, 0)


def test_notice_and_its_withdrawal_by_day() -> None:
    account = make_account()
    make_contract(account, notice_given_on=date(2026, 6, 1), notice_withdrawn_on=date(2026, 8, 20))
    assert contracts(account, date(2026, 5, 31))["notice"] is False
    during = contracts(account, date(2026, 8, 19))
    assert (during["notice"], during["notice_on"]) == (True, date(2026, 6, 1))
    after = contracts(account)
    assert (after["notice"], after["notice_withdrawn_30d"], after["notice_on"]) == (False, True, date(2026, 8, 20))
    assert contracts(account, date(2026, 9, 20))["notice_withdrawn_30d"] is False


def test_tender_without_a_responsible_person_has_no_plan() -> None:
    account = make_account()
    tender = Tender.objects.create(
        account=account, announced_on=date(2026, 8, 28), schedule="10/2026", has_bid_plan=True
    )
    fact = contracts(account)["tender"]
    assert (fact.has_plan, fact.age_working_days, fact.schedule) == (False, 10, "10/2026")
    tender.responsible = make_person()
    tender.save()
    assert contracts(account)["tender"].has_plan is True
    assert contracts(account, date(2026, 8, 27))["tender"] is None


def test_the_worst_prepared_tender_speaks() -> None:
    account = make_account()
    ready = {"has_bid_plan": True, "responsible": make_person()}
    Tender.objects.create(account=account, announced_on=date(2026, 1, 2), schedule="valmis", **ready)
    Tender.objects.create(account=account, announced_on=date(2026, 9, 1), schedule="kesken")
    assert contracts(account)["tender"].schedule == "kesken"


def test_a_tender_that_ended_is_followed() -> None:
    account = make_account()
    Tender.objects.create(account=account, announced_on=date(2026, 5, 1), closed_on=date(2026, 8, 12))
    assert contracts(account)["tender"] is None
    assert contracts(account)["tender_ended_30d"] is True
    assert contracts(account, date(2026, 9, 12))["tender_ended_30d"] is False
    assert contracts(account, date(2026, 8, 1))["tender"] is not None


def test_risks_open_on_the_day() -> None:
    account = make_account()
    opened = {"account": account, "opened_on": date(2026, 1, 1)}
    Risk.objects.create(name="Avainhenkilö eläköityy", probability=3, impact=4, review_on=date(2026, 8, 11), **opened)
    Risk.objects.create(name="Pieni", probability=1, impact=2, review_on=date(2026, 8, 12), **opened)
    Risk.objects.create(name="Ohi", probability=5, impact=5, closed_on=TODAY, **opened)
    Risk.objects.create(account=account, name="Tuleva", probability=5, impact=5, opened_on=date(2026, 9, 12))
    fields = contracts(account)
    assert (fields["risk_max"], fields["risk_name"]) == (12, "Avainhenkilö eläköityy")
    assert (fields["risk_probability"], fields["risk_impact"]) == (3, 4)
    assert (fields["risk_review_overdue"], fields["risk_review_name"], fields["risk_review_days"]) == (
        1,
        "Avainhenkilö eläköityy",
        31,
    )
    assert contracts(account, date(2026, 9, 10))["risk_max"] == 25
