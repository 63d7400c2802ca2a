"""R24 and R27 on, just under and just over their limits."""

import pytest

from reporting.rules import Level, Limits
from reporting.rules.people import ownership_gap, supervisor_turnover
from tests.unit.reporting.example import facts, project_facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("changes", "positions", "level"),
    [(1, 4, G), (251, 1000, A), (249, 1000, G), (5, 10, A), (501, 1000, R), (2, 3, A), (3, 5, R), (0, 5, G)],
)
def test_supervisor_turnover(changes: int, positions: int, level: Level) -> None:
    assert supervisor_turnover(facts(sup_changes_r12=changes, sup_positions=positions), LIMITS).level is level


@pytest.mark.parametrize(
    "changes",
    [{"sup_changes_r12": None}, {"sup_positions": None}, {"sup_positions": 0}, {"fresh": stale("supervisors")}],
)
def test_turnover_without_a_list_is_unknown(changes: dict[str, object]) -> None:
    assert supervisor_turnover(facts(**changes), LIMITS).level is U


def test_turnover_concerns_a_and_b_in_service() -> None:
    assert supervisor_turnover(facts(model="C", sup_changes_r12=12), LIMITS).level is N
    assert supervisor_turnover(project_facts(sup_changes_r12=12), LIMITS).level is N


@pytest.mark.parametrize(
    ("changes", "level", "variant"),
    [
        ({}, G, "ok"),
        ({"owner": False, "deputy": False}, R, "no_owner"),
        ({"deputy": False}, A, "no_deputy"),
        ({"deputy": False, "model": "B"}, A, "no_deputy"),
        ({"deputy": False, "model": "C"}, G, "ok"),
        ({"deputy": None, "model": "D"}, G, "ok"),
        ({"owner_absent_wd": 5}, G, "ok"),
        ({"owner_absent_wd": 6}, A, "absent"),
        ({"owner_absent_wd": 6, "deputy": False}, A, "absent"),
        ({"owner": None}, U, "grey"),
        ({"deputy": None}, U, "grey"),
        ({"owner_absent_wd": None}, U, "grey"),
        ({"owner_absent_wd": None, "deputy": False}, A, "no_deputy"),
    ],
)
def test_ownership_gap(changes: dict[str, object], level: Level, variant: str) -> None:
    finding = ownership_gap(facts(**changes), LIMITS)
    assert (finding.level, finding.variant, finding.value, finding.at_least) == (level, variant, None, False)


@pytest.mark.parametrize("changes", [{"owner_absent_wd": 6}, {"deputy": False}])
def test_while_the_owner_is_not_known_what_is_known_counts_at_least(changes: dict[str, object]) -> None:
    assert ownership_gap(facts(**changes), LIMITS).at_least is False
    unsure = ownership_gap(facts(owner=None, **changes), LIMITS)
    assert (unsure.level, unsure.at_least) == (A, True)
