"""The combination of domain.md 2.4, mandatory inputs, trend and duration."""

from decimal import Decimal
from typing import Any

import pytest

from reporting.rules import Colour, Level, Limits
from reporting.status import (
    arrow,
    belongs_on_agenda,
    combine,
    coverage_pct,
    duration,
    judge,
    mandatory_inputs,
    missing_inputs,
    trend,
)
from tests.unit.reporting.example import changed_limits, example_card, facts, project_facts, stale

G, Y, A, R, N = Colour.GREEN, Colour.GREY, Colour.AMBER, Colour.RED, Colour.NA


def test_the_filled_example_card_is_amber_with_three_reasons() -> None:
    judgement = judge(example_card(), Limits())
    assert (judgement.shown, judgement.computed, judgement.decided_by) == (A, A, "worst-of")
    assert [finding.rule_id for finding in judgement.reasons] == ["R01", "R08", "R14"]
    assert judgement.amber_dimensions == 3
    assert judgement.coverage_pct == 100
    assert judgement.limits_version == Limits().version


@pytest.mark.parametrize(
    ("colours", "coverage", "expected"),
    [
        ([R, Y, A, A, A, A], 10, (R, "worst-of")),
        ([A, A, A, A, G, G], 10, (R, "accumulation")),
        ([A, A, A, G, G, G], 49, (Y, "coverage")),
        ([A, Y, G, G, G, G], 50, (A, "worst-of")),
        ([Y, G, G, G, N, G], 50, (Y, "mandatory data missing")),
        ([G, G, G, G, N, G], 100, (G, "worst-of")),
    ],
)
def test_the_order_of_the_combination(colours: list[Colour], coverage: int, expected: tuple[Colour, str]) -> None:
    assert combine(colours, Decimal(coverage), Limits()) == expected


@pytest.mark.parametrize(
    ("model", "profile", "phase", "count"),
    [
        ("A", "palvelu", "vakiintunut", 9),
        ("B", "palvelu", "haltuunotto", 8),
        ("C", "palvelu", "vakiintunut", 5),
        ("D", "palvelu", "vakiintunut", 2),
        ("A", "projekti", "vakiintunut", 7),
        ("B", "projekti", "haltuunotto", 6),
        ("C", "projekti", "vakiintunut", 5),
        ("D", "projekti", "vakiintunut", 2),
    ],
)
def test_mandatory_inputs(model: str, profile: str, phase: str, count: int) -> None:
    names = mandatory_inputs(facts(model=model, profile=profile, phase=phase))
    assert len(names) == len(set(names)) == count
    assert ("projects" in names) == (profile == "projekti" and model != "D")
    assert ("csat" in names) == (model in "AB" and phase != "haltuunotto")


@pytest.mark.parametrize("name", mandatory_inputs(facts()))
def test_each_mandatory_input_makes_its_dimension_grey(name: str) -> None:
    judgement = judge(facts(fresh=stale(name)), Limits())
    assert judgement.missing_inputs == (name,)
    assert judgement.shown is Y
    assert judgement.coverage_pct == 89
    assert list(judgement.dimensions.values()).count(Y) == 1


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"rev_ytd": None}, "revenue"),
        ({"has_big_projects": True}, "revenue"),
        ({"margin_pct": None}, "margin"),
        ({"rounds_planned_r3": None}, "rounds"),
        ({"rounds_planned_r3": 0}, "rounds"),
        ({"rounds_done_r3": None}, "rounds"),
        ({"score_avg": None}, "scores"),
        ({"sites_measured": 23}, "scores"),
        ({"complaints_r3": None}, "complaints"),
        ({"compl_overdue": None}, "complaints"),
        ({"critical_open": None}, "complaints"),
        ({"csat": None}, "csat"),
        ({"csat_n": None}, "csat"),
        ({"csat_n": 4}, "csat"),
        ({"sup_changes_r12": None}, "supervisors"),
        ({"sup_positions": None}, "supervisors"),
    ],
)
def test_a_fresh_feed_without_figures_is_missing(changes: dict[str, Any], missing: str) -> None:
    assert missing_inputs(facts(**changes), Limits()) == (missing,)
    assert judge(facts(**changes), Limits()).shown is Y


