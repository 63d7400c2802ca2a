"""R28: required cells of the support organisation."""

import pytest

from reporting.rules import Level, Limits
from reporting.rules.support import support_gaps
from tests.unit.reporting.example import changed_limits, facts, project_facts

LIMITS = Limits()
G, A, U, N = Level.GREEN, Level.AMBER, Level.UNKNOWN, Level.NA
CELL = ("Oulu · LVI",)


@pytest.mark.parametrize(
    ("gaps", "cells", "level", "variant"),
    [
        (0, (), G, "ok"),
        (0, CELL, G, "ok"),
        (1, CELL, A, "value"),
        (1, (), A, "unnamed"),
        (99, (), A, "unnamed"),
        (None, CELL, N, "na"),
    ],
)
def test_gaps_are_amber_and_never_red(gaps: int | None, cells: tuple[str, ...], level: Level, variant: str) -> None:
    finding = support_gaps(facts(support_gaps=gaps, support_gap_cells=cells), LIMITS)
    assert (finding.level, finding.variant, finding.value) == (level, variant, gaps)
    assert finding.evidence == (() if gaps is None else ("support:gaps",))
    assert gaps is not None or finding.params["reason"] == "no_matrix"


@pytest.mark.parametrize(("model", "level"), [("A", A), ("B", A), ("C", N), ("D", N)])
def test_gaps_concern_a_and_b_in_both_profiles(model: str, level: Level) -> None:
    assert support_gaps(facts(model=model, support_gaps=1), LIMITS).level is level
    assert support_gaps(project_facts(model=model, support_gaps=1), LIMITS).level is level


def test_the_limit_in_force_is_used() -> None:
    own = changed_limits({("R28", "amber"): 3})
    assert [support_gaps(facts(support_gaps=gaps), own).level for gaps in (2, 3)] == [G, A]
