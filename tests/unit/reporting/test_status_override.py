"""A manual override changes what is shown, never what is computed (domain.md 2.6)."""

from datetime import date
from typing import Any

import pytest

from reporting.rules import Colour, Limits
from reporting.status import judge
from reporting.status_override import Override
from tests.unit.reporting.example import facts, stale

G, Y, A, R = Colour.GREEN, Colour.GREY, Colour.AMBER, Colour.RED


@pytest.mark.parametrize(
    ("changes", "wish", "shown", "state"),
    [
        ({"risk_max": 8}, {"colour": G}, G, "in force"),
        ({"risk_max": 8}, {"colour": G, "expires": date(2026, 9, 11)}, G, "in force"),
        ({"risk_max": 8}, {"colour": G, "expires": date(2026, 9, 10)}, A, "expired"),
        ({"risk_max": 8}, {"colour": G, "approved": False}, A, "awaiting approval"),
        ({}, {"colour": R, "approved": False}, R, "in force"),
        ({}, {"colour": Y, "approved": False}, Y, "in force"),
        ({}, {"colour": G}, G, "cancelled: equals computed"),
        ({"notice": True}, {"colour": A}, R, "refused: critical R30"),
        ({"notice": True, "critical_open": 1}, {"colour": A}, R, "refused: critical R15, R30"),
        ({"risk_max": 20}, {"colour": A}, A, "in force"),
        ({"fresh": stale("csat")}, {"colour": G}, Y, "refused: mandatory data missing"),
        ({"fresh": stale("csat"), "risk_max": 8}, {"colour": G}, A, "refused: mandatory data missing"),
        ({"fresh": stale("csat"), "risk_max": 20}, {"colour": A}, A, "in force"),
        ({"risk_max": 20}, {"colour": A, "reds_at_approval": frozenset({"R31"})}, A, "in force"),
        (
            {"risk_max": 20, "owner": False},
            {"colour": A, "reds_at_approval": frozenset({"R31"})},
            R,
            "cancelled: new red R27",
        ),
        ({}, {"colour": A, "computed_when_asked": R}, G, "cancelled: computed passed it"),
        (
            {"risk_max": 20},
            {"colour": A, "approved": False, "computed_when_asked": G},
            R,
            "cancelled: computed passed it",
        ),
        ({"risk_max": 20}, {"colour": A, "computed_when_asked": R}, A, "in force"),
        ({"risk_max": 20}, {"colour": A, "computed_when_asked": A}, A, "in force"),
        ({}, {"colour": R, "approved": False, "computed_when_asked": G}, R, "in force"),
        ({"fresh": stale("csat"), "risk_max": 20}, {"colour": Y}, Y, "in force"),
        ({}, {"colour": Y, "computed_when_asked": A}, G, "cancelled: computed passed it"),
        ({"critical_closed_30d": 1}, {"colour": G}, G, "in force"),  # a critical rule that is amber refuses nothing
        ({"risk_max": 20, "sites_below": 1}, {"colour": A, "reds_at_approval": frozenset({"R31"})}, A, "in force"),
    ],
)
def test_override(changes: dict[str, Any], wish: dict[str, Any], shown: Colour, state: str) -> None:
    override = Override(**{"approved": True, "expires": date(2026, 10, 9), **wish})
    judgement = judge(facts(**changes), Limits(), None, override)
    assert (judgement.shown, judgement.override) == (shown, state)
    assert judgement.computed is judge(facts(**changes), Limits()).computed
