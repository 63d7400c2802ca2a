"""R06–R09 on, just under and just over their limits, and what they do without data."""

from decimal import Decimal

import pytest

from reporting.facts.types import CriticalSite, SiteScore
from reporting.rules import Level, Limits
from reporting.rules.quality import coverage, quality_score, rounds_not_done, sites_below
from tests.unit.reporting.example import facts, project_facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("done", "planned", "level"),
    [
        (190, 200, G),
        (189, 200, A),
        (949, 1000, A),
        (170, 200, A),
        (169, 200, R),
        (849, 1000, R),
        (3, 3, G),
        (2, 3, A),
        (1, 3, R),
        (3, 4, R),
        (4, 4, G),
    ],
)
def test_rounds(done: int, planned: int, level: Level) -> None:
    assert rounds_not_done(facts(rounds_done_r3=done, rounds_planned_r3=planned), LIMITS).level is level


@pytest.mark.parametrize(
    "changes", [{"rounds_planned_r3": 0}, {"rounds_planned_r3": None}, {"rounds_done_r3": None}, {"fresh": frozenset()}]
)
def test_no_plan_or_no_feed_is_unknown(changes: dict[str, object]) -> None:
    assert rounds_not_done(facts(**changes), LIMITS).level is U


@pytest.mark.parametrize(
    ("score", "level"), [("90.0", G), ("89.95", G), ("89.94", A), ("80.0", A), ("79.95", A), ("79.94", R)]
)
def test_score(score: str, level: Level) -> None:
    assert quality_score(facts(score_avg=Decimal(score)), LIMITS).level is level


@pytest.mark.parametrize(("measured", "level"), [(34, G), (33, A), (24, A), (23, U), (0, U), (None, U)])
def test_coverage_is_amber_and_then_unknown_but_never_red(measured: int | None, level: Level) -> None:
    known = facts(sites_measured=measured)
    assert coverage(known, LIMITS).level is level
    assert (quality_score(known, LIMITS).level is U) is (level is U)
    assert (sites_below(known, LIMITS).level is U) is (level is U)


@pytest.mark.parametrize(
    ("below", "measured", "level"),
    [(0, 39, G), (1, 39, A), (3, 39, A), (4, 39, R), (2, 21, A), (2, 20, R), (1, 3, A), (999, 10000, A)],
)
def test_sites_below(below: int, measured: int, level: Level) -> None:
    known = facts(sites_below=below, sites_measured=measured, sites_active=measured)
    finding = sites_below(known, LIMITS)
    assert (finding.level, finding.value) == (level, below)


@pytest.mark.parametrize(("measured", "level"), [(600, A), (599, U)])
def test_quality_is_judged_from_sixty_per_cent_of_the_sites_on(measured: int, level: Level) -> None:
    assert coverage(facts(sites_measured=measured, sites_active=1000), LIMITS).level is level


def test_no_site_below_needs_no_name() -> None:
    assert sites_below(facts(), LIMITS).variant == "ok"


def test_without_a_measured_site_nothing_is_known_whatever_coverage_is_asked() -> None:
    asked = Limits().changed({("INPUT", "coverage_pct"): Decimal(0)})
    assert sites_below(facts(sites_measured=0), asked).level is U


def test_a_critical_site_twice_below_is_red() -> None:
    site = CriticalSite(name="Koivula, Jyväskylä", previous_pct=Decimal(74), latest_pct=Decimal(78))
    named = sites_below(facts(sites_below=1, critical_site_fail2=True, critical_site=site), LIMITS)
    assert (named.level, named.variant, named.params["p2"]) == (R, "critical", Decimal("78.0"))
    assert sites_below(facts(sites_below=1, critical_site_fail2=True), LIMITS).variant == "critical_unnamed"


def test_the_two_worst_sites_are_named() -> None:
    names = tuple(SiteScore(name=name, score_pct=Decimal(70)) for name in "abc")
    finding = sites_below(facts(sites_below=3, sites_below_names=names), LIMITS)
    assert finding.params["sites"] == (("a", Decimal("70.0")), ("b", Decimal("70.0")))


@pytest.mark.parametrize("changes", [{"sites_below": None}, {"critical_site_fail2": None}, {"score_avg": None}])
def test_missing_scores_are_unknown(changes: dict[str, object]) -> None:
    levels = {sites_below(facts(**changes), LIMITS).level, quality_score(facts(**changes), LIMITS).level}
    assert U in levels


def test_whom_the_quality_rules_concern() -> None:
    for rule in (quality_score, sites_below, coverage, rounds_not_done):
        assert rule(project_facts(), LIMITS).level is N
        assert rule(facts(model="D"), LIMITS).level is N
        assert rule(facts(fresh=stale("rounds", "scores")), LIMITS).level is U
    assert quality_score(facts(model="C"), LIMITS).level is N
    assert rounds_not_done(facts(model="C"), LIMITS).level is G
