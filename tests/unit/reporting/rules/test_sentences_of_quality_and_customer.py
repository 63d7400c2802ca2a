"""Sentences of R05, R06k–R08k, R10–R13, R16 and R17 in three languages: every variant, one and many."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.rules import RULES, Finding, Limits
from reporting.rules.sentences import sentence
from tests.unit.reporting.example import PROJECTS, facts, stale

LOW = {"dm_low_value": Decimal("2.0"), "dm_low_wd": 12}
LOW_RECOMMEND = {"dm_low_recommend": 5, "dm_low_wd": 1}
DUE = {"nc_due_on": date(2026, 8, 1)}

EXPECTED: list[tuple[str, dict[str, Any], str, str, str]] = [
    (
        "R05",
        {"recv30": Decimal("12345.50")},
        "Erääntyneitä saatavia yli 30 pv: 12 346 €.",
        "Receivables more than 30 days overdue: €12 346.",
        "Förfallna fordringar över 30 dagar: 12 346 €.",
    ),
    (
        "R05",
        {"recv30": Decimal(7000), "recv60": Decimal(5000)},
        "Erääntyneitä saatavia yli 60 pv: 5 000 €.",
        "Receivables more than 60 days overdue: €5 000.",
        "Förfallna fordringar över 60 dagar: 5 000 €.",
    ),
    (
        "R05",
        {},
        "Yli 30 päivää erääntyneitä saatavia ei ole.",
        "No receivables are more than 30 days overdue.",
        "Inga fordringar är över 30 dagar försenade.",
    ),
    (
        "R05",
        {"recv30": None},
        "Ei arvioitavissa: erääntyneet saatavat.",
        "Cannot be assessed: overdue receivables.",
        "Kan inte bedömas: förfallna fordringar.",
    ),
    (
        "R06k",
        {**PROJECTS, "projects_on_schedule": 7},
        "Projekteista aikataulussa 7/10 (70,0 %).",
        "7/10 projects on schedule (70,0 %).",
        "7/10 projekt enligt tidtabellen (70,0 %).",
    ),
    (
        "R06k",
        {**PROJECTS, "projects_on_schedule": 8, "projects_late_names": ("Satama 2", "Tehdas")},
        "Projekteista aikataulussa 8/10 (80,0 %). Myöhässä: Satama 2, Tehdas.",
        "8/10 projects on schedule (80,0 %). Late: Satama 2, Tehdas.",
        "8/10 projekt enligt tidtabellen (80,0 %). Försenade: Satama 2, Tehdas.",
    ),
    (
        "R06k",
        {**PROJECTS, "projects_active": 0},
        "Ei arvioida: aktiivisia projekteja ei ole.",
        "Not assessed: there are no active projects.",
        "Bedöms inte: det finns inga aktiva projekt.",
    ),
    (
        "R07k",
        {**PROJECTS, "project_feedback": Decimal("3.4")},
        "Projektipalaute 3,4/5 (n = 8, raja 3,5).",
        "Project feedback 3,4/5 (n = 8, limit 3,5).",
        "Projektrespons 3,4/5 (n = 8, gräns 3,5).",
    ),
    (
        "R07k",
        {**PROJECTS, "project_feedback_n": 4},
        "Ei arvioitavissa: projektipalaute.",
        "Cannot be assessed: project feedback.",
        "Kan inte bedömas: projektrespons.",
    ),
    (
        "R08k",
        {**PROJECTS, "projects_over_110": 1},
        "1 projekti yli 110 % tuntibudjetista.",
        "1 project over 110 % of the hour budget.",
        "1 projekt över 110 % av timbudgeten.",
    ),
    (
        "R08k",
        {**PROJECTS, "projects_over_110": 2, "projects_over_names": ("Satama 2", "Tehdas")},
        "2 projektia yli 110 % tuntibudjetista: Satama 2, Tehdas.",
        "2 projects over 110 % of the hour budget: Satama 2, Tehdas.",
        "2 projekt över 110 % av timbudgeten: Satama 2, Tehdas.",
    ),
    (
        "R08k",
        {**PROJECTS, "projects_over_110": 1, "project_over_125_share": Decimal("31.25")},
        "Projekti, joka on 31,3 % asiakkuudesta, on yli 125 % tuntibudjetista.",
        "A project that is 31,3 % of the account is over 125 % of its hour budget.",
        "Ett projekt som är 31,3 % av kundrelationen är över 125 % av sin timbudget.",
    ),
    (
        "R08k",
        PROJECTS,
        "Yksikään projekti ei ole yli 110 % tuntibudjetista.",
        "No project is over 110 % of its hour budget.",
        "Inget projekt är över 110 % av sin timbudget.",
    ),
    (
        "R10",
        {"audit_failed": True, "audit_on": date(2026, 4, 2)},
        "Sisäinen auditointi 2.4.2026 hylättiin.",
        "The internal audit of 2.4.2026 was failed.",
        "Den interna revisionen 2.4.2026 underkändes.",
    ),
    (
        "R10",
        {"audit_failed": True},
        "Viimeisin sisäinen auditointi on hylätty.",
        "The latest internal audit was failed.",
        "Den senaste interna revisionen underkändes.",
    ),
    (
        "R10",
        {"nc_major_overdue": 1, **DUE},
        "Auditoinnin vakava poikkeama myöhässä (1.8.2026).",
        "Major non-conformity of the audit overdue (1.8.2026).",
        "Allvarlig avvikelse i revisionen försenad (1.8.2026).",
    ),
    (
        "R10",
        {"nc_major_overdue": 2},
        "Auditoinnin 2 vakavaa poikkeamaa myöhässä.",
        "2 major non-conformities of the audit overdue.",
        "2 allvarliga avvikelser i revisionen försenade.",
    ),
    (
        "R10",
        {"nc_minor_overdue": 3, **DUE},
        "Auditoinnin 3 lievää poikkeamaa myöhässä (1.8.2026).",
        "3 minor non-conformities of the audit overdue (1.8.2026).",
        "3 lindriga avvikelser i revisionen försenade (1.8.2026).",
    ),
    (
        "R10",
        {"nc_minor_overdue": 1},
        "Auditoinnin lievä poikkeama myöhässä.",
        "Minor non-conformity of the audit overdue.",
        "Lindrig avvikelse i revisionen försenad.",
    ),
    (
        "R10",
        {"audit_age_months": 14},
        "Sisäinen auditointi on 14 kk vanha.",
        "Internal audit is 14 months old.",
        "Den interna revisionen är 14 månader gammal.",
    ),
    (
        "R10",
        {"audit_age_months": 1},
        "Sisäinen auditointi on 1 kk vanha, poikkeamia ei ole myöhässä.",
        "Internal audit is 1 month old, no non-conformity is overdue.",
        "Den interna revisionen är 1 månad gammal, ingen avvikelse är försenad.",
    ),
    (
        "R10",
        {"audit_failed": None},
        "Ei arvioitavissa: sisäinen auditointi.",
        "Cannot be assessed: internal audit.",
        "Kan inte bedömas: intern revision.",
    ),
    (
        "R11",
        {"csat": Decimal("3.6"), "csat_month": date(2026, 5, 1)},
        "Asiakastyytyväisyys 3,6/5 (n = 22, 5/2026).",
        "Customer satisfaction 3,6/5 (n = 22, 5/2026).",
        "Kundnöjdhet 3,6/5 (n = 22, 5/2026).",
    ),
    (
        "R11",
        {},
        "Asiakastyytyväisyys 4,3/5 (n = 22).",
        "Customer satisfaction 4,3/5 (n = 22).",
        "Kundnöjdhet 4,3/5 (n = 22).",
    ),
    (
        "R12",
        {"dm_low_nofollow": 1, **LOW},
        "Päättäjä antoi arvion 2/5, eikä jatkokeskustelua ole kirjattu 12 työpäivässä.",
        "A decision maker gave 2/5 and no follow-up has been logged in 12 working days.",
        "En beslutsfattare gav betyget 2/5 och inget uppföljningssamtal har antecknats på 12 arbetsdagar.",
    ),
    (
        "R12",
        {"dm_low_nofollow": 2},
        "Päättäjä antoi matalan arvion, eikä jatkokeskustelua ole kirjattu ajoissa.",
        "A decision maker gave a low answer and no follow-up was logged in time.",
        "En beslutsfattare gav ett lågt betyg och inget uppföljningssamtal antecknades i tid.",
    ),
    (
        "R12",
        {"dm_low_waiting": 1, **LOW_RECOMMEND},
        "Päättäjä antoi arvion 5/10, jatkokeskustelu on vielä kirjaamatta (1 työpäivä vastauksesta).",
        "A decision maker gave 5/10, the follow-up is not logged yet (1 working day since the answer).",
        "En beslutsfattare gav betyget 5/10, uppföljningssamtalet är ännu inte antecknat (1 arbetsdag sedan svaret).",
    ),
    (
        "R12",
        {"dm_low_waiting": 1, **LOW, "dm_low_wd": 8},
        "Päättäjä antoi arvion 2/5, jatkokeskustelu on vielä kirjaamatta (8 työpäivää vastauksesta).",
        "A decision maker gave 2/5, the follow-up is not logged yet (8 working days since the answer).",
        "En beslutsfattare gav betyget 2/5, uppföljningssamtalet är ännu inte antecknat (8 arbetsdagar sedan svaret).",
    ),
    (
        "R12",
        {"dm_low_waiting": 1},
        "Päättäjä antoi matalan arvion, jatkokeskustelu on vielä kirjaamatta.",
        "A decision maker gave a low answer, the follow-up is not logged yet.",
        "En beslutsfattare gav ett lågt betyg, uppföljningssamtalet är ännu inte antecknat.",
    ),
    (
        "R12",
        {"dm_low_followed": 1, **LOW},
        "Päättäjä antoi arvion 2/5, jatkokeskustelu on kirjattu, seuranta 60 päivää.",
        "A decision maker gave 2/5, the follow-up is logged, watched for 60 days.",
        "En beslutsfattare gav betyget 2/5, samtalet är antecknat, uppföljning i 60 dagar.",
    ),
    (
        "R12",
        {"dm_low_followed": 1},
        "Päättäjä antoi matalan arvion, jatkokeskustelu on kirjattu, seuranta 60 päivää.",
        "A decision maker gave a low answer, the follow-up is logged, watched for 60 days.",
        "En beslutsfattare gav ett lågt betyg, samtalet är antecknat, uppföljning i 60 dagar.",
    ),
    (
        "R12",
        {},
        "Päättäjiltä ei ole matalia arvioita 90 päivän ajalta.",
        "No low answer by a decision maker in 90 days.",
        "Inget lågt betyg av en beslutsfattare på 90 dagar.",
    ),
    (
        "R12",
        {"dm_low_waiting": None},
        "Ei arvioitavissa: päättäjien vastaukset.",
        "Cannot be assessed: answers of decision makers.",
        "Kan inte bedömas: beslutsfattarnas svar.",
    ),
    (
        "R13",
        {**PROJECTS, "complaints_r3": 3, "sites_active": 10},
        "3 reklamaatiota kolmessa kuukaudessa: 1,00 / 10 projektia / kk (raja 0,70).",
        "3 complaints in three months: 1,00 per 10 projects per month (limit 0,70).",
        "3 reklamationer på tre månader: 1,00 / 10 projekt / mån (gräns 0,70).",
    ),
    (
        "R13",
        {**PROJECTS, "complaints_r3": 1, "sites_active": 10},
        "1 reklamaatio kolmessa kuukaudessa: 0,33 / 10 projektia / kk (raja 0,70).",
        "1 complaint in three months: 0,33 per 10 projects per month (limit 0,70).",
        "1 reklamation på tre månader: 0,33 / 10 projekt / mån (gräns 0,70).",
    ),
    (
        "R13",
        {**PROJECTS, "sites_active": None},
        "Ei arvioitavissa: projektit.",
        "Cannot be assessed: projects.",
        "Kan inte bedömas: projekt.",
    ),
    (
        "R16",
        {"fr_n": 10, "fr_within": 7},
        "Ensivaste ajoissa 70,0 % (raja 80,0 %).",
        "First response in time 70,0 % (limit 80,0 %).",
        "Första svar i tid 70,0 % (gräns 80,0 %).",
    ),
    (
        "R16",
        {"fr_n": 1, "fr_within": 0},
        "1/1 reklamaatiosta sai ensivasteen myöhässä.",
        "1/1 complaint got a late first response.",
        "1/1 reklamation fick första svar för sent.",
    ),
    (
        "R16",
        {"fr_n": 4, "fr_within": 2},
        "2/4 reklamaatiosta sai ensivasteen myöhässä.",
        "2/4 complaints got a late first response.",
        "2/4 reklamationer fick första svar för sent.",
    ),
    (
        "R16",
        {"fr_n": 0, "fr_within": 0},
        "Ensivastetta vaativia reklamaatioita ei ole ollut kolmeen kuukauteen.",
        "No complaint has needed a first response in three months.",
        "Ingen reklamation har krävt ett första svar på tre månader.",
    ),
    (
        "R16",
        {"fr_n": None},
        "Ei arvioitavissa: ensivasteet.",
        "Cannot be assessed: first responses.",
        "Kan inte bedömas: första svar.",
    ),
    (
        "R17",
        {"repeat_max": 3, "repeat_category": "hygienia", "repeat_site": "Koivula, Jyväskylä"},
        "Sama vika toistuu: hygienia, Koivula, Jyväskylä, 3 kertaa 90 päivässä.",
        "Same fault repeats: hygienia, Koivula, Jyväskylä, 3 times in 90 days.",
        "Samma fel upprepas: hygienia, Koivula, Jyväskylä, 3 gånger på 90 dagar.",
    ),
    (
        "R17",
        {"repeat_max": 4},
        "Sama vika toistuu 4 kertaa 90 päivässä.",
        "Same fault repeats 4 times in 90 days.",
        "Samma fel upprepas 4 gånger på 90 dagar.",
    ),
    (
        "R17",
        {},
        "Sama vika ei ole toistunut 90 päivässä.",
        "No fault has repeated in 90 days.",
        "Inget fel har upprepats på 90 dagar.",
    ),
    (
        "R17",
        {"fresh": stale("complaints")},
        "Ei arvioitavissa: reklamaatiot.",
        "Cannot be assessed: complaints.",
        "Kan inte bedömas: reklamationer.",
    ),
]


@pytest.mark.parametrize(("rule_id", "changes", "fi", "en", "sv"), EXPECTED)
def test_sentences(rule_id: str, changes: dict[str, Any], fi: str, en: str, sv: str) -> None:
    finding = RULES[rule_id].evaluate(facts(**changes), Limits())
    stored = Finding.from_json(json.loads(json.dumps(finding.to_json())))
    assert stored == replace(finding, params=dict(finding.params))
    for known in (finding, stored):
        assert [sentence(known, lang).replace("\u00a0", " ") for lang in ("fi", "en", "sv")] == [fi, en, sv]


def test_euros_do_not_part_from_their_sum() -> None:
    finding = RULES["R05"].evaluate(facts(recv30=Decimal(1000)), Limits())
    assert sentence(finding, "fi").endswith("1\u00a0000\u00a0€.")
