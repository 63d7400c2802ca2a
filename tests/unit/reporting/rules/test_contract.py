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


@pytest.mark.parametrize("days", [(1, 0), (0, -1), (-1, 0), (0, 1)])
def test_of_two_equally_bad_ones_the_nearest_speaks_one_that_has_ended_before_all(days: tuple[int, int]) -> None:
    finding = contract_expiry(facts(contracts=tuple(contract(day, 50) for day in days)), LIMITS)
    assert (finding.level, finding.value) == (R, min(days))


@pytest.mark.parametrize(("share", "printed"), [("25", "25"), ("25.04", "25"), ("25.05", "25.1"), ("100", "100")])
def test_a_share_prints_whole_or_with_one_decimal(share: str, printed: str) -> None:
    finding = contract_expiry(facts(contract_share=Decimal(share)), LIMITS)
    assert str(finding.params["share"]) == printed


@pytest.mark.parametrize(
    ("unknown", "variant"),
    [
        ({}, "no_plan"),
        ({"contract_name": ""}, "no_plan_brief"),
        ({"contract_share": None}, "no_plan_brief"),
        ({"contract_ends_on": None}, "no_plan_brief"),
        ({"renewal_plan": True}, "plan"),
    ],
)
def test_the_long_sentence_needs_name_share_and_day(unknown: dict[str, object], variant: str) -> None:
    known = {"contract_name": "P-1", "contract_share": Decimal(50), "contract_ends_on": date(2026, 12, 1)}
    assert contract_expiry(facts(**{**known, **unknown}), LIMITS).variant == variant


@pytest.mark.parametrize("known", [{"tender": TenderFact(has_plan=True)}, {"notice_withdrawn_30d": True}])
def test_while_a_notice_is_not_known_what_is_known_counts_at_least(known: dict[str, object]) -> None:
    assert notice_or_tender(facts(**known), LIMITS).at_least is False
    assert notice_or_tender(facts(notice=None, **known), LIMITS).at_least is True
    assert notice_or_tender(facts(notice=True, **known), LIMITS).at_least is False


def test_a_risk_and_a_review_are_named_only_when_all_is_known() -> None:
    risk = {"risk_max": 12, "risk_name": "avainhenkilö", "risk_probability": 3, "risk_impact": 4}
    assert [risks(facts(**{**risk, name: None}), LIMITS).variant for name in list(risk)[1:]] == ["unnamed"] * 3
    review = {"risk_review_overdue": 1, "risk_review_name": "hinta", "risk_review_days": 31}
    assert [risks(facts(**{**review, name: None}), LIMITS).variant for name in list(review)[1:]] == [
        "review_unnamed"
    ] * 2
    assert risks(facts(**risk), LIMITS).params["name"] == "avainhenkilö"
    assert risks(facts(**review), LIMITS).params["name"] == "hinta"
    assert risks(facts(), LIMITS).params["name"] is None


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
