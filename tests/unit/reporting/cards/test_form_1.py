"""Cards frozen in the first form print as they did (domain.md 1.9): the file holds one with its texts of that time."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from reporting.cards.build import earlier_card
from reporting.cards.pdf import TEMPLATES, card_pdf
from reporting.cards.sheet import sheet
from tests.unit.reporting.cards.example import MONTH, PUBLISHED

FROZEN = json.loads((Path(__file__).parent / "card_form_1.json").read_text())
TEMPLATE_OF_THEN = "fd3a06fdf8369a06592be57e7389115528273d85d99f4ed01b1cd9cf0ff7d817"


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_its_texts_are_those_of_its_time(lang):
    made = sheet(FROZEN["content"], lang, PUBLISHED)
    then = FROZEN["sheets"][lang]
    assert {key: made[key] for key in then if key not in ("metrics", "growth")} == {
        key: text for key, text in then.items() if key not in ("metrics", "growth")
    }
    hints = [row.pop("level_hint") for group in made["metrics"]["groups"] for row in group["rows"]]
    assert set(hints) == {""}  # what is said beside a figure since is empty on a card of then
    assert {key: made["metrics"][key] for key in then["metrics"]} == then["metrics"]
    assert {key: made["growth"][key] for key in then["growth"]} == then["growth"]
    assert (made["form"], made["metrics"]["waiting"]) == (1, "")


def test_its_page_is_set_by_the_template_of_its_time():
    assert hashlib.sha256(TEMPLATES[1].read_bytes()).hexdigest() == TEMPLATE_OF_THEN
    reader = PdfReader(io.BytesIO(card_pdf(sheet(FROZEN["content"], "fi", PUBLISHED))))
    text = " ".join(reader.pages[0].extract_text().split()).replace("\u00a0", " ")
    assert len(reader.pages) == 1
    assert "TALOUS" in text
    assert "Asiakasosuus" in text
    assert "ei tietoa" in text


def test_the_next_card_still_reads_it():
    earlier = earlier_card(MONTH, FROZEN["content"])
    assert (earlier.status, set(earlier.dimensions)) == ("AMBER", {"TAL", "LAA", "ASI", "HOI", "HEN", "SOP"})
