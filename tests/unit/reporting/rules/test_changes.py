"""Why a rule got its new level: clauses where time made the change, the sentence otherwise (issue: memory)."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.facts.types import ContractFact
from reporting.rules import RULES, Finding, Level, Limits
from reporting.rules.sentences import WORDINGS, became, sentence
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.example import facts, stale

G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA
MEETING = {"last_meeting_on": date(2026, 3, 12), "days_since_meeting": 183, "next_meeting_in_days": None}
LONG_AGO = {"model": "C", "last_meeting_on": date(2025, 6, 30), "days_since_meeting": 438}


def ending(**changes: Any) -> dict[str, Any]:
    plain = {"name": "P-1", "days": 110, "share_pct": Decimal(100), "has_plan": False, "ends_on": date(2026, 12, 30)}
    return {"contracts": (ContractFact(**{**plain, **changes}),)}


BECAME: list[tuple[str, dict[str, Any], Level, str, str, str]] = [
    (
        "R10",
        {"audit_age_months": 14},
        G,
        "viimeisin sisäinen auditointi tuli yli 13 kuukautta vanhaksi",
        "the last internal audit became older than 13 months",
        "den senaste interna revisionen blev äldre än 13 månader",
    ),
    (
        "R14",
        {"compl_overdue": 1, "compl_overdue_max_days": 1},
        G,
        "1 reklamaatio ylitti määräaikansa, enimmillään 1 pv",
        "1 complaint went past due, the oldest by 1 day",
        "1 reklamation passerade förfallodagen, den äldsta med 1 dag",
    ),
    (
        "R14",
        {"compl_overdue": 3, "compl_overdue_max_days": None},
        A,
        "3 reklamaatiota ylitti määräaikansa",
        "3 complaints went past due",
        "3 reklamationer passerade förfallodagen",
    ),
    (
        "R15",
        {},
        A,
        "suljetun kriittisen reklamaation seuranta päättyi",
        "the follow-up of the closed critical complaint ended",
        "uppföljningen av den stängda kritiska reklamationen tog slut",
    ),
    (
        "R18",
        MEETING,
        G,
        "viimeisin johtajatapaaminen, 12.3., tuli yli 160 päivää vanhaksi",
        "the last one, 12.3., became older than 160 days",
        "det senaste mötet, 12.3., blev äldre än 160 dagar",
    ),
    (
        "R18",
        {**MEETING, "model": "B", "days_since_meeting": 241},
        G,
        "viimeisin johtajatapaaminen, 12.3., tuli yli 240 päivää vanhaksi",
        "the last one, 12.3., became older than 240 days",
        "det senaste mötet, 12.3., blev äldre än 240 dagar",
    ),
    (
        "R18",
        LONG_AGO,
        G,
        "viimeisin johtajatapaaminen, 30.6.2025, tuli yli 430 päivää vanhaksi",
        "the last one, 30.6.2025, became older than 430 days",
        "det senaste mötet, 30.6.2025, blev äldre än 430 dagar",
    ),
    (
        "R19",
        {"clock_late14": 1, "clock_late_names": ("JT",)},
        G,
        "1 vuosikellon tapahtuma myöhästyi yli 14 päivää: johtajatapaaminen",
        "1 clock event became more than 14 days late: director meeting",
        "1 händelse i årsklockan blev över 14 dagar sen: direktörsmöte",
    ),
    (
        "R19",
        {"clock_late14": 3},
        A,
        "3 vuosikellon tapahtumaa myöhästyi yli 14 päivää",
        "3 clock events became more than 14 days late",
        "3 händelser i årsklockan blev över 14 dagar sena",
    ),
    (
        "R19",
        {"clock_late14": 1, "clock_late_names": ("JT",), "key_late_max": 46},
        A,
        "vuosikellon avaintapahtuma myöhästyi yli 45 päivää",
        "a key event of the clock became more than 45 days late",
        "en nyckelhändelse i årsklockan blev över 45 dagar försenad",
    ),
    (
        "R19",
        {"key_late_max": 46},
        G,
        "vuosikellon avaintapahtuma myöhästyi yli 45 päivää",
        "a key event of the clock became more than 45 days late",
        "en nyckelhändelse i årsklockan blev över 45 dagar försenad",
    ),
    (
        "R21",
        {"instr_unack_wd": 6},
        G,
        "johtoryhmän ohje oli kuittaamatta yli 5 työpäivää",
        "a board instruction stayed unacknowledged for more than 5 working days",
        "ledningsgruppens anvisning var okvitterad i över 5 arbetsdagar",
    ),
    (
        "R21",
        {"action_overdue_days": 15, "action_name": "Lisätään kierroksia"},
        G,
        "toimenpide Lisätään kierroksia myöhästyi yli 14 päivää",
        "action Lisätään kierroksia became more than 14 days late",
        "åtgärden Lisätään kierroksia blev över 14 dagar försenad",
    ),
    (
        "R21",
        {"action_overdue_days": 31},
        A,
        "johtoryhmän ohjeen toimenpide myöhästyi yli 30 päivää",
        "the action of a board instruction became more than 30 days late",
        "åtgärden i ledningsgruppens anvisning blev över 30 dagar försenad",
    ),
    (
        "R23",
        {"prev_card_late": True},
        G,
        "edellinen laatukortti myöhästyi tai jäi ilman kommenttia",
        "the previous quality card was late or left without comment",
        "föregående kvalitetskort blev sent eller utan kommentar",
    ),
    (
        "R25",
        {"sites_nosup": 1, "sites_nosup_maxdays": 15},
        A,
        "pisin aika ilman esimiestä ylitti 14 päivää",
        "the longest time without a supervisor went over 14 days",
        "den längsta tiden utan arbetsledare översteg 14 dagar",
    ),
    (
        "R27",
        {"owner_absent_wd": 6},
        G,
        "vastuuhenkilön poissaolo ilman sijaista ylitti 5 työpäivää",
        "the owner's absence without a substitute went over 5 working days",
        "den ansvarigas frånvaro utan ersättare översteg 5 arbetsdagar",
    ),
    (
        "R29",
        ending(),
        A,
        "sopimuksen P-1 päättymiseen (30.12.) jäi enintään 120 päivää eikä jatkosuunnitelmaa ole",
        "contract P-1 came within 120 days of its end (30.12.) and there is no renewal plan",
        "avtalet P-1 upphör 30.12., inom 120 dagar, och det finns ingen förnyelseplan",
    ),
    (
        "R29",
        ending(has_plan=True),
        G,
        "sopimuksen P-1 päättymiseen (30.12.) jäi enintään 180 päivää",
        "contract P-1 came within 180 days of its end (30.12.)",
        "avtalet P-1 upphör 30.12., inom 180 dagar",
    ),
    (
        "R29",
        {"contract_days": 270},
        G,
        "sopimuksen päättymiseen jäi enintään 270 päivää eikä jatkosuunnitelmaa ole",
        "a contract came within 270 days of its end and there is no renewal plan",
        "ett avtal upphör inom 270 dagar och det finns ingen förnyelseplan",
    ),
    (
        "R29",
        {"contract_days": 60, "renewal_plan": True},
        A,
        "sopimuksen päättymiseen jäi enintään 60 päivää",
        "a contract came within 60 days of its end",
        "ett avtal upphör inom 60 dagar",
    ),
    (
        "R31",
        {"risk_review_overdue": 1, "risk_review_name": "hinta", "risk_review_days": 41},
        G,
        "riskin hinta tarkistus myöhästyi yli 30 päivää",
        "the review of risk hinta became more than 30 days late",
        "översynen av risken hinta blev över 30 dagar försenad",
    ),
    (
        "R31",
        {"risk_review_overdue": 2},
        G,
        "2 riskin tarkistusta myöhästyi yli 30 päivää",
        "2 risk reviews became more than 30 days late",
        "2 risköversyner blev över 30 dagar försenade",
    ),
]


def found(rule_id: str, changes: dict[str, Any]) -> Finding:
    """The finding as it is read back from where it was stored."""
    finding = RULES[rule_id].evaluate(facts(**changes), Limits())
    return Finding.from_json(json.loads(json.dumps(finding.to_json())))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("rule_id", "changes", "before", "fi", "en", "sv"), BECAME)
def test_time_made_the_change(rule_id: str, changes: dict[str, Any], before: Level, fi: str, en: str, sv: str) -> None:
    finding = found(rule_id, changes)
    assert [plain(became(finding, before, lang)) for lang in ("fi", "en", "sv")] == [fi, en, sv]


def test_every_clause_is_read_here() -> None:
    read = {f"{rule_id}.{found(rule_id, changes).variant}" for rule_id, changes, *_ in BECAME}
    alike = {"R18", "R15.ok.over"}  # one clause for every variant · only when amber turns green
    assert set(WORDINGS["fi"].changes) - alike <= read | {"R19.unnamed"}


@pytest.mark.parametrize("limit", [1, 2])
def test_a_limit_of_one_day_is_one_day(limit: int) -> None:
    own = Limits().changed({("R27", "absent_wd"): Decimal(limit)})
    finding = RULES["R27"].evaluate(facts(owner_absent_wd=3), own)
    days = {1: "1 working day", 2: "2 working days"}[limit]
    assert became(finding, G, "en").endswith(f"went over {days}")


OTHER: list[tuple[str, dict[str, Any], Level]] = [
    ("R07", {"score_avg": Decimal(85)}, G),  # not a matter of time
    ("R31", {"risk_max": 16}, A),
    ("R25", {"sites_nosup": 1, "sites_nosup_maxdays": 1}, G),
    ("R27", {"owner": False}, A),
    ("R15", {"critical_open": 1}, G),
    ("R18", {"days_since_meeting": 3}, R),  # better: a meeting was held
    ("R18", {**MEETING, "next_meeting_in_days": 9}, R),  # better: the next one was booked
    ("R18", MEETING, U),  # nothing was known before
    ("R18", MEETING, N),
    ("R18", MEETING, R),  # no change
    ("R18", {**MEETING, "days_since_meeting": 130}, A),  # no change either
    ("R18", {**MEETING, "last_meeting_on": None}, G),  # the day is not known
    ("R18", {"days_since_meeting": None}, G),  # grey
    ("R14", {}, A),
    ("R15", {}, R),
    ("R15", {}, G),
    ("R19", {"fresh": stale("clock")}, A),
]


@pytest.mark.parametrize(("rule_id", "changes", "before"), OTHER)
@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_otherwise_the_sentence_speaks_without_its_full_stop(
    rule_id: str, changes: dict[str, Any], before: Level, lang: str
) -> None:
    finding = found(rule_id, changes)
    assert f"{became(finding, before, lang)}." == sentence(finding, lang)


def test_a_finding_stored_before_the_day_was_kept_speaks_its_sentence() -> None:
    finding = found("R18", MEETING)
    old = replace(finding, params={name: value for name, value in finding.params.items() if name != "last"})
    assert became(old, G, "fi") == sentence(old, "fi").removesuffix(".")
    absent = replace(found("R27", {"owner_absent_wd": 6}), params={"wd": 6})
    assert became(absent, G, "fi") == "Vastuuhenkilö poissa 6 työpäivää ilman sijaista"


def test_a_carried_colour_is_not_the_work_of_time() -> None:
    carried = judge(facts(fresh=stale("contracts")), Limits(), {"R29": RuleState(R)}).finding("R29")
    assert became(carried, A, "fi") == sentence(carried, "fi").removesuffix(".")


def test_the_year_is_printed_from_a_year_on() -> None:
    finding = found("R18", LONG_AGO)
    for days, printed in ((364, "30.6.,"), (365, "30.6.2025,")):
        assert printed in became(replace(finding, params={**finding.params, "days": days}), G, "fi")
