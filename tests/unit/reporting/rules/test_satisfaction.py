"""R11 and R12: the survey's mean and the low answers of decision makers."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.satisfaction import customer_satisfaction, low_answer
from tests.unit.reporting.example import facts, project_facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA
COUNTS = ("dm_low_nofollow", "dm_low_waiting", "dm_low_followed")


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
def test_customer_satisfaction(mean: str, level: Level, printed: str) -> None:
    finding = customer_satisfaction(facts(csat=Decimal(mean), csat_n=5), LIMITS)
    assert (finding.level, finding.value, finding.params["n"]) == (level, Decimal(printed), 5)
    assert finding.params["mean"] == finding.value
    assert finding.evidence == ("survey:latest",)


@pytest.mark.parametrize(
    "changes", [{"csat_n": 4}, {"csat_n": 0}, {"csat_n": None}, {"csat": None}, {"fresh": stale("csat")}]
)
def test_too_few_answers_or_an_old_survey_are_unknown(changes: dict[str, object]) -> None:
    finding = customer_satisfaction(facts(**{"csat": Decimal("2.7"), **changes}), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, ("csat",))


def test_the_month_of_the_survey_is_told_when_known() -> None:
    assert customer_satisfaction(facts(), LIMITS).variant == "undated"
    dated = customer_satisfaction(facts(csat_month=date(2026, 5, 1)), LIMITS)
    assert (dated.variant, dated.params["month"]) == ("value", "5/2026")


def test_whom_satisfaction_concerns() -> None:
    low = {"csat": Decimal("3.0")}
    assert [customer_satisfaction(facts(model=model, **low), LIMITS).level for model in "ABCD"] == [R, R, N, N]
    assert customer_satisfaction(project_facts(**low), LIMITS).level is R
    for fresh in (stale(), stale("csat")):
        taken_over = customer_satisfaction(facts(phase="haltuunotto", fresh=fresh, **low), LIMITS)
        assert (taken_over.level, taken_over.params["reason"]) == (N, "onboarding")


@pytest.mark.parametrize(
    "limit", [("R11", "amber_B", "4.4"), ("R11", "red_B", "4.4"), ("INPUT", "csat_n_B", "23")], ids=str
)
def test_every_limit_may_be_the_care_models_own(limit: tuple[str, str, str]) -> None:
    own = Limits().changed({limit[:2]: Decimal(limit[2])})
    assert customer_satisfaction(facts(model="B"), own).level is not G
    assert customer_satisfaction(facts(model="A"), own).level is G


@pytest.mark.parametrize(
    ("alone", "waiting", "followed", "level", "variant", "value", "at_least"),
    [
        (0, 0, 0, G, "ok", 0, False),
        (1, 2, 3, R, "nofollow_brief", 1, False),
        (1, None, None, R, "nofollow_brief", 1, False),
        (0, 2, 3, A, "waiting_brief", 2, False),
        (0, 2, None, A, "waiting_brief", 2, True),
        (None, 2, 0, A, "waiting_brief", 2, True),
        (0, 0, 3, A, "followed_brief", 3, False),
        (0, None, 3, A, "followed_brief", 3, True),
        (None, 0, 3, A, "followed_brief", 3, True),
    ],
)
def test_low_answers(
    alone: int | None,
    waiting: int | None,
    followed: int | None,
    level: Level,
    variant: str,
    value: int,
    at_least: bool,
) -> None:
    known = facts(dm_low_nofollow=alone, dm_low_waiting=waiting, dm_low_followed=followed)
    finding = low_answer(known, LIMITS)
    assert (finding.level, finding.variant, finding.value) == (level, variant, value)
    assert finding.at_least is at_least
    assert finding.evidence == ("survey:decision-makers",)


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_that_is_not_known_is_never_green(name: str) -> None:
    finding = low_answer(facts(**{name: None}), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, ("answers",))


@pytest.mark.parametrize(
    ("grade", "recommend", "given"),
    [
        ("2.000", 8, "2/5"),
        ("1.667", None, "1,7/5"),
        ("1.04", None, "1/5"),
        (None, 5, "5/10"),
        (None, 0, "0/10"),
        (None, None, None),
    ],
)
def test_the_answer_as_printed(grade: str | None, recommend: int | None, given: str | None) -> None:
    answer = {"dm_low_value": None if grade is None else Decimal(grade), "dm_low_recommend": recommend}
    for count, variant in zip(COUNTS, ("nofollow", "waiting", "followed"), strict=True):
        finding = low_answer(facts(**{count: 1, "dm_low_wd": 3, **answer}), LIMITS)
        assert finding.variant == (variant if given else f"{variant}_brief")
        assert (finding.params["given"], finding.params["wd"]) == (given, 3)


def test_only_a_followed_answer_is_told_without_its_days() -> None:
    variants = [low_answer(facts(**{count: 1, "dm_low_value": Decimal(2)}), LIMITS).variant for count in COUNTS]
    assert variants == ["nofollow_brief", "waiting_brief", "followed"]


def test_a_low_answer_concerns_every_account_whatever_the_survey_feed() -> None:
    for model in "ABCD":
        assert low_answer(facts(model=model, dm_low_nofollow=1, fresh=frozenset()), LIMITS).level is R
    assert low_answer(project_facts(dm_low_waiting=1), LIMITS).level is A
