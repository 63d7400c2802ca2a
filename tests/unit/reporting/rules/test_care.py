"""R18 on, just under and just over its limits in each care model."""

from datetime import date

import pytest

from reporting.rules import Level, Limits
from reporting.rules.care import director_meeting
from tests.unit.reporting.example import facts

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA


@pytest.mark.parametrize(
    ("model", "days", "level"),
    [
        ("A", 120, G),
        ("A", 121, A),
        ("A", 160, A),
        ("A", 161, R),
        ("B", 240, G),
        ("B", 241, A),
        ("B", 300, A),
        ("B", 301, R),
        ("C", 430, G),
        ("C", 431, A),
        ("C", 4000, A),
        ("D", 4000, N),
    ],
)
def test_days_since_the_last_meeting(model: str, days: int, level: Level) -> None:
    assert director_meeting(facts(model=model, days_since_meeting=days), LIMITS).level is level


@pytest.mark.parametrize(("ahead", "level"), [(None, R), (-1, R), (0, A), (21, A), (22, R)])
def test_a_meeting_booked_soon_softens_red(ahead: int | None, level: Level) -> None:
    assert director_meeting(facts(days_since_meeting=170, next_meeting_in_days=ahead), LIMITS).level is level


def test_booking_does_not_soften_amber() -> None:
    assert director_meeting(facts(days_since_meeting=130, next_meeting_in_days=5), LIMITS).level is A


@pytest.mark.parametrize(
    ("changes", "level"),
    [({}, U), ({"account_age_months": 3}, N), ({"phase": "haltuunotto"}, N), ({"account_age_months": 12}, U)],
)
def test_no_meeting_logged(changes: dict[str, object], level: Level) -> None:
    assert director_meeting(facts(days_since_meeting=None, **changes), LIMITS).level is level


def test_the_sentence_knows_what_is_booked() -> None:
    booked = {"next_meeting_on": date(2026, 9, 24), "next_meeting_in_days": 13}
    assert director_meeting(facts(**booked), LIMITS).variant == "booked"
    assert director_meeting(facts(**{**booked, "next_meeting_in_days": None}), LIMITS).variant == "booked"
    assert director_meeting(facts(), LIMITS).variant == "booked_in"
    assert director_meeting(facts(next_meeting_in_days=None), LIMITS).variant == "unbooked"
