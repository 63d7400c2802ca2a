"""R25 and R26 on, just under and just over their limits."""

import pytest

from reporting.rules import Level, Limits
from reporting.rules.registry import RuleFunction
from reporting.rules.supervisors import brief_not_acknowledged, sites_without_supervisor
from tests.unit.reporting.example import changed_limits, facts, project_facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("sites", "days", "active", "level", "variant"),
    [
        (0, 0, 40, G, "ok"),
        (1, 14, 40, A, "value"),
        (1, 15, 40, R, "gap"),
        (1, 1, 1, A, "value"),
        (2, 1, 39, R, "value"),
        (2, 1, 40, R, "value"),
        (2, 1, 41, A, "value"),
        (3, 1, 60, R, "value"),
        (3, 1, 61, A, "value"),
        (3, 15, 40, R, "gap"),
        (0, 15, 40, G, "ok"),
    ],
)
def test_sites_without_a_supervisor(sites: int, days: int, active: int, level: Level, variant: str) -> None:
    known = facts(sites_nosup=sites, sites_nosup_maxdays=days, sites_active=active)
    finding = sites_without_supervisor(known, LIMITS)
    assert (finding.level, finding.variant, finding.value, finding.at_least) == (level, variant, sites, False)
    assert finding.evidence == ("supervisors:missing",)


@pytest.mark.parametrize(
    ("changes", "level", "at_least", "variant"),
    [
        ({"sites_nosup": None}, U, False, "grey"),
        ({"sites_nosup": None, "sites_nosup_maxdays": 14}, U, False, "grey"),
        ({"sites_nosup": None, "sites_nosup_maxdays": 15}, R, False, "gap_uncounted"),
        ({"sites_nosup": 0, "sites_nosup_maxdays": None, "sites_active": None}, G, False, "ok"),
        ({"sites_nosup": 1, "sites_nosup_maxdays": None}, A, True, "undated"),
        ({"sites_nosup": 2, "sites_nosup_maxdays": None}, R, False, "undated"),
        ({"sites_nosup": 1, "sites_nosup_maxdays": 3, "sites_active": None}, A, False, "value"),
        ({"sites_nosup": 2, "sites_nosup_maxdays": 3, "sites_active": None}, A, True, "value"),
        ({"sites_nosup": 2, "sites_nosup_maxdays": 15, "sites_active": None}, R, False, "gap"),
    ],
)
def test_gaps_that_are_not_known(changes: dict[str, object], level: Level, at_least: bool, variant: str) -> None:
    finding = sites_without_supervisor(facts(**changes), LIMITS)
    assert (finding.level, finding.at_least, finding.variant) == (level, at_least, variant)
    assert level is not U or finding.params["missing"] == ("supervisors",)


@pytest.mark.parametrize(
    ("missing", "positions", "level"),
    [
        (0, 12, G),
        (1, 12, A),
        (1, 1, A),
        (2, 2, A),
        (3, 11, R),
        (3, 12, R),
        (3, 13, A),
        (4, 16, R),
        (4, 17, A),
        (25, 100, R),
        (25, 101, A),
    ],
)
def test_supervisors_without_the_brief(missing: int, positions: int, level: Level) -> None:
    finding = brief_not_acknowledged(facts(brief_missing=missing, sup_positions=positions), LIMITS)
    assert (finding.level, finding.value, finding.at_least) == (level, missing, False)
    assert finding.evidence == ("briefs:missing",)


@pytest.mark.parametrize(
    ("missing", "level", "at_least"), [(None, N, False), (0, G, False), (2, A, False), (3, A, True)]
)
def test_a_brief_and_an_unknown_number_of_supervisors(missing: int | None, level: Level, at_least: bool) -> None:
    finding = brief_not_acknowledged(facts(brief_missing=missing, sup_positions=None), LIMITS)
    assert (finding.level, finding.at_least) == (level, at_least)
    assert level is not N or finding.params["reason"] == "no_brief"


@pytest.mark.parametrize("rule", [sites_without_supervisor, brief_not_acknowledged])
def test_both_concern_a_and_b_in_service_with_a_fresh_list(rule: RuleFunction) -> None:
    worse = {"sites_nosup": 1, "brief_missing": 1}
    levels = [rule(facts(model=model, **worse), LIMITS).level for model in "ABCD"]
    assert levels == [A, A, N, N]
    assert rule(facts(fresh=stale("supervisors"), **worse), LIMITS).level is U
    assert rule(project_facts(**worse), LIMITS).level is N


def test_the_limits_in_force_are_used() -> None:
    own = changed_limits(
        {
            ("R25", "gap_days"): 3,
            ("R25", "amber"): 2,
            ("R25", "red"): 3,
            ("R25", "red_share"): 50,
            ("R26", "amber"): 2,
            ("R26", "red"): 4,
            ("R26", "red_share"): 50,
        }
    )
    known = {"sites_active": 6, "sites_nosup_maxdays": 3}
    assert sites_without_supervisor(facts(sites_nosup=1, **known), own).level is G
    assert sites_without_supervisor(facts(sites_nosup=1, sites_nosup_maxdays=4), own).level is R
    assert sites_without_supervisor(facts(sites_nosup=1, sites_nosup_maxdays=None), own).level is U
    assert sites_without_supervisor(facts(sites_nosup=2, **known), own).level is A
    assert sites_without_supervisor(facts(sites_nosup=3, **known), own).level is R
    assert brief_not_acknowledged(facts(brief_missing=1), own).level is G
    assert brief_not_acknowledged(facts(brief_missing=3, sup_positions=3), own).level is A
    assert brief_not_acknowledged(facts(brief_missing=4, sup_positions=8), own).level is R