def test_no_round_is_planned_yet_while_the_account_is_taken_over() -> None:
    assert missing_inputs(facts(rounds_planned_r3=0, phase="haltuunotto"), Limits()) == ()


def test_a_dimension_nobody_judges_is_left_out() -> None:
    assert judge(facts(model="D"), Limits()).dimensions["LAA"] is N
    assert judge(facts(model="D"), Limits()).dimensions["HOI"] is G
    assert judge(project_facts(), Limits()).dimensions["LAA"] is G


def test_a_dimension_somebody_judges_stays_when_none_of_its_rules_applies_now() -> None:
    """Model C is judged by its projects; without any the dimension has nothing to complain of."""
    assert judge(project_facts(model="C", projects_active=0), Limits()).dimensions["LAA"] is G


def test_a_dimension_is_left_out_only_when_its_last_rule_is_switched_off() -> None:
    assert judge(facts(), changed_limits({("R24", "on"): 0})).dimensions["HEN"] is G
    assert judge(facts(model="C"), changed_limits({("R27", "on"): 0})).dimensions["HEN"] is N


def test_complaints_need_the_number_of_sites_only_when_there_are_some() -> None:
    assert "complaints" in missing_inputs(facts(sites_active=None, complaints_r3=3), Limits())
    assert "complaints" not in missing_inputs(facts(sites_active=None, complaints_r3=2), Limits())


def test_amber_dimensions_are_counted() -> None:
    assert judge(facts(risk_max=8), Limits()).amber_dimensions == 1
    assert judge(facts(risk_max=15), Limits()).amber_dimensions == 0


def test_red_beats_grey_inside_a_dimension() -> None:
    judgement = judge(facts(fresh=stale("csat"), compl_overdue=3, compl_overdue_max_days=1), Limits())
    assert judgement.dimensions["ASI"] is R


def test_reasons_are_sorted_by_severity_then_rule() -> None:
    judgement = judge(facts(risk_max=20, sites_below=1, deputy=False), Limits())
    assert [f"{finding.rule_id}:{finding.level}" for finding in judgement.reasons] == [
        "R31:RED",
        "R08:AMBER",
        "R27:AMBER",
    ]
    assert judgement.risk_points == 5


def test_a_finding_is_found_by_its_rule() -> None:
    judgement = judge(facts(), Limits())
    assert judgement.finding("R07").level is Level.GREEN
    with pytest.raises(KeyError):
        judgement.finding("R99")


@pytest.mark.parametrize(
    ("mandatory", "missing", "expected"), [(9, 1, 89), (9, 2, 78), (9, 5, 44), (8, 1, 88), (2, 0, 100)]
)
def test_coverage_is_rounded_half_up(mandatory: int, missing: int, expected: int) -> None:
    assert coverage_pct(mandatory, missing) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (None, G, "new"),
        (G, G, "same"),
        (G, Y, "worse"),
        (Y, A, "worse"),
        (A, R, "worse"),
        (R, Y, "better"),
        (R, A, "better"),
    ],
)
def test_trend(before: Colour | None, now: Colour, expected: str) -> None:
    assert trend(before, now) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"), [(None, 3, "new"), (3, 4, "same"), (3, 5, "worse"), (3, 2, "same"), (3, 1, "better")]
)
def test_arrow_turns_at_two_points(before: int | None, now: int, expected: str) -> None:
    assert arrow(before, now) == expected


def test_duration_counts_closes_of_one_colour() -> None:
    assert duration(R, 2, R) == 3
    assert duration(R, 2, A) == 1
    assert duration(None, 0, G) == 1


@pytest.mark.parametrize(
    ("colour", "months", "expected"), [(R, 2, False), (R, 3, True), (A, 3, False), (A, 4, True), (G, 40, False)]
)
def test_long_red_and_long_amber_reach_the_agenda(colour: Colour, months: int, expected: bool) -> None:
    assert belongs_on_agenda(colour, months) is expected
