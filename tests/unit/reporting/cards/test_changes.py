"""What moved between two cards and whether it means something (domain.md 1.5)."""

from decimal import Decimal as D

import pytest

from reporting.cards.changes import changes, verdict_of_colours
from reporting.cards.measures import move
from tests.unit.reporting.cards.example import example_content, example_facts


def moved(**facts):
    return changes(example_content(), example_content(example_facts(**facts)), "fi")


def of_metric(metric_id, lang="fi", **facts):
    rows = [
        next(row for row in content["metrics"] if row["id"] == metric_id)
        for content in (example_content(), example_content(example_facts(**facts)))
    ]
    return move(*rows, lang)


def test_nothing_moved():
    assert moved() == ()


def test_the_account_its_dimension_and_the_rule_that_turned():
    found = moved(margin_pct=D("13.9"))
    told = [(one.kind, one.code, one.before and one.before["word"], one.after and one.after["word"]) for one in found]
    assert told == [
        ("account", "", "Keltainen", "Punainen"),
        ("dimension", "TAL", "Keltainen", "Punainen"),
        ("rule", "R03", "Vihreä", "Punainen"),
        ("metric", "F3", None, None),
    ]
    assert {one.verdict for one in found} == {"worse"}
    assert found[2].text.startswith("Kate 13,9")
    assert found[3].text.replace("\u00a0", " ") == "−2,3 %-yks."


def test_the_better_stands_after_the_worse():
    verdicts = [one.verdict for one in moved(margin_pct=D("13.9"), compl_overdue=0) if one.kind == "rule"]
    assert verdicts == ["worse", "better"]


@pytest.mark.parametrize(
    ("metric_id", "facts", "arrow", "verdict"),
    [
        ("F1", {"rev_month": D(410146)}, "up", "better"),  # +3,0 %
        ("F1", {"rev_month": D(409900)}, "", ""),
        ("F3", {"margin_pct": D("15.2")}, "down", "worse"),  # −1,0
        ("F3", {"margin_pct": D("15.3")}, "", ""),
        ("Q1", {"rounds_done_r3": 109}, "down", "worse"),  # 97,4 → 94,0 %
        ("Q1", {"rounds_done_r3": 110}, "", ""),
        ("Q2", {"score_avg": D("90.1")}, "down", "worse"),  # −2,0 points
        ("Q2", {"score_avg": D("90.2")}, "", ""),
        ("C1", {"csat": D("4.4")}, "up", "better"),
        ("C1", {"csat": D("4.3")}, "", ""),
        ("C6", {"fr_n": 20, "fr_within": 19}, "down", "worse"),  # 100 → 95 %
        ("C6", {"fr_n": 100, "fr_within": 96}, "", ""),
        ("H1", {"sup_changes_r12": 3}, "up", "worse"),  # 18,2 → 27,3 %
        ("C2", {"nps_promoters": 2}, "", ""),  # by its intervals only
        ("C4", {"complaints_month": 9}, "", ""),  # its rule speaks
    ],
)  # fmt: skip
def test_only_a_meaningful_change_has_an_arrow(metric_id, facts, arrow, verdict):
    found = of_metric(metric_id, **facts)
    assert (found.arrow, found.verdict) == (arrow, verdict)


@pytest.mark.parametrize(
    ("metric_id", "facts", "lang", "printed"),
    [
        ("F1", {"rev_month": D(400000)}, "fi", "+1,8 t€"),
        ("F3", {"margin_pct": D("15.2")}, "sv", "−1,0 %-enh."),
        ("F3", {"margin_pct": D("15.2")}, "en", "−1,0 pp"),
        ("C1", {"csat": D("4.4")}, "fi", "+0,2"),
        ("C1", {"csat_n": 3}, "fi", ""),
        ("C5", {"compl_overdue": 3}, "fi", "+2"),
        ("G2", {"days_since_meeting": 123}, "fi", "+30 pv"),
        ("Q4", {"sites_measured": 36}, "fi", "−2,7 %-yks."),
        ("Q2", {"score_avg": None, "score_ytd_mean": None}, "fi", ""),
    ],
)
def test_the_difference_is_printed_in_its_unit(metric_id, facts, lang, printed):
    assert of_metric(metric_id, lang, **facts).difference.replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("GREEN", "RED", "worse"), ("RED", "AMBER", "better"), ("GREEN", "GREY", "worse"),
        ("UNKNOWN", "GREEN", "better"), ("NA", "RED", "other"), ("GREEN", "GREEN", "other"),
        ("GREY", "UNKNOWN", "other"),
    ],
)  # fmt: skip
def test_which_step_is_better(old, new, verdict):
    assert verdict_of_colours(old, new) == verdict


def test_a_rule_that_only_stops_concerning_the_account_is_not_told():
    young = {
        finding["rule"]: finding["level"]
        for finding in example_content(example_facts(account_age_months=5))["findings"]
    }
    assert young["R02"] == "NA"
    assert [one.code for one in moved(account_age_months=5) if one.kind == "rule" and one.after["level"] == "NA"] == []
