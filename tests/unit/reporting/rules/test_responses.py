"""R16 and R17 on, just under and just over their limits, and what they do without data."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.responses import first_response, repeated_fault
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.example import facts, project_facts, stale

LIMITS = Limits()
G, A, R, U = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN


@pytest.mark.parametrize(
    ("in_time", "due", "level", "printed"),
    [
        (95, 100, G, "95.0"),
        (1899, 2000, G, "95.0"),  # 94.95 % is printed 95.0 %
        (1898, 2000, A, "94.9"),
        (4, 5, A, "80.0"),
        (1599, 2000, A, "80.0"),
        (1598, 2000, R, "79.9"),
        (3, 5, R, "60.0"),
        (4, 4, G, "100.0"),
        (3, 4, A, "75.0"),
        (0, 4, A, "0.0"),
        (0, 1, A, "0.0"),
    ],
)
def test_first_response(in_time: int, due: int, level: Level, printed: str) -> None:
    finding = first_response(facts(fr_within=in_time, fr_n=due), LIMITS)
    assert (finding.level, finding.value) == (level, Decimal(printed))
    assert (finding.params["late"], finding.params["n"]) == (due - in_time, due)
    assert finding.cap is (A if due < 5 else None)
    assert finding.variant == ("few" if due < 5 and in_time < due else "value")
    assert finding.evidence == ("complaints:first-response",)


@pytest.mark.parametrize("in_time", [0, None])
def test_nothing_to_answer_is_green(in_time: int | None) -> None:
    finding = first_response(facts(fr_within=in_time, fr_n=0), LIMITS)
    assert (finding.level, finding.variant, finding.value, finding.cap) == (G, "none", None, A)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"fr_n": None}, "responses"),
        ({"fr_within": None}, "responses"),
        ({"fresh": stale("complaints")}, "complaints"),
        ({"fr_n": 0, "fresh": stale("complaints")}, "complaints"),
    ],
)
def test_responses_without_data_are_unknown(changes: dict[str, object], missing: str) -> None:
    finding = first_response(facts(**changes), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, (missing,))


@pytest.mark.parametrize(
    ("in_time", "due", "expected"), [(3, 4, A), (4, 4, A), (0, 0, A), (8, 10, R), (82, 100, A), (97, 100, A)]
)
def test_a_red_of_many_is_amber_at_most_of_few(in_time: int, due: int, expected: Level) -> None:
    known = facts(fr_within=in_time, fr_n=due)
    assert judge(known, LIMITS, {"R16": RuleState(R)}).finding("R16").level is expected


@pytest.mark.parametrize(
    ("most", "level", "variant"), [(0, G, "ok"), (1, G, "ok"), (2, A, "unnamed"), (3, A, "unnamed"), (4, R, "unnamed")]
)
def test_repeated_fault(most: int, level: Level, variant: str) -> None:
    finding = repeated_fault(facts(repeat_max=most), LIMITS)
    assert (finding.level, finding.value, finding.params["n"]) == (level, most, most)
    assert finding.variant == variant
    assert finding.evidence == ("complaints:repeated",)


@pytest.mark.parametrize(
    ("site", "category", "variant"),
    [("Koivula", "hygienia", "value"), ("", "hygienia", "unnamed"), ("Koivula", "", "unnamed")],
)
def test_the_fault_is_named_when_both_names_are_known(site: str, category: str, variant: str) -> None:
    named = facts(repeat_max=2, repeat_site=site, repeat_category=category)
    finding = repeated_fault(named, LIMITS)
    assert (finding.variant, finding.params["site"], finding.params["category"]) == (variant, site, category)


@pytest.mark.parametrize("changes", [{"repeat_max": None}, {"fresh": stale("complaints")}])
def test_faults_without_data_are_unknown(changes: dict[str, object]) -> None:
    finding = repeated_fault(facts(**changes), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, ("complaints",))


def test_complaints_of_every_account_are_judged() -> None:
    bad = {"fr_n": 10, "fr_within": 1, "repeat_max": 4}
    for known in [*(facts(model=model, **bad) for model in "ABCD"), project_facts(**bad)]:
        assert (first_response(known, LIMITS).level, repeated_fault(known, LIMITS).level) == (R, R)


@pytest.mark.parametrize(
    ("changes", "limit", "value"),
    [
        ({"fr_n": 10, "fr_within": 9}, ("R16", "amber_B"), 90),
        ({"fr_n": 10, "fr_within": 9}, ("R16", "red_B"), 91),
        ({"fr_n": 10, "fr_within": 5}, ("R16", "few_n_B"), 11),
        ({"fr_n": 4, "fr_within": 3}, ("R16", "late_amber_B"), 2),
        ({"repeat_max": 2}, ("R17", "amber_B"), 3),
        ({"repeat_max": 2}, ("R17", "red_B"), 2),
    ],
)
def test_every_limit_may_be_the_care_models_own(changes: dict[str, object], limit: tuple[str, str], value: int) -> None:
    rule = first_response if limit[0] == "R16" else repeated_fault
    own = Limits().changed({limit: Decimal(value)})
    usual = rule(facts(model="B", **changes), LIMITS).level
    assert rule(facts(model="B", **changes), own).level is not usual
    assert rule(facts(model="A", **changes), own).level is usual
