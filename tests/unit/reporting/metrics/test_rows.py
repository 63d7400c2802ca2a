"""The rows of the card: how they are made, and the starter set of the filled example of domain.md 1.10."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.metrics import MetricRow, all_metrics, compute
from reporting.metrics.printing import as_of_text, cell_reason, cell_text, label, row_texts, unit
from reporting.metrics.registry import GROUPS, metric
from reporting.metrics.row import row_level
from reporting.rules import Level, Limits
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.example import example_card, facts, project_facts, stale

LIMITS = Limits()
STARTER = ["F1", "F3", "Q1", "Q2", "Q3", "C1", "C4", "C5", "G2", "G4", "H1", "K1"]
# Printed whatever records the company keeps.
ALWAYS = ["F1", "F3", "Q1", "Q2", "Q3", "Q4", "C1", "C4", "C5", "C6", "C7", "C8", "G2", "G4", "H1", "H2"]
ALWAYS += ["K1", "K2", "K3"]


def rows(known: Any, **before: RuleState) -> dict[str, MetricRow]:
    return {row.id: row for row in compute(known, judge(known, LIMITS, before))}


def printed(row: MetricRow, lang: str = "fi") -> tuple[str, ...]:
    return tuple(text.replace("\u00a0", " ") for text in row_texts(row, lang).values())


EXAMPLE = {
    "F1": ("398,2", "3 126,5", "3 100,0", "+0,9 %", "3 250,0 (96,2 %)", "AMBER", "31.8."),
    "F3": ("15,9", "16,2 (506,5 t€)", "17,1", "−0,9 %-yks.", "17,0 (−0,8 %-yks.)", "GREEN", "31.8."),
    "Q1": ("37/38", "296/304 (R3 113/116 = 97,4 %)", "281/304", "–", "100 %", "GREEN", "10.9."),
    "Q2": ("92,1", "91,7", "91,0", "+0,7", "≥ 90 %", "GREEN", "10.9."),
    "Q3": ("1 (Koivula, Jyväskylä 76 %)", "–", "0", "–", "0", "AMBER", "10.9."),
    "C1": ("–", "4,2 (5/2026, n = 22)", "4,1 (5/2025, n = 19)", "+0,1 →", "4,0", "GREEN", ""),
    "C4": ("2", "14 (R3 5 = 0,44)", "17", "−3", "–", "GREEN", "10.9."),
    "C5": ("2 / 1 (3 pv)", "–", "–", "–", "0", "AMBER", "10.9."),
    "G2": ("–", "10.6. (93 pv), seuraava 24.9.", "–", "–", "≤ 120", "GREEN", "11.9."),
    "G4": ("–", "3·0·0·0", "–", "–", "–", "GREEN", "11.9."),
    "H1": ("–", "2 (18,2 %)", "4", "–", "≤ 25 %", "GREEN", "10.9."),
    "K1": ("–", "31.12.2027 (476 pv, 100 %)", "–", "–", "–", "GREEN", "10.9."),
}


@pytest.mark.parametrize("metric_id", STARTER)
def test_the_filled_example(metric_id: str) -> None:
    row = rows(example_card())[metric_id]
    assert (*printed(row), row.level, as_of_text(row)) == EXAMPLE[metric_id]


def test_the_rows_come_in_the_order_of_the_card() -> None:
    printed_rows = [row.id for row in compute(example_card(), judge(example_card(), LIMITS), LIMITS)]
    assert [name for name in printed_rows if name in ALWAYS] == ALWAYS
    groups = [spec.group for spec in all_metrics()]
    assert groups == sorted(groups, key=GROUPS.index)


def test_a_consultancy_has_no_rows_of_the_service_profile() -> None:
    own = "F1 F3 F4 F5 Q1p Q2p Q3p C1 C4 C5 C6 C7 C8 G2 G3 G4 G5 K1 K2 K3"
    assert list(rows(project_facts())) == own.split()


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_a_stored_row_prints_the_same(lang: str) -> None:
    for known in (example_card(), facts(fresh=frozenset()), facts(account_age_months=3)):
        for row in rows(known).values():
            stored = MetricRow.from_json(json.loads(json.dumps(row.to_json())))
            assert stored == row
            assert row_texts(stored, lang) == row_texts(row, lang)
            assert label(stored, lang)
            assert unit(stored, lang) or stored.unit == "text"


def test_english_and_swedish() -> None:
    example = rows(example_card())
    assert printed(example["F3"], "en")[1:5] == ("16,2 (€506,5k)", "17,1", "−0,9 pp", "17,0 (−0,8 pp)")
    assert printed(example["G2"], "sv-fi")[1] == "10.6. (93 d), nästa 24.9."
    assert label(example["Q3"], "en") == "Sites below the limit"
    assert unit(example["F1"], "fi") == "t€"


def test_figures_keep_their_unrounded_value() -> None:
    assert rows(example_card())["F1"].period.exact == Decimal("3126487.20")


def test_missing_figures_say_so() -> None:
    unknown = {
        "rev_ytd": None,
        "rev_month": None,
        "rev_prev_ytd": None,
        "margin_pct": None,
        "score_avg": None,
        "csat": None,
        "csat_n": None,
        "complaints_ytd": None,
        "complaints_open": None,
        "days_since_meeting": None,
        "goals_late": None,
        "sup_changes_r12": None,
        "rounds_ytd_done": None,
        "rounds_planned_r3": None,
        "contract_days": None,
        "fresh": frozenset(),
    }
    example = rows(example_card(**unknown))
    assert {printed(example[name])[1] for name in STARTER if name not in ("Q2", "Q3", "C5")} == {"ei tietoa"}
    assert printed(example["C5"])[0] == printed(example["Q2"])[0] == "ei tietoa"
    assert printed(example["F1"])[2:] == ("ei tietoa", "–", "3 250,0")
    assert printed(example["F3"])[4] == "17,0"
    assert {example[name].level for name in STARTER} == {Level.UNKNOWN}
    assert printed(example["F1"], "en")[0] == "no data"


def test_what_nobody_collects_is_not_missing() -> None:
    known = facts(model="C", sup_changes_r12=None, score_avg=None, sites_below=None, days_since_meeting=None)
    example = rows(known)
    assert [printed(example[name])[0] for name in ("Q2", "Q3")] == ["–", "–"]
    assert printed(example["H1"])[1] == "–"
    assert example["Q2"].level is Level.NA
    assert printed(example["G2"])[1] == "ei tietoa"
    assert printed(rows(facts(model="D"))["G2"])[4] == "–"


def test_a_new_account_has_no_last_year() -> None:
    example = rows(example_card(account_age_months=5))
    assert printed(example["F1"])[2:4] == ("uusi", "–")
    assert printed(example["C4"])[2:4] == ("uusi", "–")
    assert cell_reason(example["F1"].previous, "fi") == "asiakkuus alle 12 kk"
    assert cell_reason(example["F1"].change, "fi") == "ei vertailukelpoinen"
    assert cell_reason(example["F1"].period, "fi") == ""


def test_a_base_known_to_be_missing_is_not_asked_for() -> None:
    example = rows(example_card(rev_prev_ytd=None, prev_base_missing=True))
    assert printed(example["F1"])[2:4] == ("–", "–")
    assert cell_reason(example["F1"].previous, "en") == "comparison data missing"
    assert printed(example["Q2"])[2] == "91,0"


@pytest.mark.parametrize(("base", "change"), [("1000", "+100,0 %"), ("999.99", "–"), ("0", "–"), ("-5000", "–")])
def test_small_bases_are_not_compared(base: str, change: str) -> None:
    row = rows(example_card(rev_ytd=Decimal(2000), rev_prev_ytd=Decimal(base)))["F1"]
    assert printed(row)[3].replace("↗ ", "").replace(" parempi", "") == change


def test_few_answers_are_not_shown() -> None:
    few = rows(example_card(csat_n=4))["C1"]
    assert printed(few)[1] == "n < 5"
    assert printed(few)[3] == "–"
    assert cell_reason(few.period, "sv") == "visas inte, färre än 5 svar"
    assert printed(rows(example_card(csat=None, csat_n=3))["C1"])[1] == "n < 5"
    assert printed(rows(example_card(csat=None, csat_n=0))["C1"])[1] == "ei tietoa"
    assert printed(rows(example_card(csat_prev_n=4))["C1"])[2:4] == ("n < 5", "–")
    assert printed(rows(example_card(csat_month=None))["C1"])[1] == "4,2 (n = 22)"


def test_stale_figures_carry_their_day() -> None:
    known = example_card(fresh=stale("scores"), source_dates={"scores": date(2026, 6, 12)})
    row = rows(known)["Q2"]
    assert row.stale
    assert printed(row)[:3] == ("92,1 (12.6.)", "91,7 (12.6.)", "91,0")
    assert row.level is Level.UNKNOWN
    assert printed(rows(example_card(fresh=stale("scores"), source_dates={}))["Q2"])[0] == "92,1"


def test_a_carried_colour_has_its_sign() -> None:
    row = rows(example_card(fresh=stale("scores")), R07=RuleState(Level.RED))["Q2"]
    assert (row.level, row.carried, as_of_text(row)) == (Level.RED, True, "⏸ 10.9.")
    undated = rows(example_card(fresh=stale("scores"), source_dates={}), R07=RuleState(Level.RED))["Q2"]
    assert as_of_text(undated) == "⏸"


def test_arrows_only_for_changes_that_matter() -> None:
    fallen = rows(example_card(rev_prev_ytd=Decimal(3500000), score_prev=Decimal("89.7"), csat_prev=Decimal("4.5")))
    assert printed(fallen["F1"])[3] == "↘ −10,7 % huonompi"
    assert printed(fallen["Q2"])[3] == "↗ +2,0 parempi"
    assert printed(fallen["C1"], "en")[3] == "↘ −0,3 worse"
    assert printed(rows(example_card(score_prev=Decimal("89.8")))["Q2"])[3] == "+1,9"


def test_rounds_move_against_last_years_share() -> None:
    assert rows(example_card())["Q1"].arrow == "up"
    assert rows(example_card(rounds_prev_ytd_done=296))["Q1"].arrow == ""


def test_rounds_without_every_figure() -> None:
    assert printed(rows(example_card(rounds_planned_r3=None))["Q1"])[1] == "296/304"
    assert printed(rows(example_card(rounds_ytd_done=None))["Q1"])[1] == "R3 113/116 = 97,4 %"


def test_revenue_with_big_projects_has_no_colour_of_its_own() -> None:
    known = example_card(has_big_projects=True, rev_ytd_comparable=Decimal(1))
    row = rows(known)["F1"]
    assert (row.level, printed(row)[1]) == (None, "3 126,5")


def test_targets_that_are_not_set() -> None:
    example = rows(example_card(rev_target_ytd=None, margin_target=None, margin_eur_ytd=None))
    assert (printed(example["F1"])[4], printed(example["F3"])[4]) == ("–", "–")
    assert printed(example["F3"])[1] == "16,2"
    assert printed(rows(example_card(rev_target_ytd=Decimal(0)))["F1"])[4] == "0,0"


def test_sites_below_without_names_are_counted() -> None:
    assert printed(rows(example_card(sites_below=3, sites_below_names=()))["Q3"])[0] == "3"
    assert printed(rows(example_card(sites_below=0))["Q3"])[0] == "0"


def test_complaints_without_a_rate_are_counted() -> None:
    row = rows(example_card(complaints_r3=None))["C4"]
    assert printed(row)[1] == "14"
    assert printed(rows(example_card(complaints_prev_ytd=None))["C4"])[2:4] == ("ei tietoa", "–")


def test_open_and_overdue_complaints() -> None:
    assert printed(rows(example_card(compl_overdue=0))["C5"])[0] == "2 / 0"
    assert printed(rows(example_card(compl_overdue_max_days=None))["C5"])[0] == "2 / 1"


def test_meetings() -> None:
    assert printed(rows(example_card(next_meeting_on=None))["G2"])[1] == "10.6. (93 pv), seuraavaa ei sovittu"
    assert printed(rows(example_card(last_meeting_on=None))["G2"])[1] == "93 pv"


def test_contracts() -> None:
    assert printed(rows(example_card(contract_days=None))["K1"])[1] == "toistaiseksi"
    assert printed(rows(example_card(contract_ends_on=None))["K1"])[1] == "476 pv"
    assert printed(rows(example_card(contract_share=None))["K1"])[1] == "31.12.2027 (476 pv)"


def test_supervisor_changes_without_positions() -> None:
    assert printed(rows(example_card(sup_positions=None))["H1"])[1] == "2"


def test_a_limit_of_the_account_is_printed_as_its_target() -> None:
    own = LIMITS.changed({("R07", "amber"): Decimal("87.50"), ("R18", "amber_A"): Decimal(100)})
    known = example_card()
    texts = {row.id: printed(row)[4] for row in compute(known, judge(known, own), own)}
    assert (texts["Q2"], texts["G2"]) == ("≥ 87,5 %", "≤ 100")


def test_the_level_of_a_row() -> None:
    assert row_level([]) is None
    assert row_level([Level.NA, Level.NA]) is Level.NA
    assert row_level([Level.NA, Level.GREEN]) is Level.GREEN
    assert row_level([Level.GREEN, Level.UNKNOWN]) is Level.UNKNOWN
    assert row_level([Level.AMBER, Level.UNKNOWN]) is Level.AMBER


def test_every_metric_is_complete() -> None:
    for spec in all_metrics():
        assert set(spec.label) == {"fi", "en", "sv"}
        assert spec.read.__doc__
        assert {spec.priority, spec.project_priority} <= {1, 2, 3}
        assert spec.better in ("up", "down", "none")


@pytest.mark.parametrize(("metric_id", "group"), [("F1", "TAL"), ("X1", "XXX")])
def test_an_id_is_taken_once_and_the_group_is_known(metric_id: str, group: str) -> None:
    with pytest.raises(ValueError, match=metric_id):
        metric(metric_id, label={}, group=group, unit="count", decimals=0)


def test_cells_do_not_part_numbers_from_units() -> None:
    assert cell_text(rows(example_card())["Q2"].target, "fi") == "≥\u00a090\u00a0%"
