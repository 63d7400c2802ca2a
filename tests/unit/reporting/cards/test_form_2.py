"""Cards frozen in the second form print as they did (domain.md 1.9): the file holds one with its texts of that time."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from reporting.cards.build import earlier_card
from reporting.cards.canonical import canonical_json
from reporting.cards.changes import changes
from reporting.cards.compare import Side, compare
from reporting.cards.pdf import TEMPLATES, card_pdf
from reporting.cards.sheet import sheet
from tests.unit.reporting.cards.example import DRAFT, MONTH, PUBLISHED, example_content

FROZEN = json.loads((Path(__file__).parent / "card_form_2.json").read_text())
TEMPLATE_OF_THEN = "b6e0fb5bbd6a0bc260813450e01efffafabcd05a19b39eab23d95220525d815f"


def differences(now, then, path=""):
    """Places where the sheet of today says something else; what only newer forms print is left out."""
    if isinstance(then, dict):
        for key, part in then.items():
            yield from differences(now[key], part, f"{path}.{key}")
    elif isinstance(then, list):
        if len(now) != len(then):
            yield path
        for place, part in enumerate(then):
            yield from differences(now[place], part, f"{path}[{place}]")
    elif now != then:
        yield path


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_its_texts_are_those_of_its_time(lang):
    now = json.loads(canonical_json(sheet(FROZEN["content"], lang, PUBLISHED)))
    assert list(differences(now, FROZEN["sheets"][lang])) == []


def test_its_page_is_set_by_the_template_of_its_time():
    assert hashlib.sha256(TEMPLATES[2].read_bytes()).hexdigest() == TEMPLATE_OF_THEN
    reader = PdfReader(io.BytesIO(card_pdf(sheet(FROZEN["content"], "fi", PUBLISHED))))
    text = " ".join(reader.pages[0].extract_text().split()).replace("\u00a0", " ")
    assert len(reader.pages) == 1
    assert sheet(FROZEN["content"], "fi", PUBLISHED)["metrics"]["marks"] == ""
    for words in ("Laatupisteet yli 93 %", "+3 sovelluksessa", "Ei vielä käsitelty", "Kilpailija avaa Jyv…"):
        assert words in text


def test_the_next_card_still_reads_it():
    earlier = earlier_card(MONTH, FROZEN["content"])
    assert (earlier.status, set(earlier.dimensions)) == ("RED", {"TAL", "LAA", "ASI", "HOI", "HEN", "SOP"})


def test_it_is_compared_with_a_card_of_today():
    now = example_content()
    assert changes(FROZEN["content"], now, "fi")[0].verdict == "better"
    old = Side(FROZEN["content"], sheet(FROZEN["content"], "fi", PUBLISHED))
    for left, right in ((old, Side(now, sheet(now, "fi", DRAFT))), (Side(now, sheet(now, "fi", DRAFT)), old)):
        assert {part.code for part in compare(left, right, "fi")} >= {"header", "metrics", "texts", "actions"}
