"""The page of rules says every rule with the limits in force."""

from django.utils.translation import override

from reporting.dashboards.colours import colour_rules
from reporting.rules import all_rules


def test_every_rule_stands_once_in_every_language():
    for lang in ("fi", "en", "sv"):
        found = [rule.id for dimension in colour_rules(lang) for rule in dimension.rules]
        assert sorted(found) == [rule.id for rule in all_rules()]


def test_shared_limits_are_one_line_and_own_limits_one_per_care_model():
    with override("fi"):
        rules = {rule.id: rule for dimension in colour_rules("fi") for rule in dimension.rules}
    assert [(limit.models, limit.amber, limit.red) for limit in rules["R01"].limits] == [
        ("", "alle 97\xa0%", "alle 90\xa0%")
    ]
    assert [limit.models for limit in rules["R18"].limits] == ["A", "B", "C"]
    assert rules["R18"].limits[2].red == "ei koskaan"
    assert rules["R15"].limits == ()


def test_a_limit_says_its_unit_and_on_which_side_the_colour_starts():
    with override("en"):
        rules = {rule.id: rule for dimension in colour_rules("en") for rule in dimension.rules}
    assert rules["R18"].limits[0].amber == "over 120\xa0days"  # strictly above (thresholds.grade_above)
    assert (rules["R08"].limits[0].amber, rules["R08"].limits[0].red) == ("at least 1\xa0site", "at least 2\xa0sites")
    assert rules["R01"].band == "1\xa0pp"  # a margin between two percentages
