"""What the facts say of themselves."""

from datetime import date

import pytest

from reporting.facts.types import period_label
from tests.unit.reporting.example import facts, stale


@pytest.mark.parametrize(("month", "expected"), [(1, "1/2026"), (2, "1–2/2026"), (12, "1–12/2026")])
def test_the_period_is_printed_with_an_en_dash(month: int, expected: str) -> None:
    assert period_label(month, 2026) == expected


def test_december_judged_in_january_belongs_to_the_year_before() -> None:
    december = facts(as_of=date(2027, 1, 11), month=12)
    assert (december.period_label, december.previous_period_label) == ("1–12/2026", "1–12/2025")
    assert facts(year=2024).period_year == 2024
    assert facts().period_year == 2026


def test_all_named_sources_must_be_fresh() -> None:
    known = facts(fresh=stale("scores"))
    assert known.is_fresh("rounds", "revenue")
    assert not known.is_fresh("rounds", "scores")


@pytest.mark.parametrize(("months", "expected"), [(None, False), (0, True), (11, True), (12, False)])
def test_an_account_is_new_for_twelve_months(months: int | None, expected: bool) -> None:
    assert facts(account_age_months=months).is_new is expected


def test_phases() -> None:
    assert facts(phase="haltuunotto").in_onboarding
    assert facts(phase="päättyvä").in_exit
    assert not facts().in_exit
