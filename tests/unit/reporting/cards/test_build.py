"""The card of the filled example (domain.md 1.10) and what it keeps for the next close (1.9)."""

import datetime
import json
from dataclasses import replace
from decimal import Decimal

from reporting.cards import version
from reporting.cards.build import build, earlier_card
from reporting.cards.canonical import canonical_json, checksum
from reporting.cards.context import EarlierCard, Run
from reporting.cards.follow_up import FollowUp
from reporting.cards.sheet import sheet
from reporting.rules import Colour, Limits
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.cards.example import DRAFT, GOALS, MONTH, example_content, example_context, example_facts


def test_the_example_is_amber_for_three_reasons():
    content = example_content()
    assert content["header"]["status"] == "AMBER"
    assert [reason["rule"] for reason in content["summary"]["reasons"]] == ["R01", "R08", "R14"]
    assert content["summary"]["notes"][0]["fi"] == "Neljäs keltainen osa-alue muuttaisi asiakkuuden punaiseksi."


def test_every_sentence_is_there_in_three_languages():
    for reason in example_content()["summary"]["reasons"]:
        assert set(reason["text"]) == {"fi", "en", "sv"}
        assert len(set(reason["text"].values())) == 3


def test_the_same_input_gives_the_same_bytes():
    assert canonical_json(example_content()) == canonical_json(example_content())


def test_a_changed_fact_gives_another_checksum():
    assert checksum(example_content()) != checksum(example_content(example_facts(rev_month=Decimal(398201))))


def test_it_survives_the_database():
    content = example_content()
    assert json.loads(json.dumps(content)) == content


def test_every_row_of_the_filled_example_is_there():
    content = example_content()
    rows = [row["id"] for row in content["metrics"]]
    example = [
        "F1",
        "F3",
        "F4",
        "F5",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "C1",
        "C2",
        "C4",
        "C5",
        "C6",
        "G1",
        "G2",
        "G4",
        "G5",
        "H1",
        "H2",
        "K1",
        "K3",
    ]
    assert [row for row in rows if row in example] == example
    assert [row["id"] for row in content["growth"]] == ["P1", "P3", "P4"]


def test_metrics_nobody_records_anything_for_are_named_and_not_printed():
    content = example_content()
    waiting = [spec["id"] for spec in content["waiting"]]
    assert waiting == ["F6", "Q5", "Q6", "C3", "G6", "H3", "H4", "H5", "K5", "P2"]
    assert not set(waiting) & {row["id"] for row in content["metrics"] + content["growth"]}


def test_a_card_says_which_form_it_has():
    assert example_content()["form"] == version.FORM == 3


def test_a_row_keeps_the_limits_of_its_colour():
    revenue = example_content()["metrics"][0]
    assert revenue["limits"][0] == {"rule": "R01", "amber_limit": {"decimal": "97.0"}, "red_limit": {"decimal": "90.0"}}


def test_more_than_three_reasons_are_counted():
    facts = example_facts(days_since_meeting=130, next_meeting_in_days=None, next_meeting_on=None)
    content = example_content(facts)
    assert content["header"]["decided_by"] == "accumulation"
    assert len(content["summary"]["reasons"]) == 3
    assert content["summary"]["more_reasons"] == 1


def test_missing_data_says_what_is_missing():
    content = example_content(example_facts(fresh=frozenset({"revenue", "contracts"})))
    assert content["missing_inputs"]
    assert any(note["fi"].startswith("Ei arvioitavissa") for note in content["summary"]["notes"])


def test_growth_keeps_its_unrounded_values():
    growth = {row["id"]: row["period"] for row in example_content()["growth"]}
    assert growth["P1"]["exact"] == {"decimal": "1035000"}
    assert growth["P4"]["values"][1] == {"decimal": "210"}


def test_only_five_actions_are_listed():
    actions = example_content(context=example_context(follow_up=FollowUp(actions=GOALS[:1] * 7)))["actions"]
    assert (len(actions["rows"]), actions["more"]) == (5, 2)


