"""R06k–R08k on, just under and just over their limits, and what they do without data."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.projects import project_feedback, projects_on_schedule, projects_over_budget
from tests.unit.reporting.example import ALL_FRESH, facts, project_facts

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("on_schedule", "active", "level", "printed"),
    [
        (18, 20, G, "90.0"),
        (1799, 2000, G, "90.0"),  # 89.95 % is printed 90.0 %
        (1798, 2000, A, "89.9"),
        (15, 20, A, "75.0"),
        (1499, 2000, A, "75.0"),
        (1498, 2000, R, "74.9"),
        (4, 4, G, "100.0"),
        (3, 4, A, "75.0"),
        (2, 4, R, "50.0"),
        (3, 3, G, "100.0"),
        (2, 3, A, "66.7"),
        (1, 3, R, "33.3"),
        (0, 1, A, "0.0"),
        (0, 2, R, "0.0"),
    ],
)
def test_projects_on_schedule(on_schedule: int, active: int, level: Level, printed: str) -> None:
    finding = projects_on_schedule(project_facts(projects_on_schedule=on_schedule, projects_active=active), LIMITS)
    assert (finding.level, finding.value) == (level, Decimal(printed))
    assert finding.evidence == ("projects:late",)


@pytest.mark.parametrize(
    "changes",
    [{"projects_active": None}, {"projects_on_schedule": None}, {"fresh": ALL_FRESH - {"projects"}}],
)
def test_a_schedule_without_data_is_unknown(changes: dict[str, object]) -> None:
    finding = projects_on_schedule(project_facts(**changes), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, ("projects",))


def test_without_active_projects_there_is_no_schedule() -> None:
    for on_schedule in (0, None):
        finding = projects_on_schedule(project_facts(projects_active=0, projects_on_schedule=on_schedule), LIMITS)
        assert (finding.level, finding.params["reason"]) == (N, "no_projects")


def test_late_projects_are_named_while_there_are_any() -> None:
    names = ("A-1", "A-2", "A-3", "A-4")
    late = projects_on_schedule(project_facts(projects_on_schedule=6, projects_late_names=names), LIMITS)
    assert (late.variant, late.params["names"]) == ("named", "A-1, A-2, A-3, +1")
    unnamed = projects_on_schedule(project_facts(projects_on_schedule=6), LIMITS)
    assert (unnamed.variant, unnamed.params["on"], unnamed.params["active"]) == ("value", 6, 10)
    assert projects_on_schedule(project_facts(projects_late_names=names), LIMITS).variant == "value"


@pytest.mark.parametrize(
    ("mean", "level", "printed"),
    [
        ("4.0", G, "4.0"),
        ("3.95", G, "4.0"),
        ("3.94", A, "3.9"),
        ("3.5", A, "3.5"),
        ("3.45", A, "3.5"),
        ("3.44", R, "3.4"),
    ],
)
def test_project_feedback(mean: str, level: Level, printed: str) -> None:
    finding = project_feedback(project_facts(project_feedback=Decimal(mean), project_feedback_n=5), LIMITS)
    assert (finding.level, finding.value, finding.params["n"]) == (level, Decimal(printed), 5)
    assert finding.params["mean"] == finding.value
    assert finding.evidence == ("projects:feedback",)


@pytest.mark.parametrize(
    "changes", [{"project_feedback": None}, {"project_feedback_n": None}, {"project_feedback_n": 4}]
)
def test_too_little_feedback_is_unknown(changes: dict[str, object]) -> None:
    finding = project_feedback(project_facts(**changes), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, ("project_feedback",))


@pytest.mark.parametrize(
    ("over", "share", "level", "variant", "printed"),
    [
        (0, "0", G, "ok", "0"),
        (1, "0", A, "value", "1"),
        (2, "19.94", A, "value", "2"),
        (3, "0", R, "value", "3"),
        (4, "0", R, "value", "4"),
        (1, "19.95", R, "large", "20.0"),  # 19.95 % is printed 20.0 %
        (1, "20", R, "large", "20.0"),
        (3, "64.3", R, "large", "64.3"),
    ],
)
def test_projects_over_budget(over: int, share: str, level: Level, variant: str, printed: str) -> None:
    known = project_facts(projects_over_110=over, project_over_125_share=Decimal(share))
    finding = projects_over_budget(known, LIMITS)
    assert (finding.level, finding.variant, finding.value) == (level, variant, Decimal(printed))
    assert finding.evidence == ("projects:hours",)
    assert finding.at_least is False


def test_the_limit_beside_the_value_is_the_one_it_reached() -> None:
    large = projects_over_budget(project_facts(project_over_125_share=Decimal(30)), LIMITS)
    assert (large.limit, large.params["share"]) == (20, Decimal("30.0"))
    assert projects_over_budget(project_facts(projects_over_110=3), LIMITS).limit == 3
    assert projects_over_budget(project_facts(projects_over_110=1), LIMITS).limit == 1


@pytest.mark.parametrize(
    ("over", "share", "level", "at_least"),
    [
        (None, None, U, False),
        (None, Decimal("19.9"), U, False),
        (None, Decimal(20), R, False),
        (0, None, G, False),  # nothing is over 110 %, so nothing is over 125 %
        (1, None, A, True),
        (3, None, R, False),
    ],
)
def test_hours_that_are_partly_known(over: int | None, share: Decimal | None, level: Level, at_least: bool) -> None:
    finding = projects_over_budget(project_facts(projects_over_110=over, project_over_125_share=share), LIMITS)
    assert (finding.level, finding.at_least) == (level, at_least)
    if level is U:
        assert finding.params["missing"] == ("projects",)


def test_projects_over_their_hours_are_named() -> None:
    finding = projects_over_budget(project_facts(projects_over_110=2, projects_over_names=("A-1", "A-2")), LIMITS)
    assert (finding.variant, finding.params["names"]) == ("named", "A-1, A-2")


def test_whom_the_project_rules_concern() -> None:
    late = {"projects_on_schedule": 0, "project_feedback": Decimal(3), "projects_over_110": 5}
    rules = {projects_on_schedule: [R, R, R, N], project_feedback: [R, R, N, N], projects_over_budget: [R, R, N, N]}
    for rule, levels in rules.items():
        assert [rule(project_facts(model=model, **late), LIMITS).level for model in "ABCD"] == levels
        assert rule(facts(**late), LIMITS).level is N
        assert rule(project_facts(fresh=frozenset(), **late), LIMITS).level is U


@pytest.mark.parametrize(
    ("rule", "changes", "limit", "value"),
    [
        (projects_on_schedule, {"projects_on_schedule": 9}, ("R06k", "amber_B"), 95),
        (projects_on_schedule, {"projects_on_schedule": 10}, ("R06k", "red_B"), 101),
        (projects_on_schedule, {"projects_on_schedule": 9}, ("R06k", "few_active_B"), 11),
        (projects_on_schedule, {"projects_on_schedule": 2, "projects_active": 3}, ("R06k", "late_red_B"), 1),
        (projects_on_schedule, {"projects_on_schedule": 2, "projects_active": 3}, ("R06k", "late_amber_B"), 2),
        (project_feedback, {}, ("R07k", "amber_B"), 5),
        (project_feedback, {}, ("R07k", "red_B"), 5),
        (project_feedback, {}, ("R07k", "min_n_B"), 9),
        (projects_over_budget, {"projects_over_110": 1}, ("R08k", "amber_B"), 2),
        (projects_over_budget, {"projects_over_110": 1}, ("R08k", "red_B"), 1),
        (projects_over_budget, {"project_over_125_share": Decimal(10)}, ("R08k", "red_share_B"), 10),
    ],
)
def test_every_limit_may_be_the_care_models_own(
    rule: object, changes: dict[str, object], limit: tuple[str, str], value: int
) -> None:
    assert callable(rule)
    own = Limits().changed({limit: Decimal(value)})
    usual = rule(project_facts(model="B", **changes), LIMITS).level
    assert rule(project_facts(model="B", **changes), own).level is not usual
    assert rule(project_facts(model="A", **changes), own).level is usual


def test_late_projects_are_counted_only_when_there_are_fewer_than_four() -> None:
    strict = Limits().changed({("R06k", "late_red"): Decimal(1)})
    levels = [
        projects_on_schedule(project_facts(projects_active=n, projects_on_schedule=n - 1), strict).level for n in (3, 4)
    ]
    assert levels == [R, A]
