"""R32: a decision maker left and the new one has not been met."""

import pytest

from reporting.rules import Level, Limits
from reporting.rules.contacts import decision_maker_change
from tests.unit.reporting.example import facts, project_facts

LIMITS = Limits()
G, A, U, N = Level.GREEN, Level.AMBER, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("vacant", "role", "level", "variant"),
    [
        (True, "hankintajohtaja", A, "value"),
        (True, "", A, "unnamed"),
        (False, "hankintajohtaja", G, "ok"),
        (None, "", U, "grey"),
    ],
)
def test_a_change_of_decision_makers(vacant: bool | None, role: str, level: Level, variant: str) -> None:
    finding = decision_maker_change(facts(dm_vacant=vacant, dm_role=role), LIMITS)
    assert (finding.level, finding.variant, finding.value) == (level, variant, None)
    assert finding.evidence == (() if vacant is None else ("contacts:decision-makers",))
    assert vacant is None or finding.params == {"role": role or None}
    assert vacant is not None or finding.params["missing"] == ("contacts",)


@pytest.mark.parametrize(("model", "level"), [("A", A), ("B", A), ("C", A), ("D", N)])
def test_it_concerns_a_b_and_c_in_both_profiles(model: str, level: Level) -> None:
    assert decision_maker_change(facts(model=model, dm_vacant=True), LIMITS).level is level
    assert decision_maker_change(project_facts(model=model, dm_vacant=True), LIMITS).level is level
