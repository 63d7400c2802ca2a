"""What findings have in common: lists cut short, and what is only partly known."""

from dataclasses import replace

import pytest

from reporting.rules import Finding, Level
from reporting.rules.finding import listed, partly_known


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        ((), ()),
        (("a", "a"), ("a",)),
        (("a", "b", "c"), ("a", "b", "c")),
        (("a", "b", "a", "c", "d"), ("a", "b", "c", "+1")),
        (("a", "b", "c", "d", "e"), ("a", "b", "c", "+2")),
    ],
)
def test_a_long_list_is_cut_after_three(names: tuple[str, ...], printed: tuple[str, ...]) -> None:
    assert listed(names) == printed


def test_a_finding_stored_before_at_least_was_known_says_nothing_of_it() -> None:
    stored = Finding(level=Level.AMBER, rule_id="R07").to_json()
    del stored["at_least"]
    assert Finding.from_json(stored) == Finding(level=Level.AMBER, rule_id="R07")


def test_what_is_not_known_leaves_red_red_and_nothing_green() -> None:
    red, amber, green = (Finding(level=level) for level in (Level.RED, Level.AMBER, Level.GREEN))
    assert partly_known(red, "goals") == red
    assert partly_known(amber, "goals") == replace(amber, at_least=True)
    assert (partly_known(green, "goals").level, partly_known(green, "goals").params) == (
        Level.UNKNOWN,
        {"missing": ("goals",)},
    )
