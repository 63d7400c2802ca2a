"""Sentences in three languages, from fresh and from stored findings (domain.md 2.3)."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.facts.types import ContractFact, CriticalComplaint, CriticalSite, SiteScore, TenderFact
from reporting.rules import RULES, Finding, Level, Limits
from reporting.rules.sentences import (
    SLOT,
    WORDINGS,
    accumulation_sentence,
    colour_name,
    dimension_name,
    fill,
    grey_sentence,
    missing_names,
    next_amber_sentence,
    printed,
    sentence,
    title,
)
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.example import example_card, facts, project_facts, stale

OPEN = CriticalComplaint(title="hygienia", site_name="Koivula", opened_on=date(2026, 9, 8))
CLOSED = replace(OPEN, closed_on=date(2026, 9, 10))
CRITICAL = CriticalSite(name="Koivula, Jyväskylä", previous_pct=Decimal("74.25"), latest_pct=Decimal(78))
PLANNED = ContractFact(name="P-7", days=60, share_pct=Decimal("64.5"), has_plan=True, ends_on=date(2026, 11, 10))

EXPECTED: list[tuple[str, dict[str, Any], str, str, str]] = [
    (
        "R01",
        {"rev_ytd": Decimal(3126500)},
        "Liikevaihto 1–8/2026 on 3 126,5 t€, 96,2 % tavoitteesta (3 250,0 t€).",
        "Revenue 1–8/2026 is €3 126,5k, 96,2 % of target (€3 250,0k).",
        "Omsättningen 1–8/2026 är 3 126,5 t€, 96,2 % av målet (3 250,0 t€).",
    ),
    (
        "R02",
        {"rev_ytd": Decimal(2900000)},
        "Liikevaihto on 7,1 % pienempi kuin 1–8/2025 (3 120,0 t€).",
        "Revenue is 7,1 % below 1–8/2025 (€3 120,0k).",
        "Omsättningen är 7,1 % lägre än 1–8/2025 (3 120,0 t€).",
    ),
    (
        "R03",
        {"margin_pct": Decimal("13.6")},
        "Kate 13,6 % on 3,4 %-yks. alle tavoitteen (17,0 %).",
        "Margin 13,6 % is 3,4 pp below target (17,0 %).",
        "Marginalen 13,6 % är 3,4 %-enh. under målet (17,0 %).",
    ),
    (
        "R03",
        {"margin_pct": Decimal("-0.4"), "margin_eur_ytd": Decimal(-12340)},
        "Kate on negatiivinen (−12,3 t€).",
        "Margin is negative (€−12,3k).",
        "Marginalen är negativ (−12,3 t€).",
    ),
    (
        "R06",
        {"rounds_done_r3": 100},
        "Laatukierroksista tehty 100/120 (83,3 %) viimeisen kolmen kuukauden aikana.",
        "100/120 quality rounds done (83,3 %) in the last three months.",
        "100/120 kvalitetsronder gjorda (83,3 %) under de senaste tre månaderna.",
    ),
    (
        "R07",
        {"score_avg": Decimal("79.9")},
        "Laatupisteet 79,9 % (raja 80,0 %), 39 kohdetta mitattu.",
        "Quality score 79,9 % (limit 80,0 %), 39 sites measured.",
        "Kvalitetspoäng 79,9 % (gräns 80,0 %), 39 objekt mätta.",
    ),
    (
        "R08",
        {"sites_below": 1, "sites_below_names": (SiteScore(name="Koivula, Jyväskylä", score_pct=Decimal(76)),)},
        "1 kohde alle 80 %: Koivula, Jyväskylä 76,0 %.",
        "1 site below 80 %: Koivula, Jyväskylä 76,0 %.",
        "1 objekt under 80 %: Koivula, Jyväskylä 76,0 %.",
    ),
    (
        "R08",
        {"sites_below": 2, "critical_site_fail2": True, "critical_site": CRITICAL},
        "Kriittinen kohde Koivula, Jyväskylä alle rajan kahdesti peräkkäin (74,3 %, 78,0 %).",
        "Critical site Koivula, Jyväskylä below the limit twice in a row (74,3 %, 78,0 %).",
        "Det kritiska objektet Koivula, Jyväskylä under gränsen två gånger i rad (74,3 %, 78,0 %).",
    ),
    (
        "R08",
        {"sites_below": 2},
        "2 kohdetta alle 80 %.",
        "2 sites below 80 %.",
        "2 objekt under 80 %.",
    ),
    (
        "R09",
        {"sites_measured": 30},
        "Voimassa oleva laatukierros on 30/40 kohteella.",
        "30/40 sites have a valid quality round.",
        "30/40 objekt har en giltig kvalitetsrond.",
    ),
    (
        "R13",
        {"complaints_r3": 10},
        "10 reklamaatiota kolmessa kuukaudessa: 0,83 / 10 kohdetta / kk (raja 0,70).",
        "10 complaints in three months: 0,83 per 10 sites per month (limit 0,70).",
        "10 reklamationer på tre månader: 0,83 / 10 objekt / mån (gräns 0,70).",
    ),
    (
        "R14",
        {"compl_overdue": 1, "compl_overdue_max_days": 1},
        "1 reklamaatio myöhässä, vanhin 1 pv.",
        "1 complaint overdue, oldest 1 day.",
        "1 reklamation försenad, den äldsta 1 dag.",
    ),
    (
        "R14",
        {"compl_overdue": 3, "compl_overdue_max_days": 6},
        "3 reklamaatiota myöhässä, vanhin 6 pv.",
        "3 complaints overdue, oldest 6 days.",
        "3 reklamationer försenade, den äldsta 6 dagar.",
    ),
    (
        "R15",
        {"critical_open": 1, "critical_complaint": OPEN},
        "Kriittinen reklamaatio auki 3 pv: hygienia, Koivula.",
        "Critical complaint open 3 days: hygienia, Koivula.",
        "Kritisk reklamation öppen i 3 dagar: hygienia, Koivula.",
    ),
    (
        "R15",
        {"critical_closed_30d": 1, "critical_complaint": CLOSED},
        "Kriittinen reklamaatio suljettu 10.9.2026, seuranta 10.10.2026 asti.",
        "Critical complaint closed 10.9.2026, follow-up until 10.10.2026.",
        "Kritisk reklamation stängd 10.9.2026, uppföljning till 10.10.2026.",
    ),
    (
        "R18",
        {"days_since_meeting": 130, "next_meeting_on": date(2026, 9, 24), "next_meeting_in_days": 13},
        "Edellisestä johtajatapaamisesta 130 pv (hoitomalli A: enintään 120). Seuraava 24.9.2026.",
        "130 days since the last director meeting (care model A: max 120). Next 24.9.2026.",
        "130 dagar sedan senaste direktörsmöte (kundvårdsmodell A: högst 120). Nästa 24.9.2026.",
    ),
    (
        "R18",
        {"days_since_meeting": 170, "next_meeting_in_days": None},
        "Edellisestä johtajatapaamisesta 170 pv (hoitomalli A: enintään 120). Seuraavaa ei ole sovittu.",
        "170 days since the last director meeting (care model A: max 120). Next not booked.",
        "170 dagar sedan senaste direktörsmöte (kundvårdsmodell A: högst 120). Nästa är inte bokat.",
    ),
    (
        "R24",
        {"sup_changes_r12": 4},
        "Esimies vaihtunut 4 kertaa 12 kuukaudessa (33,3 % paikoista).",
        "Supervisor changed 4 times in 12 months (33,3 % of positions).",
        "Arbetsledaren har bytts 4 gånger på 12 månader (33,3 % av platserna).",
    ),
    ("R27", {"owner": False}, "Asiakkuudelta puuttuu vastuuhenkilö.", "No owner.", "Kundrelationen saknar ansvarig."),
    ("R27", {"deputy": False}, "Varahenkilö puuttuu.", "No deputy.", "Ställföreträdare saknas."),
    (
        "R27",
        {"owner_absent_wd": 6},
        "Vastuuhenkilö poissa 6 työpäivää ilman sijaista.",
        "Owner absent 6 working days without substitute.",
        "Den ansvariga borta 6 arbetsdagar utan ersättare.",
    ),
    (
        "R29",
        {"contract_name": "P-1", "contract_ends_on": date(2026, 12, 30), "contract_days": 110},
        "Sopimus P-1 (100 % liikevaihdosta) päättyy 30.12.2026 (110 pv). Jatkosuunnitelma puuttuu.",
        "Contract P-1 (100 % of revenue) ends 30.12.2026 (110 days). Renewal plan missing.",
        "Avtalet P-1 (100 % av omsättningen) upphör 30.12.2026 (110 dagar). Förnyelseplan saknas.",
    ),
    (
        "R29",
        {"contracts": (PLANNED,)},
        "Sopimus P-7 (64,5 % liikevaihdosta) päättyy 10.11.2026 (60 pv). Jatkosuunnitelma voimassa.",
        "Contract P-7 (64,5 % of revenue) ends 10.11.2026 (60 days). Renewal plan in force.",
        "Avtalet P-7 (64,5 % av omsättningen) upphör 10.11.2026 (60 dagar). Förnyelseplan i kraft.",
    ),
    (
        "R29",
        {"contract_days": 110},
        "Sopimus päättyy 110 päivän kuluttua. Jatkosuunnitelma puuttuu.",
        "A contract ends in 110 days. Renewal plan missing.",
        "Ett avtal upphör om 110 dagar. Förnyelseplan saknas.",
    ),
    (
        "R30",
        {"notice": True, "notice_on": date(2026, 9, 1)},
        "Asiakas on irtisanonut sopimuksen 1.9.2026.",
        "Customer gave notice on 1.9.2026.",
        "Kunden har sagt upp avtalet 1.9.2026.",
    ),
    (
        "R30",
        {"tender": TenderFact(has_plan=False, age_working_days=20, schedule="10/2026")},
        "Asiakas kilpailuttaa: 10/2026, tarjoussuunnitelma puuttuu.",
        "Customer is tendering: 10/2026, bid plan missing.",
        "Kunden konkurrensutsätter: 10/2026, anbudsplan saknas.",
    ),
    (
        "R31",
        {"risk_max": 12, "risk_name": "avainhenkilö eläköityy", "risk_probability": 3, "risk_impact": 4},
        "Riski avainhenkilö eläköityy: 3 × 4 = 12.",
        "Risk avainhenkilö eläköityy: 3 × 4 = 12.",
        "Risk avainhenkilö eläköityy: 3 × 4 = 12.",
    ),
    (
        "R31",
        {"risk_review_overdue": 1, "risk_review_name": "hinta", "risk_review_days": 41},
        "Riskin hinta tarkistus myöhässä 41 pv.",
        "Review of risk hinta is 41 days late.",
        "Översynen av risken hinta är 41 dagar försenad.",
    ),
    (
        "R07",
        {"fresh": stale("scores")},
        "Ei arvioitavissa: laatupisteet.",
        "Cannot be assessed: quality scores.",
        "Kan inte bedömas: kvalitetspoäng.",
    ),
    (
        "R02",
        {"account_age_months": 4},
        "Ei arvioida: asiakkuus alle 12 kk.",
        "Not assessed: account under 12 months.",
        "Bedöms inte: kundrelationen är under 12 mån.",
    ),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("rule_id", "changes", "fi", "en", "sv"), EXPECTED)
def test_sentences(rule_id: str, changes: dict[str, Any], fi: str, en: str, sv: str) -> None:
    finding = RULES[rule_id].evaluate(facts(**changes), Limits())
    assert [plain(sentence(finding, lang)) for lang in ("fi", "en", "sv")] == [fi, en, sv]


def test_order_book_sentence() -> None:
    finding = RULES["R04"].evaluate(project_facts(orderbook_months=Decimal("2.6")), Limits())
    assert plain(sentence(finding, "fi")) == "Tilauskanta riittää 2,6 kuukaudeksi (raja 3,0 kk)."


def test_numbers_and_units_do_not_part() -> None:
    finding = RULES["R01"].evaluate(facts(), Limits())
    assert "100,9\u00a0%" in sentence(finding, "fi")
    assert "3\u00a0280,0\u00a0t€" in sentence(finding, "sv-fi")


def test_a_kept_colour_says_why() -> None:
    held = judge(facts(score_avg=Decimal("80.4")), Limits(), {"R07": RuleState(Level.RED)}).finding("R07")
    text = plain(sentence(held, "fi"))
    assert text.startswith("Laatupisteet 80,4 % (raja 80,0 %)")
    assert text.endswith("Väri paranee vasta selvällä erolla rajaan tai toisessa peräkkäisessä kuukausipäätöksessä.")


@pytest.mark.parametrize("dated", [True, False])
def test_a_carried_colour_tells_the_age_of_its_data(dated: bool) -> None:
    dates = {"scores": date(2026, 7, 26)} if dated else {}
    known = facts(fresh=stale("scores"), source_dates=dates)
    carried = judge(known, Limits(), {"R07": RuleState(Level.RED)}).finding("R07")
    assert carried.value is None
    expected = "tieto on 47 pv vanha" if dated else "tieto puuttuu"
    text = f"Laatupisteet: {expected}, väri säilytetty edellisestä tarkistuksesta."
    assert plain(sentence(carried, "fi")) == text


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_stored_findings_speak_as_before(lang: str) -> None:
    many = [example_card(), facts(fresh=frozenset()), project_facts(), facts(model="D", phase="päättyvä")]
    many += [facts(**changes) for _, changes, *_ in EXPECTED]
    for known in many:
        for finding in judge(known, Limits()).findings:
            stored = Finding.from_json(json.loads(json.dumps(finding.to_json())))
            assert stored == replace(finding, params=dict(finding.params))
            text = sentence(stored, lang)
            assert text == sentence(finding, lang)
            assert text.endswith(".")
            assert "{" not in text


def test_the_languages_carry_the_same_sentences_and_slots() -> None:
    def slots(template: str) -> set[str]:
        return {match[1] for match in SLOT.finditer(template)}

    finnish = WORDINGS["fi"]
    for texts in WORDINGS.values():
        assert texts.sentences.keys() == finnish.sentences.keys()
        for key, template in texts.sentences.items():
            assert slots(template) == slots(finnish.sentences[key]), key
        for part in ("inputs", "reasons", "dimensions", "colours"):
            assert getattr(texts, part).keys() == getattr(finnish, part).keys()


def test_sentences_of_the_whole_account() -> None:
    assert accumulation_sentence("fi") == "Neljä tai useampi osa-alue keltaisella."
    assert next_amber_sentence("fi") == "Neljäs keltainen osa-alue muuttaisi asiakkuuden punaiseksi."
    assert grey_sentence(["rounds", "scores"], "fi") == "Ei arvioitavissa: laatukierrokset, laatupisteet."
    assert missing_names(["csat"], "en") == "customer satisfaction"
    assert (dimension_name("TAL", "sv"), colour_name("AMBER", "fi")) == ("Ekonomi", "Keltainen")
    assert title("R30", "en") == "Notice or tender"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence(Finding(level=Level.GREEN, rule_id="R27", variant="ok"), "de")


def test_printing_of_single_values() -> None:
    texts = WORDINGS["fi"]
    assert printed(None, texts) == "ei tietoa"
    assert printed("", texts) == "–"
    assert plain(printed(12345, texts)) == "12 345"
    assert plain(printed(Decimal("-1234.50"), texts)) == "−1 234,50"
    assert re.fullmatch(r"1 kohde", fill("{n|# kohde|# kohdetta}", {"n": 1}, texts))


def test_a_whole_number_prints_whole_however_it_is_stored() -> None:
    assert printed(Decimal("1E+1"), WORDINGS["fi"]) == printed(Decimal(10), WORDINGS["fi"]) == "10"
    assert plain(printed(Decimal("-12.5E+4"), WORDINGS["fi"])) == "−125 000"


def test_the_title_in_the_swedish_of_finland() -> None:
    assert title("R07", "sv-fi") == title("R07", "sv") == "Kvalitetspoäng"
