"""The metrics beyond the starter set: figures, missing ones, too few, new accounts, both profiles (domain.md 1.4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.facts.types import CARE_MODELS, AccountFacts, ContractFact, TenderFact
from reporting.metrics import MetricRow, all_metrics, compute
from reporting.metrics.printing import row_hints, row_texts
from reporting.metrics.row import COLUMNS, waiting
from reporting.metrics.voices import nps
from reporting.rules import Level, Limits
from reporting.status import judge
from tests.unit.reporting.example import ALL_FRESH, example_card, project_facts, stale

LIMITS = Limits()
KEPT = frozenset(spec.kept for spec in all_metrics() if spec.kept)


def rows(known: AccountFacts) -> dict[str, MetricRow]:
    return {row.id: row for row in compute(known, judge(known, LIMITS), LIMITS)}


def printed(row: MetricRow, lang: str = "fi") -> dict[str, str]:
    return {name: text.replace("\u00a0", " ") for name, text in row_texts(row, lang).items()}


def cell(metric_id: str, column: str, lang: str = "fi", **changes: Any) -> str:
    """One column of a metric of the example, with some facts changed and every record kept."""
    return printed(rows(example_card(**{"kept": KEPT, **changes}))[metric_id], lang)[column]


def project_cell(metric_id: str, column: str, **changes: Any) -> str:
    return printed(rows(project_facts(**{"kept": KEPT, **changes}))[metric_id])[column]


# --- finance ---


def test_f2_is_printed_with_big_projects_only_and_takes_the_colour() -> None:
    assert "F2" not in rows(example_card(kept=KEPT))
    big = {
        "has_big_projects": True,
        "rev_ytd_comparable": Decimal(2030000),
        "rev_prev_ytd_comparable": Decimal(2160000),
        "rev_target_ytd_comparable": Decimal(2200000),
    }
    found = rows(example_card(**big))
    assert list(printed(found["F2"]).values()) == [
        "–", "2 030,0", "2 160,0", "↘ −6,0 % huonompi", "2 200,0 (92,3 %)",
    ]  # fmt: skip
    assert (found["F1"].level, found["F2"].level) == (None, Level.AMBER)
    new = rows(example_card(**big, account_age_months=5))["F2"]
    assert (printed(new)["previous"], printed(new)["change"]) == ("uusi", "–")
    assert cell("F2", "period", **{**big, "rev_ytd_comparable": None}) == "ei tietoa"


def test_f4_of_a_service_account_is_the_year_of_its_contracts() -> None:
    book = {"orderbook_eur": Decimal(4740000), "orderbook_prev_eur": Decimal(4655000)}
    row = rows(example_card(kept=KEPT, **book))["F4"]
    assert list(printed(row).values()) == ["–", "4 740", "4 655", "+1,8 %", "–"]
    assert (row.level, row.priority) == (Level.NA, 3)
    assert cell("F4", "previous", **book, account_age_months=3) == "uusi"
    assert cell("F4", "period") == "–"  # nobody judges it here, so nothing is missing


def test_f4_of_a_consultancy_lasts_months() -> None:
    row = rows(project_facts(orderbook_eur=Decimal(1250400), orderbook_months=Decimal("5.95")))["F4"]
    assert (printed(row)["period"], printed(row)["target"]) == ("1 250 (6,0 kk)", "≥ 6,0 kk")
    assert (row.level, row.priority) == (Level.GREEN, 1)
    assert project_cell("F4", "period", orderbook_eur=None) == "7,0 kk"
    assert project_cell("F4", "period", orderbook_eur=None, orderbook_months=None) == "ei tietoa"
    assert project_cell("F4", "period", orderbook_eur=Decimal(5000), orderbook_months=None) == "5"


@pytest.mark.parametrize(
    ("over", "long_over", "text", "level"),
    [
        ("0", "0", "0", Level.GREEN),
        ("999.49", "0", "999 €", Level.GREEN),
        ("999.50", "0", "1 000 €", Level.AMBER),
        ("5230", "1200", "5 230 € (yli 60 pv 1 200 €)", Level.AMBER),
        ("12345.67", "5000", "12,3 t€ (yli 60 pv 5,0 t€)", Level.RED),
        ("12345.67", "0", "12,3 t€", Level.AMBER),
    ],
)
def test_f5_prints_what_its_colour_is_decided_on(over: str, long_over: str, text: str, level: Level) -> None:
    row = rows(example_card(recv30=Decimal(over), recv60=Decimal(long_over)))["F5"]
    assert (printed(row)["period"], row.level) == (text, level)


def test_f5_has_last_year_only_where_invoices_were_kept_then() -> None:
    assert cell("F5", "previous") == "–"
    assert cell("F5", "previous", recv30_prev=Decimal(0)) == "0"
    assert cell("F5", "previous", recv30_prev=Decimal(0), account_age_months=3) == "uusi"
    assert cell("F5", "period", recv30=None) == "ei tietoa"
    assert cell("F5", "period", "en", recv30=Decimal(500)) == "€500"


def test_f6_waits_for_a_source_and_compares_in_points() -> None:
    assert "F6" not in rows(example_card())
    shares = {"extra_work_pct": Decimal("4.24"), "extra_work_prev_pct": Decimal("3.86")}
    row = printed(rows(example_card(**shares))["F6"])
    assert (row["period"], row["previous"], row["change"]) == ("4,2", "3,9", "+0,3 %-yks.")


# --- quality ---


def test_q4_below_sixty_makes_the_score_grey_italics() -> None:
    assert cell("Q4", "month") == "37/38 = 97,4 %"
    assert cell("Q4", "target") == "≥ 85 %"
    assert cell("Q4", "month", sites_measured=None) == "ei tietoa"
    assert cell("Q4", "month", sites_active=0, sites_measured=0) == "0/0"
    few = rows(example_card(sites_measured=22))
    assert (few["Q4"].level, few["Q2"].doubtful) == (Level.UNKNOWN, True)
    assert row_hints(few["Q2"], "fi")["month"] == "mittauksia on liian vähän"
    assert rows(example_card())["Q2"].doubtful is False
    assert rows(example_card(sites_measured=None))["Q2"].doubtful is False


def test_q5_tells_the_result_the_day_and_what_is_open() -> None:
    audit = {"audit_on": date(2026, 4, 11)}
    assert cell("Q5", "period", **audit) == "hyväksytty 11.4.2026"
    assert cell("Q5", "period", **audit, audit_failed=True) == "hylätty 11.4.2026"
    assert cell("Q5", "period", **audit, nc_minor_open=2, nc_major_open=1) == (
        "hyväksytty 11.4.2026 (lieviä 2, vakavia 1)"
    )
    assert cell("Q5", "target") == "≤ 13 kk"
    assert cell("Q5", "period", audit_on=None, audit_failed=None) == "ei tietoa"
    assert "Q5" not in rows(example_card())


def test_q6_is_never_mixed_with_the_score() -> None:
    row = rows(example_card(insta_passed=9, insta_inspected=10))["Q6"]
    assert (printed(row)["period"], row.level) == ("9/10", None)
    assert "Q6" not in rows(example_card())


def test_projects_instead_of_rounds() -> None:
    assert project_cell("Q1p", "period", projects_on_schedule=9) == "9/10 = 90,0 %"
    assert rows(project_facts(projects_on_schedule=8))["Q1p"].level is Level.AMBER
    assert project_cell("Q1p", "period", projects_active=None) == "ei tietoa"
    assert project_cell("Q1p", "period", projects_active=0, projects_on_schedule=0) == "0/0"
    assert project_cell("Q2p", "period") == "4,4 (n = 8)"
    assert project_cell("Q2p", "target") == "≥ 4,0"
    assert project_cell("Q2p", "period", project_feedback_n=4) == "n < 5"
    assert project_cell("Q2p", "period", project_feedback=None, project_feedback_n=0) == "ei tietoa"
    assert project_cell("Q3p", "period") == "0"
    assert project_cell("Q3p", "period", projects_over_110=2, projects_over_names=("Silta", "Katu")) == "2 (Silta)"
    assert rows(project_facts(projects_over_110=1))["Q3p"].level is Level.AMBER
    assert project_cell("Q3p", "period", projects_over_110=None) == "ei tietoa"


# --- customer ---


@pytest.mark.parametrize(
    ("answers", "promoters", "detractors", "value", "low", "high"),
    [(4, 2, 1, 25, -44, 73), (10, 5, 2, 30, -19, 65), (22, 12, 4, 36, 2, 62), (60, 30, 10, 33, 13, 50),
     (240, 120, 40, 33, 24, 42)],
)  # fmt: skip
def test_nps_intervals_of_the_specification(
    answers: int, promoters: int, detractors: int, value: int, low: int, high: int
) -> None:
    assert [round(part) for part in nps(promoters, detractors, answers)] == [value, low, high]


WAVE = {"nps_n": 22, "nps_promoters": 12, "nps_detractors": 4}
BEFORE = {"nps_prev_n": 19, "nps_prev_promoters": 8, "nps_prev_detractors": 2}


def test_c2_prints_its_interval_and_no_colour() -> None:
    row = rows(example_card(**WAVE, **BEFORE))["C2"]
    texts = printed(row)
    assert (texts["period"], texts["previous"], texts["change"]) == ("+36 [+2…+62]", "+32", "→")
    assert (row.level, row.arrow) == (None, "")


def test_c2_with_few_answers_prints_the_three_counts() -> None:
    few = {"nps_n": 4, "nps_promoters": 2, "nps_detractors": 1}
    assert cell("C2", "period", **few) == "2 suosittelijaa, 1 neutraali, 1 arvostelija"
    assert cell("C2", "period", "en", **few) == "2 promoters, 1 passive, 1 detractor"
    assert cell("C2", "period", **few, nps_anonymous=True) == "n < 5"
    assert cell("C2", "period", nps_n=9, nps_promoters=9, nps_detractors=0, nps_anonymous=True) == (
        "9 suosittelijaa, 0 neutraalia, 0 arvostelijaa"
    )
    assert cell("C2", "period", nps_n=0, nps_promoters=0, nps_detractors=0) == "ei tietoa"
    assert cell("C2", "period") == "ei tietoa"
    assert cell("C2", "previous", **WAVE, **{**BEFORE, "nps_prev_n": 9}) == "–"


def test_c2_moves_only_beyond_chance() -> None:
    now = {"nps_n": 200, "nps_promoters": 150, "nps_detractors": 10}
    before = {"nps_prev_n": 200, "nps_prev_promoters": 60, "nps_prev_detractors": 80}
    row = rows(example_card(**now, **before))["C2"]
    assert (printed(row)["change"], row.arrow, row.verdict) == ("↗ +80 parempi", "up", "better")
    assert printed(rows(example_card(**now, **before, account_age_months=3))["C2"])["previous"] == "uusi"


def test_c3_speaks_up_when_pulse_and_survey_disagree() -> None:
    assert cell("C3", "period", pulse=Decimal("4.16"), pulse_n=30) == "4,2 (n = 30)"
    assert cell("C3", "period", pulse=Decimal("3.54"), pulse_n=30) == "3,5 (n = 30), pulssi ja kysely eri linjoilla"
    assert cell("C3", "period", pulse=Decimal("3.55"), pulse_n=30) == "3,6 (n = 30)"
    assert cell("C3", "period", pulse=Decimal("1.0"), pulse_n=3, csat=None) == "1,0 (n = 3)"
    assert cell("C3", "period", pulse_n=0) == "ei tietoa"


def test_nobody_asks_the_small_ones() -> None:
    assert cell("C2", "period", model="C") == "–"
    assert cell("C3", "period", model="C", pulse_n=0) == "ei tietoa"
    assert cell("C3", "period", model="D", pulse_n=0) == "–"


def test_c4_asks_whether_complaints_are_logged_at_all() -> None:
    silent = {"complaints_6m": 0, "complaints_ytd": 0, "complaints_r3": 0}
    assert cell("C4", "period", **silent) == "0 (kirjataanko reklamaatiot?)"
    assert cell("C4", "period", **silent, sites_active=20) == "0 (R3 0 = 0,00)"
    assert cell("C4", "period", **{**silent, "complaints_6m": 1}) == "0 (R3 0 = 0,00)"


def test_c6_counts_when_few_and_shares_from_five_on() -> None:
    assert cell("C6", "month", fr_n=5, fr_within=5) == "5/5"
    assert cell("C6", "month", fr_n=20, fr_within=18) == "18/20 = 90,0 %"
    assert cell("C6", "month", fr_n=4, fr_within=3) == "3/4"
    assert cell("C6", "month", fr_n=0, fr_within=0) == "0/0"
    assert cell("C6", "month", fr_n=None, fr_within=None) == "ei tietoa"
    assert rows(example_card(fr_n=20, fr_within=18))["C6"].level is Level.AMBER


def test_c7_is_the_median_in_working_days() -> None:
    row = rows(example_card(resolution_days=Decimal("3.5"), resolution_p90=Decimal(8)))["C7"]
    assert (printed(row)["month"], row.level) == ("3,5", None)
    assert row_hints(row, "fi")["month"] == "yhdeksän kymmenestä enintään 8 työpäivässä"
    assert row_hints(rows(example_card(resolution_days=Decimal(1)))["C7"], "fi").get("month") is None
    assert cell("C7", "month") == "–"  # nothing was closed
    assert cell("C7", "month", fresh=stale("complaints")) == "ei tietoa"


def test_c8_names_the_site_of_a_repeated_fault() -> None:
    repeated = {"repeat_max": 3, "repeat_site": "Koivula, Jyväskylä", "repeat_category": "Siivous"}
    assert cell("C8", "month", **repeated) == "3 (Koivula, Jyväskylä)"
    assert rows(example_card(**repeated))["C8"].level is Level.AMBER
    assert cell("C8", "month") == "1"
    assert cell("C8", "target") == "≤ 1"
    assert cell("C8", "month", repeat_max=None) == "ei tietoa"


# --- care ---


def test_g1_and_g3_come_from_the_clock() -> None:
    assert cell("G1", "period", meetings_done=3, meetings_due=3) == "3/3"
    assert cell("G1", "period", meetings_done=None) == "ei tietoa"
    clock = {"clock_due_r12": 20, "clock_on_time_r12": 19}
    assert cell("G3", "period", **clock, clock_late14=1) == "95 % ajoissa, 1 myöhässä"
    assert rows(example_card(**clock, clock_late14=1))["G3"].level is Level.AMBER
    assert cell("G3", "period", clock_due_r12=0, clock_on_time_r12=0) == "0 myöhässä"
    assert cell("G3", "period", clock_late14=None) == "ei tietoa"


def test_g5_is_used_of_budget() -> None:
    month = {"hours_month": Decimal(14), "hours_month_budget": Decimal(16)}
    row = rows(example_card(**month, source_dates={"hours": date(2026, 9, 1)}))["G5"]
    assert list(printed(row).values()) == ["14/16", "119/128 = 93 %", "–", "–", "100 %"]
    assert (row.level, row.as_of) == (Level.GREEN, date(2026, 9, 1))
    assert cell("G5", "period", time_budget_pct=Decimal("49.64"), hours_used=Decimal("63.5")) == "63,5/128 = 49,6 %"
    assert cell("G5", "period", hours_used=None, hours_budget=None) == "93 %"
    assert cell("G5", "period", hours_used=None, time_budget_pct=None) == "–"  # no budget agreed: not judged
    assert rows(example_card(fresh=stale("hours")))["G5"].stale


def test_g6_counts_instructions() -> None:
    assert cell("G6", "period", instr_open=2, instr_overdue=1) == "2 / 1"
    assert cell("G6", "period", instr_open=None) == "ei tietoa"
    assert rows(example_card(instr_open=1, instr_overdue=1, action_overdue_days=31))["G6"].level is Level.RED


# --- people ---


def test_sites_without_a_supervisor_and_unread_briefs() -> None:
    assert cell("H2", "month") == "0"
    assert cell("H2", "month", sites_nosup=2, sites_nosup_maxdays=21) == "2 (pisin 21 pv)"
    assert cell("H2", "month", sites_nosup=2, sites_nosup_maxdays=None) == "2"
    assert cell("H2", "month", sites_nosup=None) == "ei tietoa"
    assert rows(example_card(sites_nosup=2, sites_nosup_maxdays=21))["H2"].level is Level.RED
    assert cell("H3", "month", brief_missing=1) == "1"
    assert cell("H3", "month", brief_missing=None) == "–"  # no brief to read: not judged
    assert rows(example_card(brief_missing=1))["H3"].level is Level.AMBER


def test_turnover_and_key_persons_wait_for_their_source() -> None:
    assert not {"H4", "H5"} & set(rows(example_card()))
    own = {"staff_turnover_pct": Decimal("41.26"), "key_person_risks": 1}
    assert cell("H4", "period", **own) == "41,3"
    assert cell("H4", "period", **own, staff_turnover_company_pct=Decimal(38)) == "41,3 (yhtiö 38,0)"
    assert cell("H5", "month", **own) == "1"


def test_h1_moves_in_points_of_the_positions() -> None:
    row = rows(example_card(sup_changes_r12=4, sup_changes_prev_r12=2))["H1"]
    assert (row.arrow, row.verdict, printed(row)["change"]) == ("up", "worse", "–")
    assert rows(example_card(sup_changes_prev_r12=2))["H1"].arrow == ""


# --- contract and risks ---


def ending(days: int, share: str | None) -> ContractFact:
    return ContractFact(
        name="S", days=days, share_pct=None if share is None else Decimal(share), has_plan=True, ends_on=None
    )


def test_k2_sums_the_contracts_of_twelve_months() -> None:
    contracts = (ending(100, "12.34"), ending(365, "7.30"), ending(366, "50"))
    assert cell("K2", "month", contracts=contracts) == "19,6 %"
    assert cell("K2", "month") == "0 %"
    assert cell("K2", "month", contracts=(ending(10, None), ending(20, "5"))) == "ei tietoa"
    assert cell("K2", "month", contracts=(), contract_days=None, fresh=stale("contracts")) == "ei tietoa"


def test_k3_names_the_risk_unless_it_is_internal() -> None:
    assert cell("K3", "month") == "6"
    named = {"risk_max": 12, "risk_name": "Kilpailija avaa oman yksikön", "risk_probability": 3, "risk_impact": 4}
    assert cell("K3", "month", **named) == "12 (Kilpailija avaa oma…)"
    internal = rows(example_card(**named, risk_is_internal=True, risk_owner="Aino Mallinen"))["K3"]
    assert (printed(internal)["month"], row_hints(internal, "fi").get("month")) == ("12", None)
    owned = rows(example_card(**named, risk_owner="Aino Mallinen"))["K3"]
    assert (
        row_hints(owned, "fi")["month"]
        == "Kilpailija avaa oman yksikön, vastuu Aino Mallinen, tarkistusta ei ole sovittu"
    )
    dated = rows(example_card(**named, risk_owner="Aino Mallinen", risk_review_on=date(2026, 12, 1)))["K3"]
    assert (
        row_hints(dated, "en")["month"] == "Kilpailija avaa oman yksikön, responsible Aino Mallinen, review 1.12.2026"
    )
    assert cell("K3", "target") == "≤ 7"
    assert cell("K3", "month", risk_max=0) == "0"
    assert cell("K3", "month", risk_max=None) == "ei tietoa"


@pytest.mark.parametrize(
    ("facts", "text", "level"),
    [
        ({"notice": True, "notice_on": date(2026, 9, 3)}, "irtisanottu 3.9.2026", Level.RED),
        ({"notice": True}, "irtisanottu", Level.RED),
        ({"tender": TenderFact(has_plan=True, schedule="10/2026")}, "kilpailutus 10/2026", Level.AMBER),
        ({"tender": TenderFact(has_plan=False)}, "kilpailutus alkanut", Level.RED),
        ({"notice_withdrawn_30d": True, "notice_on": date(2026, 9, 3)}, "irtisanominen peruttu 3.9.2026", Level.AMBER),
        ({"notice_withdrawn_30d": True}, "irtisanominen peruttu", Level.AMBER),
        ({"tender_ended_30d": True}, "kilpailutus päättynyt", Level.AMBER),
    ],
)
def test_k4_is_printed_when_there_is_something(facts: dict[str, Any], text: str, level: Level) -> None:
    row = rows(example_card(**facts))["K4"]
    assert (printed(row)["month"], row.level) == (text, level)


def test_k4_is_neither_printed_nor_waiting_otherwise() -> None:
    assert "K4" not in rows(example_card(kept=KEPT))
    assert "K4" not in [spec.id for spec in waiting(example_card())]


def test_k5_is_met_of_named() -> None:
    assert cell("K5", "month", dm_met=3, dm_named=4) == "3/4"
    assert cell("K5", "month", dm_vacant=None) == "ei tietoa"
    assert "K5" not in rows(example_card())


# --- growth ---


def test_growth_has_no_colour_and_prints_as_in_the_example() -> None:
    known = {
        "potential_eur": Decimal(1035000), "potential_weighted_eur": Decimal(121200), "white_cells": 14,
        "wallet_pct": Decimal(60), "wallet_class": "C", "wallet_year": 2026,
        "opportunities": 3, "opportunities_eur": Decimal(210000), "opportunities_no_step": 0,
    }  # fmt: skip
    found = rows(example_card(**known))
    texts = [printed(found[name])["period"] for name in ("P1", "P2", "P3", "P4")]
    assert texts == ["1 035 t€, painotettu 121 t€", "14", "60 % (C 2026)", "3 mahdollisuutta 210 t€"]
    assert {found[name].level for name in ("P1", "P2", "P3", "P4")} == {None}
    assert cell("P4", "period", **{**known, "opportunities": 1, "opportunities_no_step": 1}) == (
        "1 mahdollisuus 210 t€, seuraava askel puuttuu 1"
    )
    assert cell("P1", "period", **{**known, "potential_weighted_eur": None}) == "1 035 t€"
    assert cell("P3", "period", **{**known, "wallet_class": ""}) == "60 %"
    assert not {"P1", "P2", "P3", "P4"} & set(rows(example_card()))
    assert cell("P1", "period") == cell("P2", "period") == cell("P3", "period") == cell("P4", "period") == "ei tietoa"


# --- all of them ---


def test_a_metric_nobody_keeps_a_source_of_waits_and_is_not_called_missing() -> None:
    names = "F4 F6 Q5 Q6 C2 C3 G1 G6 H4 H5 K5 P1 P2 P3 P4"
    assert [spec.id for spec in waiting(example_card())] == names.split()
    assert waiting(example_card(kept=KEPT)) == []
    of_projects = [spec.id for spec in waiting(project_facts())]
    assert of_projects == ["F6", "Q5", "C2", "G1", "G6", "H5", "K5", "P1", "P2", "P3", "P4"]


def test_preliminary_figures_have_their_sign() -> None:
    row = rows(example_card(preliminary=frozenset({"revenue"})))["F1"]
    assert (printed(row)["month"], printed(row)["period"], printed(row)["previous"]) == (
        "398,2*",
        "3 126,5*",
        "3 100,0",
    )
    assert row_hints(row, "fi")["period"] == "ennakko, kuukausi ei suljettu"
    assert not rows(example_card(preliminary=frozenset({"revenue"})))["F3"].preliminary


def test_a_stale_figure_says_so_on_hover() -> None:
    known = example_card(fresh=stale("scores"), source_dates={"scores": date(2026, 6, 12)})
    assert row_hints(rows(known)["Q2"], "sv")["month"] == "uppgiften är föråldrad"


BARE = {"as_of": date(2026, 9, 11), "month": 8}
CASES: list[AccountFacts] = [
    *(AccountFacts(**BARE, model=model, profile=profile, kept=kept, fresh=fresh)
      for model in CARE_MODELS for profile in ("palvelu", "projekti") for kept in (KEPT, frozenset())
      for fresh in (ALL_FRESH, frozenset())),
    example_card(kept=KEPT),
    example_card(kept=KEPT, account_age_months=2, month=1),
    example_card(kept=KEPT, preliminary=frozenset({"revenue", "margin"}), fresh=frozenset()),
    project_facts(kept=KEPT),
    project_facts(kept=KEPT, account_age_months=2),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_every_cell_of_every_metric_prints_in_every_language(lang: str) -> None:
    seen = set()
    for known in CASES:
        for row in rows(known).values():
            texts = row_texts(row, lang)
            assert set(texts) == set(COLUMNS)
            assert all(text and "{" not in text for text in texts.values()), (row.id, texts)
            seen.add(row.id)
    assert seen >= {spec.id for spec in all_metrics()} - {"F2", "K4"}
