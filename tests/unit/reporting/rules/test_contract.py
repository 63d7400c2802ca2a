"""R29–R31 on, just under and just over their limits."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.facts.types import ContractFact, TenderFact
from reporting.rules import Level, Limits
from reporting.rules.contract import contract_expiry, notice_or_tender, risks
from tests.unit.reporting.example import facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("days", "plan", "share", "level"),
    [
        (271, False, "100", G),
        (270, False, "100", A),
        (121, False, "100", A),
        (120, False, "100", R),
        (181, True, "100", G),
        (180, True, "100", A),
        (61, True, "100", A),
        (60, True, "100", R),
        (121, False, "19.94", G),
        (120, False, "19.94", A),
        (1, False, "19.94", A),
        (1, True, "19.94", G),
        (120, False, "19.95", R),
        (120, False, "20", R),
    ],
)
def test_the_next_expiry(days: int, plan: bool, share: str, level: Level) -> None:
    known = facts(contract_days=days, renewal_plan=plan, contract_share=Decimal(share))
    finding = contract_expiry(known, LIMITS)
    assert (finding.level, finding.value) == (level, days)


def test_an_unknown_share_counts_as_the_main_contract() -> None:
    assert contract_expiry(facts(contract_days=100, contract_share=None), LIMITS).level is R


def contract(days: int, share: int, plan: bool = False) -> ContractFact:
    return ContractFact(name=f"P-{days}", days=days, share_pct=Decimal(share), has_plan=plan, ends_on=date(2027, 1, 1))


def test_every_contract_is_considered_and_the_worst_speaks() -> None:
    small_soon, main_later, main_far = contract(30, 5), contract(110, 60), contract(900, 35)
    finding = contract_expiry(facts(contracts=(small_soon, main_later, main_far)), LIMITS)
    assert (finding.level, finding.params["name"], finding.variant) == (R, "P-110", "no_plan")
    equals = contract_expiry(facts(contracts=(contract(250, 50), contract(200, 50))), LIMITS)
    assert (equals.level, equals.value) == (A, 200)


def test_expiry_without_contracts() -> None:
    assert contract_expiry(facts(contract_days=None), LIMITS).variant == "no_end"
    assert contract_expiry(facts(contract_days=None), LIMITS).level is G
    assert contract_expiry(facts(contract_days=None, fresh=stale("contracts")), LIMITS).level is U
    assert contract_expiry(facts(contract_days=5, phase="päättyvä"), LIMITS).level is N


@pytest.mark.parametrize(
    ("changes", "level", "variant"),
    [
        ({}, G, "ok"),
        ({"notice": True}, R, "notice_undated"),
        ({"notice": True, "notice_on": date(2026, 9, 1)}, R, "notice"),
        ({"notice": True, "tender": TenderFact(has_plan=True)}, R, "notice_undated"),
        ({"notice": True, "phase": "päättyvä"}, N, "na"),
        ({"notice_withdrawn_30d": True}, A, "withdrawn"),
        ({"tender_ended_30d": True}, A, "tender_ended"),
        ({"tender": TenderFact(has_plan=True, age_working_days=99)}, A, "tender_plan_undated"),
        ({"tender": TenderFact(has_plan=False, age_working_days=10)}, A, "tender_no_plan_undated"),
        ({"tender": TenderFact(has_plan=False, age_working_days=11)}, R, "tender_no_plan_undated"),
        ({"tender": TenderFact(has_plan=False, schedule="10/2026")}, R, "tender_no_plan"),
        ({"notice": None}, U, "grey"),
        ({"notice_withdrawn_30d": None}, U, "grey"),
    ],
)
def test_notice_or_tender(changes: dict[str, object], level: Level, variant: str) -> None:
    finding = notice_or_tender(facts(**changes), LIMITS)
    assert (finding.level, finding.variant, finding.value) == (level, variant, None)


@pytest.mark.parametrize(
    ("changes", "level", "variant"),
    [
        ({"risk_max": 0}, G, "ok"),
        ({"risk_max": 7}, G, "unnamed"),
        ({"risk_max": 8}, A, "unnamed"),
        ({"risk_max": 14}, A, "unnamed"),
        ({"risk_max": 15}, R, "unnamed"),
        ({"risk_max": 12, "risk_name": "avainhenkilö", "risk_probability": 3, "risk_impact": 4}, A, "value"),
        ({"risk_review_overdue": 1}, A, "review_unnamed"),
        ({"risk_review_overdue": 1, "risk_review_name": "hinta", "risk_review_days": 31}, A, "review"),
        ({"risk_max": 20, "risk_review_overdue": 1}, R, "unnamed"),
        ({"risk_max": None}, U, "grey"),
        ({"risk_review_overdue": None}, U, "grey"),
        ({"risk_max": 9, "risk_review_overdue": None}, A, "unnamed"),
    ],
)
def test_risks(changes: dict[str, object], level: Level, variant: str) -> None:
    finding = risks(facts(**changes), LIMITS)
    assert (finding.level, finding.variant) == (level, variant)
