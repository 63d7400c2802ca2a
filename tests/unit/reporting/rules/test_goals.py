"""R20: each group of goals, a third counted exactly, and what is not yet asked for."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.goals import goals
from tests.unit.reporting.example import changed_limits, facts

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("late", "active", "level"),
    [
        (0, 4, G),
        (1, 1, A),
        (1, 4, A),
        (2, 2, R),
        (2, 5, R),
        (2, 6, R),
        (2, 7, A),
        (3, 9, R),
        (3, 10, A),
        (33333, 99999, R),
        (33333, 100000, A),
    ],
)
def test_late_goals_are_red_from_two_and_a_third(late: int, active: int, level: Level) -> None:
    finding = goals(facts(goals_late=late, goals_active=active), LIMITS)
    assert (finding.level, finding.value, finding.at_least) == (level, late, False)
    assert finding.evidence == ("goals:open",)


@pytest.mark.parametrize(
    ("changes", "level", "variant", "value"),
    [
        ({}, G, "ok", 0),
        ({"goals_at_risk": 1}, A, "at_risk_unnamed", 1),
        ({"goals_unchecked": 1}, A, "unchecked_unnamed", 1),
        ({"goals_late": 1, "goals_at_risk": 2, "goals_unchecked": 3}, A, "late_unnamed", 1),
        ({"goals_at_risk": 2, "goals_unchecked": 3}, A, "at_risk_unnamed", 2),
        ({"goals_late": 2, "goals_at_risk": 2}, R, "red_unnamed", 2),
        ({"goals_active": 0}, A, "none", None),
        ({"goals_active": 0, "rev_target_ytd": None}, A, "none", None),
        ({"rev_target_ytd": None}, A, "no_target", None),
        ({"rev_target_ytd": None, "month": 3}, A, "no_target", None),
        ({"rev_target_ytd": None, "month": 2}, G, "ok", 0),
        ({"rev_target_ytd": None, "goals_unchecked": 1}, A, "unchecked_unnamed", 1),
        ({"rev_target_ytd": Decimal(0)}, G, "ok", 0),
    ],
)
def test_what_speaks_first(changes: dict[str, object], level: Level, variant: str, value: int | None) -> None:
    finding = goals(facts(**changes), LIMITS)
    assert (finding.level, finding.variant, finding.value) == (level, variant, value)


@pytest.mark.parametrize(
    ("changes", "level", "variant"),
    [
        ({"goals_active": 0}, G, "onboarding"),
        ({"rev_target_ytd": None}, G, "ok"),
        ({"goals_active": 0, "rev_target_ytd": None}, G, "onboarding"),
        ({"goals_at_risk": 1}, A, "at_risk_unnamed"),
        ({"goals_late": 2}, R, "red_unnamed"),
        ({"goals_late": None}, U, "grey"),
    ],
)
def test_onboarding_does_not_ask_for_what_is_not_set_yet(
    changes: dict[str, object], level: Level, variant: str
) -> None:
    finding = goals(facts(phase="haltuunotto", **changes), LIMITS)
    assert (finding.level, finding.variant) == (level, variant)


@pytest.mark.parametrize(
    ("reason", "counts", "variant"),
    [
        ("late", {"goals_late": 1}, "late"),
        ("late", {"goals_late": 2}, "red"),
        ("at_risk", {"goals_at_risk": 1}, "at_risk"),
        ("unchecked", {"goals_unchecked": 1}, "unchecked"),
        ("late", {"goals_at_risk": 1}, "at_risk_unnamed"),
    ],
)
def test_the_goal_is_named_when_it_belongs_to_the_group_that_speaks(
    reason: str, counts: dict[str, int], variant: str
) -> None:
    named = goals(facts(goal_name="Uudet kohteet", goal_reason=reason, **counts), LIMITS)
    assert (named.variant, named.params["name"]) == (variant, "Uudet kohteet")
    unnamed = goals(facts(goal_reason=reason, **counts), LIMITS)
    assert (unnamed.variant, unnamed.params["name"]) == (f"{variant.removesuffix('_unnamed')}_unnamed", None)


@pytest.mark.parametrize(
    ("changes", "level", "at_least"),
    [
        ({"goals_active": None}, U, False),
        ({"goals_late": None}, U, False),
        ({"goals_at_risk": None}, U, False),
        ({"goals_unchecked": None}, U, False),
        ({"goals_active": None, "goals_late": 1}, A, False),
        ({"goals_active": None, "goals_late": 2}, A, True),
        ({"goals_late": None, "goals_at_risk": 1}, A, True),
        ({"goals_at_risk": None, "goals_unchecked": 1}, A, False),
        ({"goals_late": None, "goals_active": 0}, A, True),
        ({"goals_late": None, "rev_target_ytd": None}, A, True),
        ({"goals_at_risk": None, "rev_target_ytd": None}, A, False),
    ],
)
def test_goals_that_are_not_known(changes: dict[str, object], level: Level, at_least: bool) -> None:
    finding = goals(facts(**changes), LIMITS)
    assert (finding.level, finding.at_least) == (level, at_least)
    assert level is not U or finding.params["missing"] == ("goals",)


@pytest.mark.parametrize(("model", "level"), [("A", A), ("B", A), ("C", N), ("D", N)])
def test_goals_concern_a_and_b(model: str, level: Level) -> None:
    assert goals(facts(model=model, goals_active=0), LIMITS).level is level


def test_the_limits_in_force_are_used() -> None:
    own = changed_limits({("R20", "amber"): 2, ("R20", "red"): 3, ("R20", "red_one_in"): 2, ("R20", "target_month"): 9})
    assert goals(facts(goals_at_risk=1), own).level is G
    assert goals(facts(goals_late=2, goals_active=2), own).level is A
    assert goals(facts(goals_late=3, goals_active=6), own).level is R
    assert goals(facts(goals_late=3, goals_active=7), own).level is A
    assert goals(facts(rev_target_ytd=None), own).level is G
    assert goals(facts(goals_late=2, goals_active=None), own).at_least is False
