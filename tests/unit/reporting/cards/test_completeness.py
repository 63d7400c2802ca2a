"""What a draft still needs before it counts as commented (domain.md 1.8)."""

import pytest

from reporting.cards.completeness import Missing, Need, is_commented, missing, needs_path, open_steps, red_rules


def content(model="A", status="RED", reds=("R08",), path=0):
    findings = [{"rule": rule, "level": "RED"} for rule in reds] + [{"rule": "R01", "level": "AMBER"}]
    return {
        "header": {"care_model": model, "status": status},
        "findings": findings,
        "actions": {"open": {"instruction": 3, "path": path, "goal": 2}},
    }


@pytest.mark.parametrize(
    ("model", "status", "asked"),
    [("A", "GREEN", True), ("B", "GREEN", True), ("C", "GREEN", False), ("D", "GREEN", False), ("C", "AMBER", True)],
)
def test_a_comment_is_needed_of_a_and_b_always_of_c_and_d_when_not_green(model, status, asked):
    card = content(model, status, reds=())
    assert (missing(card, "", {}) == (Missing(Need.COMMENT),)) is asked
    assert missing(card, "Hyvin menee.", {}) == ()


def test_a_red_card_needs_an_answer_to_each_red_and_an_open_action():
    card = content(reds=("R08", "R14"))
    assert missing(card, "Korjataan.", {"R14": "Tehty"}) == (Missing(Need.ANSWER, "R08"), Missing(Need.PATH))
    assert missing(content(reds=("R08", "R14"), path=1), "Korjataan.", {"R08": "x", "R14": "y"}) == ()


def test_red_by_accumulation_needs_a_path_and_no_answer():
    card = content(reds=())
    assert (red_rules(card), needs_path(card)) == ([], True)
    assert missing(card, "Neljä keltaista.", {}) == (Missing(Need.PATH),)


def test_a_red_rule_under_a_better_override_needs_its_path_all_the_same():
    assert missing(content(status="AMBER"), "x", {"R08": "y"}) == (Missing(Need.PATH),)


def test_nothing_said_is_not_commented_even_when_nothing_is_asked():
    green = content("C", "GREEN", reds=())
    assert not is_commented(green, "", {})
    assert is_commented(green, "Hyvin menee.", {})
    assert not is_commented(content(), "Korjataan.", {"R08": "y"})


def test_a_draft_of_an_older_form_counts_no_action():
    assert open_steps({"actions": {"rows": [], "more": 0}}) == 0
