"""R21, R22 and R23 on, just under and just over their limits."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.board import board_instruction, card_late, care_time
from reporting.rules.thresholds import DEFAULTS
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.example import changed_limits, facts

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("waited", "days", "level", "variant", "value"),
    [
        (0, 0, G, "ok", 0),
        (5, 14, G, "ok", 14),
        (6, 0, A, "unacknowledged", 6),
        (0, 15, A, "action_unnamed", 15),
        (0, 30, A, "action_unnamed", 30),
        (0, 31, R, "action_unnamed", 31),
        (6, 30, A, "unacknowledged", 6),
        (6, 31, R, "action_unnamed", 31),
        (90, 0, A, "unacknowledged", 90),
    ],
)
def test_instruction_and_action(waited: int, days: int, level: Level, variant: str, value: int) -> None:
    finding = board_instruction(facts(instr_unack_wd=waited, action_overdue_days=days), LIMITS)
    assert (finding.level, finding.variant, finding.value, finding.at_least) == (level, variant, value, False)
    assert finding.evidence == ("instructions:open",)


@pytest.mark.parametrize(
    ("waited", "days", "level", "at_least"),
    [
        (None, None, U, False),
        (0, None, U, False),
        (5, None, U, False),
        (6, None, A, True),
        (None, 0, U, False),
        (None, 14, U, False),
        (None, 15, A, False),
        (None, 31, R, False),
    ],
)
def test_an_unknown_half_of_the_loop(waited: int | None, days: int | None, level: Level, at_least: bool) -> None:
    finding = board_instruction(facts(instr_unack_wd=waited, action_overdue_days=days), LIMITS)
    assert (finding.level, finding.at_least) == (level, at_least)
    assert level is not U or finding.params["missing"] == ("instructions",)


def test_the_limit_is_that_of_what_speaks() -> None:
    unacknowledged = board_instruction(facts(instr_unack_wd=6), LIMITS)
    assert (unacknowledged.amber_limit, unacknowledged.red_limit, unacknowledged.limit) == (5, None, 5)
    late = board_instruction(facts(action_overdue_days=31), LIMITS)
    assert (late.amber_limit, late.red_limit, late.limit) == (14, 30, 30)
    own = changed_limits({("R21", "unack_wd"): 2, ("R21", "late_amber"): 3, ("R21", "late_red"): 4})
    assert board_instruction(facts(instr_unack_wd=3), own).level is A
    assert board_instruction(facts(action_overdue_days=4), own).level is A
    assert board_instruction(facts(action_overdue_days=5), own).level is R


def test_an_unknown_half_is_not_amber_even_without_any_patience() -> None:
    impatient = changed_limits({("R21", "unack_wd"): 0, ("R21", "late_amber"): 0, ("R21", "late_red"): 0})
    assert board_instruction(facts(instr_unack_wd=None), impatient).level is U
    assert board_instruction(facts(action_overdue_days=None), impatient).level is U


def test_an_action_without_a_name_has_none() -> None:
    assert board_instruction(facts(), LIMITS).params["name"] is None
    assert board_instruction(facts(action_name="Hinnat"), LIMITS).params["name"] == "Hinnat"


@pytest.mark.parametrize("model", "ABCD")
def test_instruction_and_card_concern_every_care_model(model: str) -> None:
    assert board_instruction(facts(model=model, instr_unack_wd=6), LIMITS).level is A
    assert card_late(facts(model=model, prev_card_late=True), LIMITS).level is A


@pytest.mark.parametrize(
    ("share", "level", "limit", "printed"),
    [
        ("0", A, 50, "0.0"),
        ("49.94", A, 50, "49.9"),
        ("49.95", G, 50, "50.0"),
        ("50.0", G, 50, "50.0"),
        ("50.1", G, 50, "50.1"),
        ("90.0", G, 50, "90.0"),
        ("90.1", G, 130, "90.1"),
        ("129.9", G, 130, "129.9"),
        ("130.0", G, 130, "130.0"),
        ("130.04", G, 130, "130.0"),
        ("130.05", A, 130, "130.1"),
        ("400", A, 130, "400.0"),
    ],
)
def test_care_time_has_a_limit_on_both_sides(share: str, level: Level, limit: int, printed: str) -> None:
    finding = care_time(facts(time_budget_pct=Decimal(share)), LIMITS)
    assert (finding.level, finding.amber_limit, finding.red_limit) == (level, limit, None)
    assert str(finding.value) == printed
    assert finding.evidence == ("hours:period",)


@pytest.mark.parametrize(
    ("changes", "level", "reason"),
    [
        ({"month": 1}, N, "early"),
        ({"month": 2}, N, "early"),
        ({"month": 3}, A, None),
        ({"time_budget_pct": None}, N, "no_budget"),
        ({"time_budget_pct": None, "month": 1}, N, "no_budget"),
        ({"model": "B"}, A, None),
        ({"model": "C"}, N, "model"),
        ({"model": "D"}, N, "model"),
    ],
)
def test_care_time_is_assessed_with_a_budget_from_march_on(
    changes: dict[str, object], level: Level, reason: str | None
) -> None:
    finding = care_time(facts(**{"time_budget_pct": Decimal(20), **changes}), LIMITS)
    assert (finding.level, finding.params.get("reason")) == (level, reason)


@pytest.mark.parametrize(
    ("hours", "variant"),
    [
        ({}, "share"),
        ({"hours_used": Decimal(8)}, "share"),
        ({"hours_budget": Decimal(16)}, "share"),
        ({"hours_used": Decimal(8), "hours_budget": Decimal(16)}, "value"),
    ],
)
def test_hours_are_printed_when_both_are_known(hours: dict[str, Decimal], variant: str) -> None:
    assert care_time(facts(**hours), LIMITS).variant == variant


def test_hours_print_whole_or_with_one_decimal() -> None:
    params = care_time(facts(hours_used=Decimal("7.96"), hours_budget=Decimal("15.25")), LIMITS).params
    assert (str(params["used"]), str(params["budget"])) == ("8", "15.3")


@pytest.mark.parametrize(
    ("share", "before", "after"),
    [
        (90, RuleState(A), (A, RuleState(A, 1))),
        (90, RuleState(A, 1), (G, RuleState(G))),
        (51, RuleState(A, 1), (G, RuleState(G))),
        (129, RuleState(A, 1), (G, RuleState(G))),
        (140, RuleState(A, 1), (A, RuleState(A))),
        (40, RuleState(A, 1), (A, RuleState(A))),
        (140, RuleState(G), (A, RuleState(A))),
        (40, RuleState(G), (A, RuleState(A))),
    ],
)
def test_care_time_improves_at_the_second_close_between_its_limits(
    share: int, before: RuleState, after: tuple[Level, RuleState]
) -> None:
    judgement = judge(facts(time_budget_pct=Decimal(share)), LIMITS, {"R22": before})
    assert (judgement.finding("R22").level, judgement.rule_states["R22"]) == after


@pytest.mark.parametrize(("share", "level"), [(54, A), (55, G), (90, G), (125, G), (126, A)])
def test_a_band_would_count_inwards_from_the_nearer_limit(share: int, level: Level) -> None:
    banded = Limits({**DEFAULTS, "R22": {**DEFAULTS["R22"], "band": Decimal(5)}})
    judgement = judge(facts(time_budget_pct=Decimal(share)), banded, {"R22": RuleState(A)})
    assert judgement.finding("R22").level is level


@pytest.mark.parametrize(("late", "level", "variant"), [(True, A, "value"), (False, G, "ok"), (None, N, "na")])
def test_the_previous_card(late: bool | None, level: Level, variant: str) -> None:
    finding = card_late(facts(prev_card_late=late), LIMITS)
    assert (finding.level, finding.variant) == (level, variant)
    assert finding.evidence == (("cards:previous",) if late is not None else ())
    assert late is not None or finding.params["reason"] == "first_card"
