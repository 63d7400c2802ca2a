"""The filled example of domain.md 1.10, number for number in Finnish: facts → frozen card → text of the PDF."""

import io
import json

import pytest
from pypdf import PdfReader

from reporting.cards.canonical import canonical_json
from reporting.cards.pdf import card_pdf
from reporting.cards.sheet import sheet
from tests.unit.reporting.cards.example import COMMENT, PUBLISHED, example_content

# 8/2026, Kausi 1–8/2026, 1–8/2025, Muutos, Tavoite, Tila; a state of now has one figure for month and Kausi.
ROWS = {
    "F1": ("Liikevaihto t€", "398,2", "3 126,5", "3 100,0", "+0,9 %", "3 250,0 (96,2 %)", "Keltainen"),
    "F3": ("Kate-%", "15,9", "16,2 (506,5 t€)", "17,1", "−0,9 %-yks.", "17,0 (−0,8 %-yks.)", "Vihreä"),
    "F4": ("Tilauskanta 12 kk t€", "4 740", "4 655", "+1,8 %", "–", "–"),
    "F5": ("Erääntynyt > 30 pv", "0", "0", "–", "0", "Vihreä"),
    "Q1": ("Laatukierrokset", "37/38", "296/304 (R3 113/116 = 97,4 %)", "281/304", "–", "100 %", "Vihreä"),
    "Q2": ("Laatupisteet %", "92,1", "91,7", "91,0", "+0,7", "≥ 90 %", "Vihreä"),
    "Q3": ("Kohteita alle rajan", "1 (Koivula, Jyväskylä 76 %)", "0", "–", "0", "Keltainen"),
    "Q4": ("Mittauskattavuus", "37/38 = 97,4 %", "–", "–", "≥ 85 %", "Vihreä"),
    "C1": ("Asiakastyytyväisyys 1–5", "4,2 (5/2026, n = 22)", "4,1 (5/2025, n = 19)", "+0,1 →", "4,0", "Vihreä"),
    "C2": ("NPS", "+36 [+2…+62]", "+32", "→", "–"),
    "C4": ("Reklamaatiot", "2", "14 (R3 5 = 0,44)", "17", "−3", "–", "Vihreä"),
    "C5": ("Avoinna / myöhässä", "2 / 1 (3 pv)", "–", "–", "0", "Keltainen"),
    "C6": ("Ensivaste ajoissa 3 kk", "5/5", "–", "–", "≥ 95 %", "Vihreä"),
    "G1": ("Tapaamiset", "3/3", "–", "–", "–", "Vihreä"),
    "G2": ("Edellinen johtajatapaaminen", "10.6. (93 pv), seuraava 24.9.", "–", "–", "≤ 120", "Vihreä"),
    "G4": ("Tavoitteet", "3·0·0·0", "–", "–", "–", "Vihreä"),
    "G5": ("Hoitoaika h", "14/16", "119/128 = 93 %", "–", "–", "100 %", "Vihreä"),
    "H1": ("Esimiesvaihdot 12 kk", "2 (18,2 %)", "4", "–", "≤ 25 %", "Vihreä"),
    "H2": ("Kohteita ilman esimiestä", "0", "–", "–", "0", "Vihreä"),
    "K1": ("Seuraava päättyvä sopimus", "31.12.2027 (476 pv, 100 %)", "–", "–", "–", "Vihreä"),
    "K3": ("Suurin riski", "6", "–", "–", "≤ 7", "Vihreä"),
}
REST = (
    "Laatukortti · Kausi 1–8/2026 · Elokuu 2026",
    "Esimerkkihoiva Oy (Espoo ja Jyväskylä +7)",
    "Hoitomalli A · Vakiintunut · 38 kohdetta · Esimiehiä 11",
    "Vastuu: Aino Mallinen (vara: Eero Esimerkkilä)",
    "R01 Liikevaihto 1–8/2026 on 3 126,5 t€, 96,2 % tavoitteesta (3 250,0 t€).",
    "R08 1 kohde alle 80 %: Koivula, Jyväskylä 76,0 %.",
    "R14 1 reklamaatio myöhässä, vanhin 3 pv.",
    "Neljäs keltainen osa-alue muuttaisi asiakkuuden punaiseksi.",
    "1 035 t€, painotettu 121 t€",
    "60 % (C 2026)",
    "3 mahdollisuutta 210 t€",
)


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").replace("-", "").split())


@pytest.fixture(scope="module")
def page() -> str:
    """The text of the card made of what the database would hold: the snapshot as bytes and back."""
    frozen = json.loads(canonical_json(example_content(comment=COMMENT)))
    reader = PdfReader(io.BytesIO(card_pdf(sheet(frozen, "fi", PUBLISHED))))
    assert len(reader.pages) == 1
    return squeezed(reader.pages[0].extract_text())


@pytest.mark.parametrize("metric_id", ROWS)
def test_a_row_reads_as_in_the_specification(page: str, metric_id: str) -> None:
    assert squeezed("".join(ROWS[metric_id])) in page


@pytest.mark.parametrize("words", REST)
def test_the_rest_of_the_page(page: str, words: str) -> None:
    assert squeezed(words) in page


def test_three_dimensions_are_amber(page: str) -> None:
    assert example_content()["header"]["status"] == "AMBER"
    colours = {chip["id"]: chip["colour"] for chip in example_content()["dimensions"]}
    assert [code for code, colour in colours.items() if colour == "AMBER"] == ["TAL", "LAA", "ASI"]
    assert set(colours.values()) == {"AMBER", "GREEN"}
