"""One tagged A4 page with the figures of the page, whatever is typed (domain.md 1.2)."""

import io
import re

import pytest
from pypdf import PdfReader

from reporting.cards.pdf import _covered, card_pdf, card_png, printable
from reporting.cards.sheet import sheet
from tests.unit.reporting.cards.example import COMMENT, DRAFT, example_content, example_context, example_sheet

A4_MM = (210, 297)
LONG_NAME = "Keski-Pohjanmaan Erityisruokavaliokeskusosuuskuntien Liitto r"
LONG_REASON = (
    "Sopimus laajennetusta kiinteistöpalvelukokonaisuudesta päättyy pian ja jatkosuunnitelma puuttuu kokonaan. " * 4
)

NOT_PRINTED = {"level", "shape", "id", "group", "cells", "lang", "title", "comment_by", "more", "stale", "none"}


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """Text without blanks and hyphens: lines may break anywhere."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-\u2011-]", "", text)


def texts_of(value):
    """Every printed text of a sheet."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in NOT_PRINTED:
                yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str) and value:
        yield value


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_the_pdf_prints_every_text_of_the_page(lang):
    made = sheet(example_content(comment=COMMENT), lang, DRAFT)
    made["summary"]["comment_missing"] = made["actions"]["empty"] = ""
    page = squeezed(read(card_pdf(made)).pages[0].extract_text()).casefold()
    missing = [text for text in texts_of(made) if squeezed(text).casefold() not in page]
    assert missing == []


def test_it_is_one_tagged_a4_page_with_language_and_title():
    reader = read(card_pdf(example_sheet("sv")))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert tuple(round(float(side) * 25.4 / 72) for side in (box.width, box.height)) == A4_MM
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Kvalitetskort Esimerkkihoiva Oy 8/2026"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("comment", ["W" * 600, "pitkähkö sana " * 42, "x\n" * 300], ids=["wide", "words", "lines"])
def test_nothing_typed_makes_a_second_page(comment):
    content = example_content(context=example_context(name=LONG_NAME), comment=comment)
    reason = content["summary"]["reasons"][0]
    content["summary"]["reasons"] = [reason | {"text": dict.fromkeys(("fi", "en", "sv"), LONG_REASON)}] * 3
    content["summary"]["more_reasons"] = 9
    for row in content["metrics"]:
        row["texts"]["fi"]["period"] = "31.12.2027 (476 pv, 100 %) ja vielä enemmän selitystä"
    reader = read(card_pdf(sheet(content, "fi", DRAFT)))
    text = squeezed(reader.pages[0].extract_text())
    assert len(reader.pages) == 1
    assert squeezed("Keski-Pohjanmaan") in text
    assert "Sivu1/1" in text


def test_rows_of_the_lowest_priority_are_dropped_and_counted():
    content = example_content()
    extra = content["metrics"][1]
    content["metrics"] = [*content["metrics"], *(extra | {"id": f"X{n}", "priority": 3} for n in range(30))]
    text = squeezed(read(card_pdf(sheet(content, "fi", DRAFT))).pages[0].extract_text())
    dropped = int(re.search(r"\+(\d+)mittariasovelluksessa", text)[1])
    assert 0 < dropped <= 30
    assert squeezed("Seuraava päättyvä sopimus") in text
    assert text.count("Kate%15,9") == 31 - dropped


def test_what_a_person_types_is_never_markup():
    typed = '#read("/etc/passwd") *lihava* $x^2$ <merkki> @viite \\ [hak] // huomautus'
    made = example_sheet()
    made["summary"]["comment"] = typed
    assert squeezed(typed) in squeezed(read(card_pdf(made)).pages[0].extract_text())


@pytest.mark.parametrize(
    "typed", ["😀 hieno", "中文", "a\x00b\x07c", "rivi\u2028toinen", "e\u0301te\u0301", "אבג", "\ud7ff\ufffe"]
)
def test_signs_the_font_lacks_do_not_stop_the_card(typed):
    made = example_sheet()
    made["summary"]["comment"] = f"alku {typed} loppu"
    text = read(card_pdf(made)).pages[0].extract_text()
    assert "alku" in text
    assert "loppu" in text


def test_every_sign_called_covered_can_be_printed():
    signs = sorted(_covered() - set("\u00ad\u200b\u2028\u2029"))
    for start in range(0, len(signs), 300):
        made = example_sheet()
        made["summary"]["comment"] = " ".join(signs[start : start + 300])
        card_pdf(made)


def test_a_carried_colour_keeps_its_sign():
    assert printable({"a": ["⏸ 31.8.", 1, None]}) == {"a": ["‖ 31.8.", 1, None]}


def test_the_same_card_is_the_same_file():
    assert card_pdf(example_sheet()) == card_pdf(example_sheet())


def test_the_font_is_inter_and_embedded():
    fonts = read(card_pdf(example_sheet())).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}
    assert all("Inter" in name for name in names)


def test_a_picture_of_it_can_be_made():
    assert card_png(example_sheet(), ppi=40).startswith(b"\x89PNG")
