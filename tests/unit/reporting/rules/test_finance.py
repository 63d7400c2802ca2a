"""R01–R04 on, just under and just over their limits, and what they do without data."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.finance import margin_gap, order_book, revenue_against_last_year, revenue_against_target
from tests.unit.reporting.example import facts, project_facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("actual", "level", "value"),
    [("970", G, "97.0"), ("969.5", G, "97.0"), ("969.4", A, "96.9"), ("900", A, "90.0"), ("899.4", R, "89.9")],
)
def test_revenue_against_target(actual: str, level: Level, value: str) -> None:
    finding = revenue_against_target(facts(rev_ytd=Decimal(actual), rev_target_ytd=Decimal(1000)), LIMITS)
    assert (finding.level, finding.value) == (level, Decimal(value))


def test_january_is_amber_at_most() -> None:
    january = revenue_against_target(facts(month=1, rev_ytd=Decimal(1)), LIMITS)
    assert (january.level, january.cap) == (A, A)
    assert revenue_against_target(facts(month=1), LIMITS).level is G


@pytest.mark.parametrize("target", [None, Decimal(0), Decimal(-5)])
def test_no_target_is_not_judged(target: Decimal | None) -> None:
    assert revenue_against_target(facts(rev_target_ytd=target), LIMITS).level is N


def test_the_smallest_target_is_judged() -> None:
    assert revenue_against_target(facts(rev_target_ytd=Decimal(1)), LIMITS).level is G


def test_missing_or_stale_revenue_is_unknown() -> None:
    for known in (facts(rev_ytd=None), facts(fresh=stale("revenue"))):
        assert revenue_against_target(known, LIMITS).level is U
        assert revenue_against_last_year(known, LIMITS).level is U


def test_big_projects_are_left_out_of_every_figure() -> None:
    """Example of domain.md 5.4: the sign of the change turns."""
    known = facts(
        has_big_projects=True,
        rev_ytd=Decimal(2450000),
        rev_prev_ytd=Decimal(2310000),
        rev_ytd_comparable=Decimal(2030000),
        rev_prev_ytd_comparable=Decimal(2160000),
        rev_target_ytd_comparable=Decimal(2100000),
    )
    last_year = revenue_against_last_year(known, LIMITS)
    assert (last_year.level, last_year.value) == (A, Decimal("-6.0"))
    assert revenue_against_target(known, LIMITS).value == Decimal("96.7")


@pytest.mark.parametrize(
    ("actual", "level", "value", "variant"),
    [
        ("95000", G, "-5.0", "value"),
        ("94949", A, "-5.1", "value"),
        ("85000", A, "-15.0", "value"),
        ("84949", R, "-15.1", "value"),
        ("99949", G, "-0.1", "value"),
        ("100000", G, "0.0", "over"),
        ("106000", G, "6.0", "over"),
    ],
)
def test_revenue_against_last_year(actual: str, level: Level, value: str, variant: str) -> None:
    finding = revenue_against_last_year(facts(rev_ytd=Decimal(actual), rev_prev_ytd=Decimal(100000)), LIMITS)
    assert (finding.level, finding.value, finding.variant) == (level, Decimal(value), variant)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"phase": "haltuunotto"}, "onboarding"),
        ({"phase": "päättyvä"}, "exit"),
        ({"account_age_months": 11}, "new"),
        ({"rev_prev_ytd": Decimal("9999.99")}, "base"),
        ({"rev_prev_ytd": None, "prev_base_missing": True}, "base"),
    ],
)
def test_last_year_is_not_always_compared(changes: dict[str, object], reason: str) -> None:
    finding = revenue_against_last_year(facts(**changes), LIMITS)
    assert (finding.level, finding.params["reason"]) == (N, reason)


def test_last_year_missing_for_no_known_reason_is_unknown() -> None:
    assert revenue_against_last_year(facts(rev_prev_ytd=None), LIMITS).level is U


@pytest.mark.parametrize(
    ("margin", "level", "value"),
    [
        ("16.0", G, "-1.0"),
        ("15.94", A, "-1.1"),
        ("14.0", A, "-3.0"),
        ("13.94", R, "-3.1"),
        ("16.5", G, "-0.5"),
        ("17.0", G, "0.0"),
        ("18.0", G, "1.0"),
    ],
)
def test_margin_gap(margin: str, level: Level, value: str) -> None:
    finding = margin_gap(facts(margin_pct=Decimal(margin)), LIMITS)
    assert (finding.level, finding.value) == (level, Decimal(value))
    assert finding.variant == ("over" if level is G and finding.value == 1 else "value")


def test_a_negative_margin_is_red_whatever_its_target() -> None:
    by_share = margin_gap(facts(margin_pct=Decimal("-0.1"), margin_target=Decimal(-5)), LIMITS)
    by_euros = margin_gap(facts(margin_pct=Decimal("0.0"), margin_target=None, margin_eur_ytd=Decimal(-60)), LIMITS)
    assert (by_share.level, by_share.variant) == (R, "negative_pct")
    for euros in (Decimal(0), Decimal(500)):  # a share below zero beside a sum that is not
        assert margin_gap(facts(margin_pct=Decimal("-0.1"), margin_eur_ytd=euros), LIMITS).variant == "negative_pct"
    no_loss = margin_gap(facts(margin_pct=Decimal("0.0"), margin_target=None, margin_eur_ytd=Decimal(0)), LIMITS)
    assert no_loss.level is N
    assert (by_euros.level, by_euros.variant, by_euros.value) == (R, "negative", None)
    printed_zero = facts(margin_pct=Decimal("-0.04"), margin_eur_ytd=Decimal(-40), margin_target=Decimal(0))
    assert margin_gap(printed_zero, LIMITS).level is G


def test_margin_without_data_or_target() -> None:
    assert margin_gap(facts(margin_pct=None), LIMITS).level is U
    assert margin_gap(facts(fresh=stale("margin")), LIMITS).level is U
    assert margin_gap(facts(margin_target=None), LIMITS).level is N


@pytest.mark.parametrize("model", "ABC")
def test_the_margin_is_asked_of_a_b_and_c(model: str) -> None:
    assert margin_gap(facts(model=model, margin_pct=None), LIMITS).level is U
    assert margin_gap(facts(model=model, margin_pct=Decimal(10)), LIMITS).level is R


def test_model_d_is_judged_by_its_margin_only_when_it_is_known() -> None:
    assert margin_gap(facts(model="D", fresh=stale("margin")), LIMITS).level is N
    assert margin_gap(facts(model="D", margin_pct=None), LIMITS).level is N
    assert margin_gap(facts(model="D", margin_pct=Decimal(10)), LIMITS).level is R


@pytest.mark.parametrize(
    ("months", "level", "value"),
    [("6.0", G, "6.0"), ("5.95", G, "6.0"), ("5.94", A, "5.9"), ("3.0", A, "3.0"), ("2.94", R, "2.9")],
)
def test_order_book(months: str, level: Level, value: str) -> None:
    finding = order_book(project_facts(orderbook_months=Decimal(months)), LIMITS)
    assert (finding.level, finding.value) == (level, Decimal(value))


def test_order_book_concerns_projects_only() -> None:
    assert order_book(facts(orderbook_months=Decimal(1)), LIMITS).level is N
    assert order_book(project_facts(orderbook_months=None), LIMITS).level is U
