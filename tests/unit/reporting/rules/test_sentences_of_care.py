"""Sentences of R19–R23 in three languages: every variant, one and many."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reporting.rules import RULES, Finding, Limits
from reporting.rules.sentences import SLOT, WORDINGS, sentence
from tests.unit.reporting.example import facts

GOAL: dict[str, Any] = {"goal_name": "Uudet kohteet"}
MANY_KINDS = ("JT", "SA", "JT", "TU", "XX", "WE")

EXPECTED: list[tuple[str, dict[str, Any], str, str, str]] = [
    (
        "R19",
        {"clock_late14": 1, "clock_late_names": ("JT",)},
        "1 vuosikellon tapahtuma myöhässä: johtajatapaaminen.",
        "1 clock event late: director meeting.",
        "1 händelse i årsklockan försenad: direktörsmöte.",
    ),
    (
        "R19",
        {"clock_late14": 6, "clock_late_names": MANY_KINDS},
        "6 vuosikellon tapahtumaa myöhässä: johtajatapaaminen, sisäinen auditointi, tukiorganisaation palaveri, +2.",
        "6 clock events late: director meeting, internal audit, support team meeting, +2.",
        "6 händelser i årsklockan försenade: direktörsmöte, intern revision, stödorganisationens möte, +2.",
    ),
    (
        "R19",
        {"clock_late14": 1, "clock_late_names": ("XX",)},
        "1 vuosikellon tapahtuma myöhässä: XX.",
        "1 clock event late: XX.",
        "1 händelse i årsklockan försenad: XX.",
    ),
    (
        "R19",
        {"clock_late14": 1},
        "1 vuosikellon tapahtuma myöhässä.",
        "1 clock event late.",
        "1 händelse i årsklockan försenad.",
    ),
    (
        "R19",
        {"clock_late14": 2},
        "2 vuosikellon tapahtumaa myöhässä.",
        "2 clock events late.",
        "2 händelser i årsklockan försenade.",
    ),
    (
        "R19",
        {"clock_late14": 1, "key_late_max": 46, "clock_late_names": ("SA",)},
        "1 vuosikellon tapahtuma myöhässä: sisäinen auditointi. Avaintapahtuma 46 pv.",
        "1 clock event late: internal audit. A key event by 46 days.",
        "1 händelse i årsklockan försenad: intern revision. En nyckelhändelse 46 dagar.",
    ),
    (
        "R19",
        {"clock_late14": 2, "key_late_max": 50, "clock_late_names": ("SA", "JT")},
        "2 vuosikellon tapahtumaa myöhässä: sisäinen auditointi, johtajatapaaminen. Avaintapahtuma 50 pv.",
        "2 clock events late: internal audit, director meeting. A key event by 50 days.",
        "2 händelser i årsklockan försenade: intern revision, direktörsmöte. En nyckelhändelse 50 dagar.",
    ),
    (
        "R19",
        {"key_late_max": 46},
        "Vuosikellon avaintapahtuma myöhässä 46 pv.",
        "A key event of the clock is 46 days late.",
        "En nyckelhändelse i årsklockan är 46 dagar försenad.",
    ),
    (
        "R19",
        {},
        "Vuosikellon tapahtumia ei ole yli 14 päivää myöhässä.",
        "No clock event is more than 14 days late.",
        "Ingen händelse i årsklockan är över 14 dagar försenad.",
    ),
    (
        "R19",
        {"clock_late14": None},
        "Ei arvioitavissa: vuosikello.",
        "Cannot be assessed: annual clock.",
        "Kan inte bedömas: årsklocka.",
    ),
    (
        "R20",
        {"goals_late": 2, "goal_reason": "late", **GOAL},
        "Tavoitteita myöhässä 2/4, muun muassa Uudet kohteet.",
        "2/4 goals late, among them Uudet kohteet.",
        "2/4 mål försenade, bland annat Uudet kohteet.",
    ),
    ("R20", {"goals_late": 2}, "Tavoitteita myöhässä 2/4.", "2/4 goals late.", "2/4 mål försenade."),
    (
        "R20",
        {"goals_late": 1, "goal_reason": "late", **GOAL},
        "Tavoite Uudet kohteet: myöhässä.",
        "Goal Uudet kohteet: late.",
        "Målet Uudet kohteet: försenat.",
    ),
    ("R20", {"goals_late": 1}, "1 tavoite myöhässä.", "1 goal late.", "1 mål försenat."),
    (
        "R20",
        {"goals_late": 2, "goals_active": 7},
        "2 tavoitetta myöhässä.",
        "2 goals late.",
        "2 mål försenade.",
    ),
    (
        "R20",
        {"goals_at_risk": 1, "goal_reason": "at_risk", **GOAL},
        "Tavoite Uudet kohteet: vaarassa.",
        "Goal Uudet kohteet: at risk.",
        "Målet Uudet kohteet: i fara.",
    ),
    ("R20", {"goals_at_risk": 1}, "1 tavoite vaarassa.", "1 goal at risk.", "1 mål i fara."),
    ("R20", {"goals_at_risk": 3}, "3 tavoitetta vaarassa.", "3 goals at risk.", "3 mål i fara."),
    (
        "R20",
        {"goals_unchecked": 1, "goal_reason": "unchecked", **GOAL},
        "Tavoite Uudet kohteet: tarkistus myöhässä.",
        "Goal Uudet kohteet: check overdue.",
        "Målet Uudet kohteet: kontrollen försenad.",
    ),
    (
        "R20",
        {"goals_unchecked": 1},
        "1 tavoitteen tarkistus myöhässä.",
        "1 goal check overdue.",
        "1 målkontroll försenad.",
    ),
    (
        "R20",
        {"goals_unchecked": 2},
        "2 tavoitteen tarkistus myöhässä.",
        "2 goal checks overdue.",
        "2 målkontroller försenade.",
    ),
    ("R20", {"goals_active": 0}, "Tavoitteita ei ole asetettu.", "No goals set.", "Inga mål har satts."),
    ("R20", {"rev_target_ytd": None}, "Rahatavoite puuttuu.", "Revenue target missing.", "Omsättningsmål saknas."),
    (
        "R20",
        {"goals_active": 0, "phase": "haltuunotto"},
        "Tavoitteet asetetaan haltuunoton aikana.",
        "Goals are set during onboarding.",
        "Målen sätts medan kundrelationen tas över.",
    ),
    ("R20", {}, "Tavoitteet etenevät suunnitellusti.", "Goals are on track.", "Målen framskrider enligt plan."),
    (
        "R20",
        {"goals_late": None},
        "Ei arvioitavissa: tavoitteet.",
        "Cannot be assessed: goals.",
        "Kan inte bedömas: mål.",
    ),
    (
        "R21",
        {"instr_unack_wd": 6},
        "Johtoryhmän ohje kuittaamatta 6 työpäivää.",
        "Board instruction unacknowledged for 6 working days.",
        "Ledningsgruppens anvisning okvitterad i 6 arbetsdagar.",
    ),
    (
        "R21",
        {"action_overdue_days": 31, "action_name": "Lisätään kierroksia"},
        "Toimenpide Lisätään kierroksia myöhässä 31 pv.",
        "Action Lisätään kierroksia is 31 days late.",
        "Åtgärden Lisätään kierroksia är 31 dagar försenad.",
    ),
    (
        "R21",
        {"action_overdue_days": 15},
        "Johtoryhmän ohjeen toimenpide myöhässä 15 pv.",
        "The action of a board instruction is 15 days late.",
        "Åtgärden i ledningsgruppens anvisning är 15 dagar försenad.",
    ),
    (
        "R21",
        {},
        "Johtoryhmän ohjeet ovat ajan tasalla.",
        "Board instructions are up to date.",
        "Ledningsgruppens anvisningar är aktuella.",
    ),
    (
        "R21",
        {"instr_unack_wd": None},
        "Ei arvioitavissa: johtoryhmän ohjeet.",
        "Cannot be assessed: board instructions.",
        "Kan inte bedömas: ledningsgruppens anvisningar.",
    ),
    (
        "R22",
        {"time_budget_pct": Decimal("92.96875"), "hours_used": Decimal(119), "hours_budget": Decimal("128.00")},
        "Hoitoaikaa käytetty 119 h / 128 h (93,0 %).",
        "Care time used 119 h of 128 h (93,0 %).",
        "Kundvårdstid använd 119 h / 128 h (93,0 %).",
    ),
    (
        "R22",
        {"time_budget_pct": Decimal(131)},
        "Hoitoaikaa käytetty 131,0 % budjetista.",
        "Care time used 131,0 % of the budget.",
        "Kundvårdstid använd 131,0 % av budgeten.",
    ),
    (
        "R22",
        {"time_budget_pct": None},
        "Ei arvioida: tuntibudjettia ei ole asetettu.",
        "Not assessed: no hours budget has been set.",
        "Bedöms inte: ingen timbudget har satts.",
    ),
    (
        "R22",
        {"month": 2},
        "Ei arvioida: arvioidaan maaliskuusta alkaen.",
        "Not assessed: assessed from March on.",
        "Bedöms inte: bedöms från mars.",
    ),
    (
        "R23",
        {"prev_card_late": True},
        "Edellinen laatukortti valmistui myöhässä tai ilman kommenttia.",
        "Previous quality card was late or without comment.",
        "Föregående kvalitetskort blev sent eller utan kommentar.",
    ),
    (
        "R23",
        {},
        "Edellinen laatukortti julkaistiin ajallaan ja kommentoituna.",
        "Previous quality card was published in time with a comment.",
        "Föregående kvalitetskort publicerades i tid och med kommentar.",
    ),
    (
        "R23",
        {"prev_card_late": None},
        "Ei arvioida: edellistä laatukorttia ei ole.",
        "Not assessed: there is no previous quality card.",
        "Bedöms inte: det finns inget föregående kvalitetskort.",
    ),
]


@pytest.mark.parametrize(("rule_id", "changes", "fi", "en", "sv"), EXPECTED)
def test_sentences(rule_id: str, changes: dict[str, Any], fi: str, en: str, sv: str) -> None:
    finding = RULES[rule_id].evaluate(facts(**changes), Limits())
    stored = Finding.from_json(json.loads(json.dumps(finding.to_json())))
    assert stored == replace(finding, params=dict(finding.params))
    assert [sentence(stored, lang).replace("\u00a0", " ") for lang in ("fi", "en", "sv")] == [fi, en, sv]


def test_every_sentence_of_these_rules_is_read_here() -> None:
    ours = ("R19.", "R20.", "R21.", "R22.", "R23.")
    findings = [RULES[rule_id].evaluate(facts(**changes), Limits()) for rule_id, changes, *_ in EXPECTED]
    read = {f"{finding.rule_id}.{finding.variant}" for finding in findings}
    assert {key for key in WORDINGS["fi"].sentences if key.startswith(ours)} <= read


def test_hours_and_their_unit_do_not_part() -> None:
    finding = RULES["R22"].evaluate(facts(hours_used=Decimal(8), hours_budget=Decimal(16)), Limits())
    assert "8\u00a0h / 16\u00a0h" in sentence(finding, "fi")


def test_the_languages_carry_the_same_kinds_and_clauses() -> None:
    finnish = WORDINGS["fi"]
    for texts in WORDINGS.values():
        assert texts.clock_kinds.keys() == finnish.clock_kinds.keys()
        assert texts.changes.keys() == finnish.changes.keys()
        for key, template in texts.changes.items():
            own, first = ({match[1] for match in SLOT.finditer(text)} for text in (template, finnish.changes[key]))
            assert own == first, key
