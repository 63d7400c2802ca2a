"""Every limit has its words, its unit and a sensible range; every rule asks for the limits of the care model."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from reporting import rules
from reporting.rules import Level, Limits, all_rules
from reporting.rules.levels import Colour
from reporting.rules.limit_names import (
    FIXED,
    decimals,
    is_milder,
    limit_name,
    pairs_of,
    sensible_range,
    settable,
)
from reporting.rules.limit_words import SPECIAL
from reporting.rules.thresholds import ALWAYS_ON, DEFAULTS, NOT_RULES, SWITCH, is_known, plain_name
from reporting.status import judge
from tests.unit.reporting.example import facts

EVERY_LIMIT = [(rule, name) for rule, row in DEFAULTS.items() for name in row]


@pytest.mark.parametrize(("rule", "name"), [*EVERY_LIMIT, ("R07", SWITCH)])
def test_every_limit_has_a_name_in_every_language(rule, name):
    words = [limit_name(rule, name).text(lang) for lang in ("fi", "en", "sv-fi")]
    assert all(words)
    assert len(set(words)) == 3


@pytest.mark.parametrize(("rule", "name"), EVERY_LIMIT)
def test_every_default_is_within_its_own_range_and_decimals(rule, name):
    lowest, highest = sensible_range(rule, name)
    assert lowest <= DEFAULTS[rule][name] <= highest
    assert DEFAULTS[rule][name] == round(DEFAULTS[rule][name], decimals(rule, name))


def test_no_words_are_left_of_limits_that_are_gone():
    known = {(rule, plain_name(name)) for rule, name in EVERY_LIMIT}
    assert set(SPECIAL) <= known
    assert known >= FIXED


@pytest.mark.parametrize("rule", [rule for rule in DEFAULTS if rule not in NOT_RULES])
def test_red_is_not_milder_than_amber_by_default(rule):
    for model in "ABCD":
        for amber_name, red_name in pairs_of(rule):
            amber, red = (Limits().get(rule, name, model) for name in (amber_name, red_name))
            if amber is not None and red is not None:
                assert not is_milder(rule, amber_name, amber, red)


@pytest.mark.parametrize(
    ("rule", "name", "unit", "lowest", "highest", "printed"),
    [
        ("R01", "amber", "percent", 0, 300, 1),
        ("R02", "red", "percent", -100, 100, 1),
        ("R02", "band", "pp", 0, 50, 1),
        ("R02", "min_base_eur", "eur", 0, 10_000_000, 0),
        ("R03", "amber", "pp", -50, 50, 1),
        ("R04", "red", "months", 0, 60, 1),
        ("R04", "band", "months", 0, 60, 1),
        ("R05", "amber", "eur", 1, 10_000_000, 0),
        ("R06", "missed_red", "rounds", 1, 1000, 0),
        ("R07", "amber_B", "percent", 0, 100, 1),
        ("R07k", "amber", "score", 1, 5, 1),
        ("R07k", "band", "score", 0, 5, 1),
        ("R07k", "min_n", "answers", 3, 1000, 0),
        ("R08", "red_share", "percent", 0, 100, 0),
        ("R13", "red", "rate", 0, 100, 2),
        ("R13", "min_count", "complaints", 0, 1000, 0),
        ("R18", "amber_C", "days", 0, 1000, 0),
        ("R20", "target_month", "month_of_year", 1, 12, 0),
        ("R22", "high", "percent", 0, 300, 1),
        ("R27", "absent_wd", "working_days", 0, 250, 0),
        ("R31", "amber", "points", 1, 25, 0),
        ("INPUT", "csat_n", "answers", 3, 1000, 0),
        ("STATUS", "amber_dimensions", "dimensions", 1, 6, 0),
        ("R07", SWITCH, SWITCH, 0, 1, 0),
    ],
)
def test_unit_range_and_decimals(rule, name, unit, lowest, highest, printed):
    assert limit_name(rule, name).unit == unit
    assert sensible_range(rule, name) == (lowest, highest)
    assert decimals(rule, name) == printed


def test_red_may_equal_amber_but_not_be_milder():
    assert is_milder("R07", "amber", Decimal(90), Decimal(91))
    assert not is_milder("R07", "amber", Decimal(90), Decimal(90))
    assert is_milder("R14", "amber", Decimal(3), Decimal(2))
    assert not is_milder("R14", "amber", Decimal(3), Decimal(3))


def test_what_the_rows_are_read_by_cannot_be_changed_here():
    assert "site_score" not in settable("R08")
    assert settable("R18") == ("amber", "red", "soften_days")
    assert settable("R99") == ()


@pytest.mark.parametrize("spec", all_rules(), ids=lambda spec: spec.id)
def test_a_rule_that_is_off_does_not_apply_and_a_critical_one_cannot_be_off(spec):
    assert is_known(spec.id, SWITCH) is (spec.id not in ALWAYS_ON)
    assert spec.critical is (spec.id in ALWAYS_ON)
    off = Limits({**DEFAULTS, spec.id: {**DEFAULTS.get(spec.id, {}), SWITCH: Decimal(0)}})
    found = spec.evaluate(facts(), off)
    if spec.critical:
        assert found == spec.evaluate(facts(), Limits())
    else:
        assert (found.level, found.params["reason"]) == (Level.NA, "off") or found.params["reason"] == "profile"


def test_a_rule_may_be_off_for_one_care_model():
    off = Limits().changed({("R07", "on_A"): Decimal(0)})
    assert judge(facts(model="A"), off).finding("R07").level is Level.NA
    assert judge(facts(model="B"), off).finding("R07").level is Level.GREEN


@pytest.mark.parametrize("rule", ["R15", "R30", "INPUT", "STATUS", "colour"])
def test_what_has_no_switch_is_refused(rule):
    with pytest.raises(ValueError, match=rule):
        Limits().changed({(rule, SWITCH): Decimal(0)})


def test_a_dimension_whose_rules_are_all_off_is_left_out_and_its_data_is_still_needed():
    people = [spec.id for spec in all_rules() if spec.dimension == "HEN"]
    off = Limits().changed({(rule, SWITCH): Decimal(0) for rule in people})
    assert judge(facts(), off).dimensions["HEN"] is Colour.NA
    without = facts(fresh=facts().fresh - {"supervisors"})
    assert judge(without, off).dimensions["HEN"] is Colour.GREY


def test_every_rule_asks_for_the_limit_of_the_care_model():
    folder = Path(rules.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            is_asked = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_asked and node.func.attr in ("get", "need") and ast.unparse(node.func.value) == "limits":
                assert len(node.args) == 3, f"{path.name}:{node.lineno}"
