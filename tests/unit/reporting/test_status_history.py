"""Hysteresis and carry (domain.md 2.5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.rules import RULES, Level, Limits
from reporting.rules.finding import unknown
from reporting.status import judge
from reporting.status_history import RuleState, effective
from tests.unit.reporting.example import facts, project_facts, stale

G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


def score(value: str, before: RuleState, **options: Any) -> tuple[Level, RuleState | None]:
    judgement = judge(facts(score_avg=Decimal(value)), Limits(), {"R07": before}, **options)
    return judgement.finding("R07").level, judgement.rule_states.get("R07")


@pytest.mark.parametrize(
    ("value", "before", "level", "after"),
    [
        ("80.4", RuleState(R), R, RuleState(R, 1)),
        ("80.9", RuleState(R, 1), A, RuleState(A)),
        ("80.9", RuleState(R), R, RuleState(R, 1)),
        ("81.0", RuleState(R), A, RuleState(A)),
        ("99.0", RuleState(R), A, RuleState(A)),
        ("90.9", RuleState(A), A, RuleState(A, 1)),
        ("91.0", RuleState(A), G, RuleState(G)),
        ("90.0", RuleState(A, 1), G, RuleState(G)),
        ("79.9", RuleState(R, 1), R, RuleState(R)),
        ("85.0", RuleState(A, 1), A, RuleState(A)),
        ("79.9", RuleState(G), R, RuleState(R)),
        ("92.6", RuleState(G), G, RuleState(G)),
    ],
)
def test_a_metric_rule_at_a_close(value: str, before: RuleState, level: Level, after: RuleState) -> None:
    assert score(value, before) == (level, after)


def test_between_closes_a_metric_rule_may_only_worsen() -> None:
    assert score("99.0", RuleState(R, 1), closing=False) == (R, RuleState(R, 1))
    assert score("79.0", RuleState(A), closing=False) == (R, RuleState(A))


def test_new_limits_are_judged_without_hysteresis() -> None:
    assert score("95.0", RuleState(R), changed_rules=("R07",))[0] is G


def test_the_band_of_a_rule_that_is_better_when_smaller() -> None:
    before = {"R24": RuleState(A)}
    inside = judge(facts(sup_changes_r12=231, sup_positions=1000), Limits(), before)
    beyond = judge(facts(sup_changes_r12=230, sup_positions=1000), Limits(), before)
    assert (inside.finding("R24").level, beyond.finding("R24").level) == (A, G)
    assert (inside.finding("R24").held, beyond.finding("R24").held) == (True, False)
    assert beyond.finding("R24").computed is G


def test_without_a_number_only_the_second_close_lifts() -> None:
    known = facts(complaints_r3=1, sites_active=0)
    first = judge(known, Limits(), {"R13": RuleState(R)})
    assert (first.finding("R13").level, first.rule_states["R13"]) == (R, RuleState(R, 1))
    second = judge(known, Limits(), first.rule_states)
    assert second.finding("R13").level is A


def test_january_caps_a_red_of_december_but_does_not_clear_it() -> None:
    january = judge(facts(month=1), Limits(), {"R01": RuleState(R)})
    assert (january.finding("R01").level, january.rule_states["R01"]) == (A, RuleState(A))


def test_an_amber_is_left_in_january_as_in_any_month() -> None:
    january = judge(facts(month=1), Limits(), {"R01": RuleState(A)})
    assert (january.finding("R01").level, january.rule_states["R01"]) == (G, RuleState(G))


def test_a_number_that_no_longer_counts_is_not_clearly_better() -> None:
    """Two complaints are green whatever their rate; the rate is still far on the wrong side of the limit."""
    first = judge(facts(complaints_r3=2, sites_active=1), Limits(), {"R13": RuleState(R)})
    assert (first.finding("R13").level, first.rule_states["R13"]) == (R, RuleState(R, 1))


@pytest.mark.parametrize(("before", "variant"), [(None, "unacknowledged"), (A, "unacknowledged"), (R, "carry_undated")])
def test_what_is_partly_known_carries_only_a_red(before: Level | None, variant: str) -> None:
    states = {} if before is None else {"R21": RuleState(before)}
    finding = judge(facts(instr_unack_wd=6, action_overdue_days=None), Limits(), states).finding("R21")
    assert (finding.level, finding.variant) == (before or A, variant)


def test_a_carried_colour_is_as_old_as_its_oldest_source() -> None:
    spec = replace(RULES["R07"], inputs=("scores", "rounds"))
    known = facts(source_dates={"scores": date(2026, 9, 1), "rounds": date(2026, 8, 1)})
    carried, _ = effective(unknown("scores"), spec, None, RuleState(R), known, closing=True, without_hysteresis=False)
    assert carried.params["days"] == 41


def test_states_and_deadlines_improve_at_once() -> None:
    before = {"R08": RuleState(R), "R14": RuleState(R), "R29": RuleState(A)}
    judgement = judge(facts(), Limits(), before, closing=False)
    assert {judgement.finding(rule_id).level for rule_id in before} == {G}


def test_a_red_is_carried_for_ever() -> None:
    states = {"R07": RuleState(R)}
    for count in range(1, 6):
        judgement = judge(facts(fresh=stale("scores")), Limits(), states)
        states = dict(judgement.rule_states)
        assert judgement.finding("R07").level is R
        assert states["R07"] == RuleState(R, carried=count)
    assert judgement.shown == "RED"


def test_an_amber_is_carried_for_two_closes() -> None:
    levels = []
    states = {"R14": RuleState(A)}
    for _ in range(3):
        judgement = judge(facts(fresh=stale("complaints")), Limits(), states)
        states = dict(judgement.rule_states)
        levels.append(judgement.finding("R14").level)
    assert levels == [A, A, U]
    assert "R14" not in states


def test_between_closes_a_carried_amber_stays() -> None:
    before = {"R14": RuleState(A, carried=2)}
    judgement = judge(facts(fresh=stale("complaints")), Limits(), before, closing=False)
    assert judgement.finding("R14").level is A
    assert judgement.rule_states == before


@pytest.mark.parametrize("level", [G, U, N])
def test_other_levels_are_not_carried(level: Level) -> None:
    judgement = judge(facts(fresh=stale("scores")), Limits(), {"R07": RuleState(level)})
    assert judgement.finding("R07").level is U


def test_a_rule_that_no_longer_concerns_is_forgotten() -> None:
    judgement = judge(project_facts(), Limits(), {"R07": RuleState(R), "R99": RuleState(R)})
    assert judgement.finding("R07").level is N
    assert not {"R07", "R99"} & set(judgement.rule_states)
    assert "R99" not in judge(facts(), Limits(), {"R99": RuleState(R)}, closing=False).rule_states


def test_the_stored_form() -> None:
    assert RuleState(R).to_json() == {"c": "RED", "good": 0}
    for state in (RuleState(R, 1), RuleState(A, 0, 2)):
        assert RuleState.from_json(state.to_json()) == state
    assert RuleState.from_json({"c": "GREEN"}) == RuleState(G)