def test_the_first_card_has_no_trend():
    content = example_content()
    assert content["header"]["trend"] == "new"
    assert {chip["arrow"] for chip in content["dimensions"]} == {"new"}
    assert content["header"]["months"] == 1


def test_the_next_card_counts_on_from_the_published_one():
    first = example_content()
    runs = {"": Run(first["header"]["status"], 1)} | {
        chip["id"]: Run(chip["colour"], 1) for chip in first["dimensions"]
    }
    context = example_context(earlier=earlier_card(MONTH, first), runs=runs)
    facts = example_facts(rev_ytd=Decimal(2900000))
    states = {rule: RuleState.from_json(state) for rule, state in first["rule_states"].items()}
    second = build(facts, judge(facts, Limits(), states), context)
    assert (second["header"]["status"], second["header"]["trend"], second["header"]["months"]) == ("RED", "worse", 1)
    chips = {chip["id"]: chip for chip in second["dimensions"]}
    assert (chips["TAL"]["arrow"], chips["TAL"]["months"]) == ("worse", 1)
    assert (chips["LAA"]["arrow"], chips["LAA"]["months"]) == ("same", 2)


def test_late_postings_are_marked_on_the_next_card():
    july = datetime.date(2026, 7, 1)
    before = EarlierCard(month=july, status="AMBER", risk_points=0, dimensions={}, revenue_eur=Decimal("2727099.60"))
    content = example_content(context=example_context(earlier=before))
    assert content["refined_eur"] == "1200"  # 3 126 500 − 398 200 − 2 727 099,60
    made = sheet(content, "fi", DRAFT)
    row = made["metrics"]["groups"][0]["rows"][0]
    assert row["period"].replace("\u00a0", " ") == "3 126,5²"
    assert made["footer"]["data"].replace("\u00a0", " ").endswith("² tarkentunut +1 200 €")
    for other in (
        replace(before, month=datetime.date(2026, 6, 1)),
        replace(before, revenue_eur=Decimal(2728300)),
        replace(before, revenue_eur=None),
    ):
        assert example_content(context=example_context(earlier=other))["refined_eur"] is None


def test_the_earlier_card_tells_its_revenue():
    assert earlier_card(MONTH, example_content()).revenue_eur == 3126500
    assert earlier_card(MONTH, example_content(example_facts(rev_ytd=None))).revenue_eur is None


def test_months_are_counted_in_closes_and_not_in_cards():
    content = example_content(context=example_context(runs={"": Run("AMBER", 4), "TAL": Run("GREEN", 4)}))
    assert (content["header"]["status"], content["header"]["months"], content["header"]["trend"]) == ("AMBER", 5, "new")
    assert {chip["id"]: chip["months"] for chip in content["dimensions"]}["TAL"] == 1


def test_an_override_stands_on_the_card_with_its_reason():
    line = {"state": "in_force", "colour": "GREEN", "reason": "Tunnettu kertatekijä", "until": "2026-10-09"}
    assert example_content(context=example_context(override=line))["override"] == line
    assert example_content()["override"] is None


def test_the_rule_states_are_what_the_judge_reads_back():
    states = example_content()["rule_states"]
    assert states["R01"] == {"c": "AMBER", "good": 0}
    assert RuleState.from_json(states["R01"]).level == "AMBER"


def test_a_left_out_dimension_has_no_arrow():
    facts = example_facts(model="D")
    content = example_content(facts, example_context(care_model="D"))
    quality = next(chip for chip in content["dimensions"] if chip["id"] == "LAA")
    assert quality["colour"] == Colour.NA
    again = example_content(
        facts, example_context(care_model="D", earlier=earlier_card(datetime.date(2026, 7, 1), content))
    )
    assert next(chip for chip in again["dimensions"] if chip["id"] == "LAA")["arrow"] == "new"
