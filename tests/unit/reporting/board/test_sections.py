"""The order of the agenda (domain.md 1.8): every account once, at the first place that fits."""

import pytest

from reporting.board.sections import SECTIONS, grounds, movement, ordered, section_of

LATE = {"late_days": 3}
NEW_MISS, OLD_MISS = {"is_new": True}, {"is_new": False}


def item(colour="GREEN", before="GREEN", months=1, **values):
    made = {
        "account": 1,
        "name": "A",
        "points": 0,
        "colour": colour,
        "before": before,
        "months": months,
        "instructions": [],
        "requests": [],
        "misses": [],
        "override": None,
    } | values
    made["grounds"] = grounds(made)
    return made | {"section": section_of(made)}


@pytest.mark.parametrize(
    ("made", "section"),
    [
        (item("RED", "GREEN"), "new_red"),
        (item("RED", ""), "new_red"),
        (item("RED", "RED", 2, instructions=[LATE]), "long_red"),
        (item("AMBER", "AMBER", 2, instructions=[LATE]), "overdue"),
        (item("GREY", "GREY", instructions=[LATE]), "overdue"),
        (item("GREY", "GREEN"), "grey"),
        (item("AMBER", "GREEN", override={"colour": "GREEN"}), "override"),
        (item("AMBER", "GREEN"), "new_amber"),
        (item("AMBER", "RED"), "new_amber"),
        (item("AMBER", "AMBER", 4), "raised"),
        (item("AMBER", "AMBER", 3), "rest"),
        (item("GREEN", "GREEN", requests=[{}]), "raised"),
        (item("GREEN", "GREEN", misses=[NEW_MISS]), "raised"),
        (item("GREEN", "GREEN", misses=[OLD_MISS]), "rest"),
        (item("GREEN", "RED"), "rest"),
        (item("", "", 0, requests=[{}]), "raised"),
        (item("", "", 0, instructions=[LATE]), "overdue"),
    ],
)
def test_each_account_stands_at_the_first_place_that_fits(made, section):
    assert made["section"] == section


def test_grounds_name_everything_that_raises_it():
    made = item("RED", "RED", 3, instructions=[LATE], requests=[{}], misses=[NEW_MISS], override={})
    assert made["grounds"] == ["late_instruction", "waiting_override", "red_3", "request", "clock_miss"]
    assert item("AMBER", "AMBER", 4)["grounds"] == ["drift"]
    assert item("AMBER", "AMBER", 4, instructions=[{"late_days": 0}])["grounds"] == ["drift"]


def test_the_order_is_section_then_risk_then_name():
    rows = [
        item(account=1, name="Ö", points=0),
        item(account=2, name="A", points=0),
        item("RED", "RED", 2, account=3, name="B", points=3),
        item("RED", "RED", 2, account=4, name="C", points=9),
        item("RED", "GREEN", account=5, name="Z", points=1),
    ]
    assert [row["account"] for row in ordered(rows)] == [5, 4, 3, 2, 1]


def test_every_section_has_a_title():
    from reporting.board.words import SECTION_TITLES

    assert tuple(SECTION_TITLES) == SECTIONS


@pytest.mark.parametrize(
    ("before", "now", "said"), [("", "RED", "new"), ("GREEN", "RED", "worse"), ("RED", "GREEN", "better"), ("", "", "")]
)
def test_movement_is_against_the_card_before(before, now, said):
    assert movement(before, now) == said
