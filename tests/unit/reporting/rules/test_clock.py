"""R19 on, just under and just over its limits."""

import pytest

from accounts_app.clock import KINDS
from reporting.rules import Level, Limits
from reporting.rules.clock import clock_late
from reporting.rules.sentences import WORDINGS
from tests.unit.reporting.example import changed_limits, facts, stale

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("late", "key", "level"),
    [
        (0, 0, G),
        (0, 14, G),
        (1, 0, A),
        (2, 45, A),
        (3, 0, R),
        (4, 0, R),
        (1, 45, A),
        (1, 46, R),
        (0, 46, R),
    ],
)
def test_late_events_and_the_latest_key_event(late: int, key: int, level: Level) -> None:
    finding = clock_late(facts(clock_late14=late, key_late_max=key), LIMITS)
    assert (finding.level, finding.value, finding.at_least) == (level, late, False)
    assert finding.evidence == ("clock:late",)


@pytest.mark.parametrize(
    ("late", "key", "level", "at_least"),
    [
        (None, None, U, False),
        (0, None, U, False),
        (None, 0, U, False),
        (None, 45, U, False),
        (None, 46, R, False),
        (1, None, A, True),
        (2, None, A, True),
        (3, None, R, False),
    ],
)
def test_what_is_not_known_could_only_be_worse(late: int | None, key: int | None, level: Level, at_least: bool) -> None:
    finding = clock_late(facts(clock_late14=late, key_late_max=key), LIMITS)
    assert (finding.level, finding.at_least) == (level, at_least)
    assert level is not U or finding.params["missing"] == ("clock",)


@pytest.mark.parametrize(
    ("model", "known", "level"),
    [
        ("A", {"fresh": stale("clock")}, U),
        ("B", {"fresh": stale("clock")}, U),
        ("B", {"clock_late14": 1}, A),
        ("C", {"fresh": stale("clock")}, N),
        ("C", {"clock_late14": None}, N),
        ("C", {"clock_late14": 1}, A),
        ("C", {"key_late_max": None}, U),
        ("D", {"clock_late14": 9}, N),
    ],
)
def test_the_clock_by_care_model(model: str, known: dict[str, object], level: Level) -> None:
    assert clock_late(facts(model=model, **known), LIMITS).level is level


@pytest.mark.parametrize(
    ("changes", "variant"),
    [
        ({}, "ok"),
        ({"clock_late14": 1}, "unnamed"),
        ({"clock_late14": 1, "clock_late_names": ("JT",)}, "value"),
        ({"clock_late14": 1, "key_late_max": 46}, "key_unnamed"),
        ({"clock_late14": 1, "key_late_max": 46, "clock_late_names": ("JT",)}, "key"),
        ({"clock_late14": None, "key_late_max": 46, "clock_late_names": ("JT",)}, "key_unnamed"),
        ({"clock_late14": 0, "clock_late_names": ("JT",)}, "ok"),
    ],
)
def test_which_sentence_speaks(changes: dict[str, object], variant: str) -> None:
    assert clock_late(facts(**changes), LIMITS).variant == variant


def test_the_limits_in_force_are_used() -> None:
    own = changed_limits({("R19", "key_days"): 10, ("R19", "amber"): 2, ("R19", "red_B"): 5})
    assert clock_late(facts(clock_late14=1, key_late_max=11), own).level is R
    assert clock_late(facts(clock_late14=1, key_late_max=10), own).level is G
    assert clock_late(facts(clock_late14=4, model="B"), own).level is A
    assert clock_late(facts(clock_late14=1, key_late_max=None), own).level is U


def test_every_kind_of_the_clock_has_a_name_in_every_language() -> None:
    for texts in WORDINGS.values():
        assert set(KINDS) <= texts.clock_kinds.keys()
        assert all(name.strip() for name in texts.clock_kinds.values())
