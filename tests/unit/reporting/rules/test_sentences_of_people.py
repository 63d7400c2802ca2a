"""Sentences of R25, R26, R28 and R32 in three languages: every variant, one and many."""

import json
from dataclasses import replace
from typing import Any

import pytest

from reporting.rules import RULES, Finding, Limits
from reporting.rules.sentences import WORDINGS, sentence
from tests.unit.reporting.example import facts

EXPECTED: list[tuple[str, dict[str, Any], str, str, str]] = [
    (
        "R25",
        {"sites_nosup": 1, "sites_nosup_maxdays": 1},
        "1 kohde ilman esimiestä, pisin 1 pv.",
        "1 site without a supervisor, longest 1 day.",
        "1 objekt utan arbetsledare, längst 1 dag.",
    ),
    (
        "R25",
        {"sites_nosup": 2, "sites_nosup_maxdays": 15},
        "2 kohdetta ilman esimiestä, pisin 15 pv.",
        "2 sites without a supervisor, longest 15 days.",
        "2 objekt utan arbetsledare, längst 15 dagar.",
    ),
    (
        "R25",
        {"sites_nosup": 1, "sites_nosup_maxdays": None},
        "1 kohde ilman esimiestä.",
        "1 site without a supervisor.",
        "1 objekt utan arbetsledare.",
    ),
    (
        "R25",
        {"sites_nosup": None, "sites_nosup_maxdays": 15},
        "Kohde ollut ilman esimiestä 15 pv.",
        "A site has been without a supervisor for 15 days.",
        "Ett objekt har varit utan arbetsledare i 15 dagar.",
    ),
    (
        "R25",
        {},
        "Jokaisella kohteella on esimies.",
        "Every site has a supervisor.",
        "Varje objekt har en arbetsledare.",
    ),
    (
        "R26",
        {"brief_missing": 1},
        "1 esimies ei ole kuitannut asiakkuuden perehdytystä.",
        "1 supervisor has not acknowledged the account brief.",
        "1 arbetsledare har inte kvitterat kundrelationens introduktion.",
    ),
    (
        "R26",
        {"brief_missing": 3},
        "3 esimiestä ei ole kuitannut asiakkuuden perehdytystä.",
        "3 supervisors have not acknowledged the account brief.",
        "3 arbetsledare har inte kvitterat kundrelationens introduktion.",
    ),
    (
        "R26",
        {},
        "Esimiehet ovat kuitanneet asiakkuuden perehdytyksen.",
        "The supervisors have acknowledged the account brief.",
        "Arbetsledarna har kvitterat kundrelationens introduktion.",
    ),
    (
        "R26",
        {"brief_missing": None},
        "Ei arvioida: kuitattavaa perehdytystä ei ole julkaistu.",
        "Not assessed: no account brief has been published to acknowledge.",
        "Bedöms inte: ingen introduktion att kvittera har publicerats.",
    ),
    (
        "R28",
        {"support_gaps": 1, "support_gap_cells": ("Oulu · LVI",)},
        "Tukiorganisaatiossa 1 aukko: Oulu · LVI.",
        "1 gap in the support organisation: Oulu · LVI.",
        "1 lucka i stödorganisationen: Oulu · LVI.",
    ),
    (
        "R28",
        {"support_gaps": 4, "support_gap_cells": ("Oulu · LVI", "Oulu · HR", "Turku · LVI", "Turku · HR")},
        "Tukiorganisaatiossa 4 aukkoa: Oulu · LVI, Oulu · HR, Turku · LVI, +1.",
        "4 gaps in the support organisation: Oulu · LVI, Oulu · HR, Turku · LVI, +1.",
        "4 luckor i stödorganisationen: Oulu · LVI, Oulu · HR, Turku · LVI, +1.",
    ),
    (
        "R28",
        {"support_gaps": 1},
        "Tukiorganisaatiossa 1 aukko.",
        "1 gap in the support organisation.",
        "1 lucka i stödorganisationen.",
    ),
    (
        "R28",
        {"support_gaps": 2},
        "Tukiorganisaatiossa 2 aukkoa.",
        "2 gaps in the support organisation.",
        "2 luckor i stödorganisationen.",
    ),
    (
        "R28",
        {},
        "Tukiorganisaatiossa ei ole aukkoja.",
        "No gaps in the support organisation.",
        "Inga luckor i stödorganisationen.",
    ),
    (
        "R28",
        {"support_gaps": None},
        "Ei arvioida: tukiorganisaatiolle ei ole asetettu vaatimusta.",
        "Not assessed: no requirement has been set for the support organisation.",
        "Bedöms inte: inget krav har satts för stödorganisationen.",
    ),
    (
        "R32",
        {"dm_vacant": True, "dm_role": "hankintajohtaja"},
        "Asiakkaan päättäjä vaihtunut (hankintajohtaja), uutta ei ole tavattu.",
        "Customer's decision maker changed (hankintajohtaja), successor not met.",
        "Kundens beslutsfattare har bytts (hankintajohtaja), efterträdaren har inte träffats.",
    ),
    (
        "R32",
        {"dm_vacant": True},
        "Asiakkaan päättäjä vaihtunut, uutta ei ole tavattu.",
        "Customer's decision maker changed, successor not met.",
        "Kundens beslutsfattare har bytts, efterträdaren har inte träffats.",
    ),
    (
        "R32",
        {},
        "Asiakkaan päättäjät ovat tiedossa ja tavattu.",
        "The customer's decision makers are known and met.",
        "Kundens beslutsfattare är kända och träffade.",
    ),
    (
        "R32",
        {"dm_vacant": None},
        "Ei arvioitavissa: asiakkaan päättäjät.",
        "Cannot be assessed: decision makers.",
        "Kan inte bedömas: kundens beslutsfattare.",
    ),
]


@pytest.mark.parametrize(("rule_id", "changes", "fi", "en", "sv"), EXPECTED)
def test_sentences(rule_id: str, changes: dict[str, Any], fi: str, en: str, sv: str) -> None:
    finding = RULES[rule_id].evaluate(facts(**changes), Limits())
    stored = Finding.from_json(json.loads(json.dumps(finding.to_json())))
    assert stored == replace(finding, params=dict(finding.params))
    assert [sentence(stored, lang).replace("\u00a0", " ") for lang in ("fi", "en", "sv")] == [fi, en, sv]


def test_every_sentence_of_these_rules_is_read_here() -> None:
    ours = ("R25.", "R26.", "R28.", "R32.")
    findings = [RULES[rule_id].evaluate(facts(**changes), Limits()) for rule_id, changes, *_ in EXPECTED]
    read = {f"{finding.rule_id}.{finding.variant}" for finding in findings}
    assert {key for key in WORDINGS["fi"].sentences if key.startswith(ours)} <= read
