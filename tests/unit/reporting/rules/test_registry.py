"""The register: exactly the carried rules, complete in every language."""

import pytest

from reporting.rules import RULES, all_rules
from reporting.rules.finding import Finding
from reporting.rules.levels import Level, one_better, worst
from reporting.rules.registry import DIMENSIONS, LANGUAGES, rule
from reporting.rules.thresholds import DEFAULTS

CARRIED = [
    "R01",
    "R02",
    "R03",
    "R04",
    "R06",
    "R07",
    "R08",
    "R09",
    "R13",
    "R14",
    "R15",
    "R18",
    "R24",
    "R27",
    "R29",
    "R30",
    "R31",
]
TEXTS = {"fi": "x", "en": "x", "sv": "x"}


def test_the_carried_rules_in_order() -> None:
    assert [spec.id for spec in all_rules()] == CARRIED


@pytest.mark.parametrize("rule_id", CARRIED)
def test_a_rule_explains_itself_in_every_language(rule_id: str) -> None:
    spec = RULES[rule_id]
    for lang in LANGUAGES:
        assert spec.title[lang].strip()
        assert spec.explanation[lang].strip().endswith(".")
    assert spec.dimension in DIMENSIONS
    assert spec.evaluate.__doc__


def test_metric_rules_have_a_band_and_others_do_not() -> None:
    assert {spec.id for spec in all_rules() if spec.kind == "M"} == {
        rule_id for rule_id, row in DEFAULTS.items() if "band" in row
    }


def test_the_critical_rules() -> None:
    assert [spec.id for spec in all_rules() if spec.critical] == ["R15", "R30"]


@pytest.mark.parametrize(("rule_id", "dimension"), [("R01", "TAL"), ("R98", "XXX")])
def test_an_id_is_taken_once_and_the_dimension_is_known(rule_id: str, dimension: str) -> None:
    with pytest.raises(ValueError, match=rule_id):
        rule(rule_id, dimension=dimension, kind="S", title=TEXTS, explanation=TEXTS)


def test_steps_between_levels() -> None:
    assert (one_better(Level.RED), one_better(Level.AMBER)) == (Level.AMBER, Level.GREEN)
    assert worst(Level.NA, Level.AMBER, Level.GREEN) is Level.AMBER


def test_the_limit_that_speaks_for_a_level() -> None:
    limits = {"amber_limit": DEFAULTS["R07"]["amber"], "red_limit": DEFAULTS["R07"]["red"]}
    assert Finding(level=Level.RED, **limits).limit == 80
    assert Finding(level=Level.AMBER, **limits).limit == 90
    assert Finding(level=Level.RED, amber_limit=DEFAULTS["R09"]["amber"]).limit == 85
