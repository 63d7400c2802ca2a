"""The register: exactly the carried rules, complete in every language."""

import pytest

from reporting.facts.types import PROFILES
from reporting.rules import RULES, Limits, all_rules, registry
from reporting.rules.finding import Finding
from reporting.rules.levels import Level, one_better, worst
from reporting.rules.registry import BETWEEN, DIMENSIONS, LANGUAGES, rule
from reporting.rules.thresholds import DEFAULTS
from tests.unit.reporting.example import facts

CARRIED = [
    "R01",
    "R02",
    "R03",
    "R04",
    "R05",
    "R06",
    "R06k",
    "R07",
    "R07k",
    "R08",
    "R08k",
    "R09",
    "R10",
    "R11",
    "R12",
    "R13",
    "R14",
    "R15",
    "R16",
    "R17",
    "R18",
    "R19",
    "R20",
    "R21",
    "R22",
    "R23",
    "R24",
    "R25",
    "R26",
    "R27",
    "R28",
    "R29",
    "R30",
    "R31",
    "R32",
]
# Dimension, kind, care models (small: only where the data is there), profile, better way, sources (domain.md 2.2).
ANSWERS = """
R01 TAL M ABCD both up revenue
R02 TAL M ABCD both up revenue
R03 TAL M ABCd both up margin
R04 TAL M ABCD projekti up revenue
R05 TAL S ABCD both down -
R06 LAA M ABC palvelu up rounds
R06k LAA M ABC projekti up projects
R07 LAA M AB palvelu up scores
R07k LAA M AB projekti up projects
R08 LAA S AB palvelu down scores
R08k LAA S AB projekti down projects
R09 LAA S AB palvelu up scores
R10 LAA D AB both down -
R11 ASI M AB both up csat
R12 ASI S ABCD both down -
R13 ASI M ABCD both down complaints
R14 ASI D ABCD both down complaints
R15 ASI S ABCD both down -
R16 ASI M ABCD both up complaints
R17 ASI S ABCD both down complaints
R18 HOI D ABC both down -
R19 HOI D ABc both down clock
R20 HOI S AB both down -
R21 HOI D ABCD both down -
R22 HOI M AB both between -
R23 HOI D ABCD both down -
R24 HEN M AB palvelu down supervisors
R25 HEN D AB palvelu down supervisors
R26 HEN D AB palvelu down supervisors
R27 HEN S ABCD both down -
R28 HEN S AB both down -
R29 SOP D ABCD both up contracts
R30 SOP S ABCD both down -
R31 SOP S ABCD both down -
R32 SOP S ABC both down -
"""
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


@pytest.mark.parametrize("row", ANSWERS.split("\n")[1:-1])
def test_what_a_rule_says_about_itself(row: str) -> None:
    rule_id, dimension, kind, models, profile, better, inputs = row.split()
    spec = RULES[rule_id]
    assert (spec.dimension, spec.kind, spec.better) == (dimension, kind, better)
    assert spec.applies + spec.optional.lower() == models
    assert spec.profiles == (PROFILES if profile == "both" else (profile,))
    assert spec.inputs == (() if inputs == "-" else tuple(inputs.split(",")))
    assert spec.not_in_phases == (("haltuunotto",) if rule_id in ("R10", "R11") else ())


def test_metric_rules_have_a_band_and_others_do_not() -> None:
    two_sided = {"R22"}  # no band: it improves at the second close in a row between its limits
    assert {spec.id for spec in all_rules() if spec.kind == "M"} - two_sided == {
        rule_id for rule_id, row in DEFAULTS.items() if "band" in row
    }
    assert {spec.id for spec in all_rules() if spec.better == BETWEEN} == two_sided


def test_the_critical_rules() -> None:
    assert [spec.id for spec in all_rules() if spec.critical] == ["R15", "R30"]


@pytest.mark.parametrize(("rule_id", "dimension"), [("R01", "TAL"), ("R98", "XXX")])
def test_an_id_is_taken_once_and_the_dimension_is_known(rule_id: str, dimension: str) -> None:
    with pytest.raises(ValueError, match=rule_id):
        rule(rule_id, dimension=dimension, kind="S", title=TEXTS, explanation=TEXTS)


def test_a_rule_says_only_what_is_special_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it says otherwise a rule concerns every account, is not critical and is better upwards."""
    monkeypatch.setattr(registry, "RULES", {})
    found = Finding(level=Level.RED)
    evaluate = rule("R98", dimension="TAL", kind="S", title=TEXTS, explanation=TEXTS)(lambda facts, limits: found)
    spec = registry.RULES["R98"]
    assert (spec.applies, spec.optional, spec.profiles, spec.better) == ("ABCD", "", PROFILES, "up")
    assert (spec.not_in_phases, spec.inputs, spec.critical) == ((), (), False)
    assert evaluate(facts(), Limits()).rule_id == "R98"


def test_steps_between_levels() -> None:
    assert (one_better(Level.RED), one_better(Level.AMBER)) == (Level.AMBER, Level.GREEN)
    assert worst(Level.NA, Level.AMBER, Level.GREEN) is Level.AMBER


def test_the_limit_that_speaks_for_a_level() -> None:
    limits = {"amber_limit": DEFAULTS["R07"]["amber"], "red_limit": DEFAULTS["R07"]["red"]}
    assert Finding(level=Level.RED, **limits).limit == 80
    assert Finding(level=Level.AMBER, **limits).limit == 90
    assert Finding(level=Level.RED, amber_limit=DEFAULTS["R09"]["amber"]).limit == 85
