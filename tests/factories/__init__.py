"""Builders of rows for tests: every argument has a plain default, so a test names only what it is about."""

from tests.factories.accounts import (
    make_account,
    make_complaint,
    make_contract,
    make_figure,
    make_goal,
    make_meeting,
    make_round,
    make_site,
)
from tests.factories.people import make_board_chair, make_person, make_town, make_user

TODAY_TEXT = "2026-09-11"

__all__ = [
    "TODAY_TEXT",
    "make_account",
    "make_board_chair",
    "make_complaint",
    "make_contract",
    "make_figure",
    "make_goal",
    "make_meeting",
    "make_person",
    "make_round",
    "make_site",
    "make_town",
    "make_user",
]
