"""Limits: defaults, overrides, the care model's own, and the version that names them."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.care import director_meeting
from reporting.rules.quality import quality_score
from reporting.rules.thresholds import DEFAULTS, grade_above, grade_below, grade_reaching
from tests.unit.reporting.example import facts


def test_an_override_changes_the_colour_and_nothing_else() -> None:
    stricter = Limits().changed({("R07", "amber"): Decimal(95)})
    assert quality_score(facts(), Limits()).level is Level.GREEN
    finding = quality_score(facts(), stricter)
    assert (finding.level, finding.limit) == (Level.AMBER, Decimal(95))
    assert Limits().need("R07", "amber") == 90


def test_the_bands_of_the_metric_rules() -> None:
    """Last column of domain.md 2.2."""
    bands = {rule_id: str(row["band"]) for rule_id, row in DEFAULTS.items() if "band" in row}
    assert bands == {
        **dict.fromkeys(("R01", "R02", "R06", "R06k", "R07"), "1.0"),
        **dict.fromkeys(("R03", "R04"), "0.5"),
        **dict.fromkeys(("R07k", "R11"), "0.1"),
        **dict.fromkeys(("R16", "R24"), "2.0"),
        "R13": "0.10",
    }


def test_the_limits_by_which_rows_are_read() -> None:
    """No rule compares with these: they say which rows count (domain.md 1.4 C1, Q3, 2.2 R15)."""
    kept = {("R08", "site_score"): 80, ("R15", "follow_up_days"): 30, ("INPUT", "csat_target"): 4}
    assert {key: Limits().need(*key) for key in kept} == kept


def test_the_care_models_own_limit_wins() -> None:
    own = Limits().changed({("R07", "amber_B"): Decimal(95)})
    assert quality_score(facts(model="B"), own).level is Level.AMBER
    assert quality_score(facts(model="A"), own).level is Level.GREEN
    sooner = Limits().changed({("R18", "amber_C"): Decimal(60)})
    assert director_meeting(facts(model="C"), sooner).level is Level.AMBER


@pytest.mark.parametrize("key", [("R99", "amber"), ("R07", "ambre"), ("R09", "red"), ("R07", "amber_E")])
def test_a_mistyped_limit_is_refused(key: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=key[0]):
        Limits().changed({key: Decimal(1)})


def test_a_limit_that_must_exist() -> None:
    assert Limits().get("R18", "red", "C") is None
    with pytest.raises(KeyError, match="R18 has no limit 'red'"):
        Limits().need("R18", "red", "C")


def test_the_version_names_the_limits_not_their_spelling() -> None:
    assert Limits().version == Limits().changed({("R07", "amber"): Decimal("90.00")}).version
    assert Limits().version != Limits().changed({("R07", "amber"): Decimal(91)}).version
    assert len(Limits().version) == 8


def test_grades_without_a_limit_are_green() -> None:
    assert grade_below(Decimal(0), None, None) is Level.GREEN
    assert grade_above(Decimal(99), None, None) is Level.GREEN
    assert grade_reaching(99, Decimal(1), None) is Level.AMBER
