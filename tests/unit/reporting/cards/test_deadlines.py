"""When a card is late and which cards are commented (domain.md 1.8)."""

from datetime import date

import pytest

from reporting.cards.deadlines import needs_comment, publishing_day


def test_a_card_is_published_by_the_tenth_working_day() -> None:
    assert publishing_day(date(2026, 8, 1)) == date(2026, 9, 14)
    assert publishing_day(date(2026, 12, 1)) == date(2027, 1, 18)  # New Year and Epiphany are free


@pytest.mark.parametrize(
    ("care_model", "status", "needed"),
    [
        ("A", "GREEN", True),
        ("B", "GREEN", True),
        ("C", "GREEN", False),
        ("D", "GREEN", False),
        ("C", "AMBER", True),
        ("D", "RED", True),
        ("C", "GREY", True),
    ],
)
def test_green_cards_of_small_accounts_need_no_comment(care_model: str, status: str, needed: bool) -> None:
    assert needs_comment(care_model, status) is needed
