"""What findings have in common: lists cut short, and what is only partly known."""

from dataclasses import fields, replace
from decimal import Decimal

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


FULL = Finding(
    level=Level.RED,
    rule_id="R01",
    value=Decimal("82.4"),
    amber_limit=Decimal(97),
    red_limit=Decimal(90),
    variant="over",
    params={"index": Decimal("82.4")},
    evidence=("figures:revenue",),
    computed=Level.AMBER,
    cap=Level.AMBER,
    at_least=True,
    held=True,
)


def test_a_finding_under_its_rule_keeps_all_it_said() -> None:
    assert all(getattr(FULL, field.name) != field.default for field in fields(Finding))
    under_rule = FULL.of_rule("R02", Decimal(1), Decimal(2))
    assert under_rule == replace(FULL, rule_id="R02", computed=Level.RED)


def test_a_finding_without_limits_of_its_own_has_those_of_its_rule() -> None:
    found = replace(FULL, amber_limit=None, red_limit=None).of_rule("R01", Decimal(1), None)
    assert (found.amber_limit, found.red_limit) == (1, None)


def test_a_finding_is_stored_and_read_back_whole() -> None:
    assert Finding.from_json(FULL.to_json()) == FULL


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
