"""One tagged A4 page with the figures of the page, whatever is typed (domain.md 1.2)."""

import datetime
import io
import re
from decimal import Decimal

import pytest
from pypdf import PdfReader

from reporting.cards.follow_up import RequestLine
from reporting.cards.pdf import _covered, card_pdf, card_png, printable
from reporting.cards.sheet import sheet
from reporting.facts.types import TenderFact
from tests.unit.reporting.cards.example import (
    COMMENT,
    DRAFT,
    GOALS,
    PUBLISHED,
    example_content,
    example_context,
    example_facts,
    example_follow_up,
    example_sheet,
    instruction,
    step,
)
from tests.unit.reporting.example import project_facts

A4_MM = (210, 297)
LONG_NAME = "Keski-Pohjanmaan Erityisruokavaliokeskusosuuskuntien Liitto r"
LONG_REASON = (
    "Sopimus laajennetusta kiinteistöpalvelukokonaisuudesta päättyy pian ja jatkosuunnitelma puuttuu kokonaan. " * 4
)

NOT_PRINTED = {
    "level",
    "shape",
    "id",
    "group",
    "cells",
    "lang",
    "title",
    "comment_by",
    "more",
    "stale",
    "none",
    "waiting",
    "level_hint",
    "code",
    "is_late",
    "asked",
    "made",
    "answers_cut",
    "other_answers",
    "carried_title",
    "answer",
}


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


SHORT_ACTIONS = (
    instruction("Korjaa Koivula", effect="0 kohdetta"),
    step("Käynnit viikoittain", effect="0 kohdetta"),
    step("Uusintakierros", decider="owner", effect="0 kohdetta"),
)


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_the_pdf_prints_every_text_of_the_page(lang):
    content = example_content(
        context=example_context(follow_up=example_follow_up(actions=SHORT_ACTIONS)), comment=COMMENT
    )
    content["summary"]["answers"] = [{"rule": "R08", "text": "Uusintakierros 18.9."}]
    made = sheet(content, lang, DRAFT)
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


def printed_rows(content, lang="fi"):
    """Labels on the page of the first rows by priority, and how many rows it says to be elsewhere."""
    text = squeezed(read(card_pdf(sheet(content, lang, DRAFT))).pages[0].extract_text())
    found = re.search(r"\+(\d+)mittariasovelluksessa", text)
    return text, int(found[1]) if found else 0


def test_rows_of_the_lowest_priority_are_dropped_and_counted():
    content = example_content()
    extra = content["metrics"][1]
    content["metrics"] = [*content["metrics"], *(extra | {"id": f"X{n}", "priority": 3} for n in range(30))]
    text, dropped = printed_rows(content)
    assert 0 < dropped <= 31
    assert squeezed("Seuraava päättyvä sopimus") in text
    assert text.count("Kate%15,9") == max(1, 31 - dropped)


def test_at_most_twenty_six_rows_are_printed():
    content = example_content()
    plain = next(row for row in content["metrics"] if row["id"] == "G4")
    content["metrics"] = [plain | {"id": f"X{n}"} for n in range(40)]
    text, dropped = printed_rows(content)
    assert text.count(squeezed("3·0·0·0")) == 26
    assert dropped == 14
    content["metrics"] = content["metrics"][:26]
    text, dropped = printed_rows(content)
    assert (text.count(squeezed("3·0·0·0")), dropped) == (26, 0)


def test_within_a_priority_bad_news_stays():
    content = example_content()
    plain = next(row for row in content["metrics"] if row["id"] == "G4")
    texts = {lang: plain["texts"][lang] | {"period": "huono"} for lang in plain["texts"]}
    bad = plain | {"id": "RED", "level": "RED", "texts": texts}
    content["metrics"] = [*(plain | {"id": f"X{n}"} for n in range(40)), bad]
    text, dropped = printed_rows(content)
    assert "huono" in text
    assert dropped == 15


MANY_TOWNS = (
    "Espoo", "Jyväskylä", "Hämeenlinna", "Kuopio", "Lahti", "Lappeenranta", "Oulu", "Pori", "Tampere", "Turku",
    "Vaasa", "Ähtäri",
)  # fmt: skip
CROWDED = {
    "has_big_projects": True, "rev_ytd_comparable": Decimal(2900000), "rev_prev_ytd_comparable": Decimal(3000000),
    "rev_target_ytd_comparable": Decimal(3250000), "rev_prev_ytd": Decimal(3500000), "recv30": Decimal(5230),
    "recv60": Decimal(1200), "audit_on": datetime.date(2026, 4, 11), "audit_age_months": 5, "audit_failed": False,
    "nc_minor_open": 2, "nc_major_open": 1, "nc_minor_overdue": 0, "nc_major_overdue": 0, "pulse": Decimal("3.4"),
    "pulse_n": 30, "resolution_days": Decimal("3.5"), "clock_due_r12": 20, "clock_on_time_r12": 19, "instr_open": 2,
    "instr_overdue": 1, "instr_unack_wd": 0, "action_overdue_days": 3, "brief_missing": 1, "fr_n": 20,
    "fr_within": 18, "repeat_max": 3, "repeat_site": "Koivula, Jyväskylä", "repeat_category": "Siivous",
    "sites_nosup": 2, "sites_nosup_maxdays": 21, "dm_named": 4, "dm_met": 3, "risk_max": 12, "risk_probability": 3,
    "risk_impact": 4, "risk_name": "Kilpailija avaa Jyväskylään oman yksikön", "csat_prev": Decimal("4.6"),
    "tender": TenderFact(has_plan=True, schedule="10/2026"), "white_cells": 14, "opportunities_no_step": 1,
    "extra_work_pct": Decimal("4.2"), "insta_passed": 9, "insta_inspected": 10, "staff_turnover_pct": Decimal(41),
    "key_person_risks": 1,
}  # fmt: skip
ALWAYS_ON_PAPER = [
    "F1",
    "F2",
    "F3",
    "Q1",
    "Q2",
    "Q3",
    "C1",
    "C4",
    "C5",
    "C6",
    "G1",
    "G2",
    "G4",
    "G6",
    "H1",
    "H2",
    "K1",
    "K3",
    "K4",
]


WORDS = "Häiriö öljyssä på Åland, yö on pitkä. "
LONG_FOLLOW_UP = example_follow_up(
    actions=(
        *(instruction((f"Ohje {n} " + WORDS * 20)[:400], is_late=n == 1, effect=WORDS * 5) for n in (1, 2)),
        *(step((f"Askel {n} " + WORDS * 9)[:200], effect=(WORDS * 9)[:200]) for n in (1, 2, 3)),
        *GOALS,
    ),
    requests=tuple(
        RequestLine(
            kind="decision", text=(WORDS * 20)[:600], asked_on=datetime.date(2026, 9, 9), asked_by="Aino Mallinen"
        )
        for _ in range(2)
    ),
    carried=tuple(instruction((WORDS * 20)[:400]) for _ in range(3)),
)


def fullest():
    """60 characters of name, 12 towns, 600 of comment, three long reds with answers of 300, every kind of action."""
    context = example_context(name=LONG_NAME, towns=MANY_TOWNS, follow_up=LONG_FOLLOW_UP)
    content = example_content(example_facts(**CROWDED), context, comment=(WORDS * 20)[:600])
    first = content["summary"]["reasons"][0]
    rules = ("R03", "R08", "R14")
    long = {"text": dict.fromkeys(("fi", "en", "sv"), LONG_REASON), "level": "RED"}
    content["summary"] |= {
        "reasons": [first | long | {"rule": rule} for rule in rules],
        "answers": [{"rule": rule, "text": (f"{rule} " + WORDS * 10)[:300]} for rule in rules],
        "more_reasons": 4,
    }
    return content


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_the_fullest_card_is_one_page_with_every_row_of_the_first_priority(lang):
    made = sheet(fullest(), lang, PUBLISHED)
    rows = {row["id"]: row for group in made["metrics"]["groups"] for row in group["rows"]}
    assert len(rows) > 26
    assert {row_id for row_id, row in rows.items() if row["priority"] == 1} == set(ALWAYS_ON_PAPER)
    reader = read(card_pdf(made))
    text = squeezed(reader.pages[0].extract_text())
    assert len(reader.pages) == 1
    printed = [rows[row_id][name] for row_id in ALWAYS_ON_PAPER for name in ("label", "month", "period", "target")]
    growth = [fact["value"] for fact in made["growth"]["facts"]]
    actions = [row[name] for row in made["actions"]["rows"] for name in ("kind", "owner", "due")]
    wanted = [
        *printed, *growth, *actions, "Häiriö öljyssä på Åland, yö on pitkä.", made["header"]["scope"], "1/1",
        "Ohje 1", "Ohje 2", "Askel 1", "Askel 3", made["actions"]["more"], made["actions"]["requests_title"],
        made["stance"]["previous"]["head"], made["stance"]["previous"]["stance"], made["summary"]["answers_cut"],
        f"R03 {made['summary']['reasons'][0]['text'][:20]}", made["summary"]["more"],
    ]  # fmt: skip
    assert [words for words in wanted if squeezed(words) not in text] == []


def test_the_words_of_the_director_and_the_board_stand_whole_when_there_is_room():
    follow_up = example_follow_up(actions=SHORT_ACTIONS)
    content = example_content(context=example_context(follow_up=follow_up), comment=COMMENT)
    content["summary"]["answers"] = [{"rule": "R08", "text": "Aluejohtaja käy viikoittain, uusintakierros 18.9."}]
    text = squeezed(read(card_pdf(sheet(content, "fi", DRAFT))).pages[0].extract_text())
    for words in (
        COMMENT,
        "R08 1 kohde alle 80 %: Koivula, Jyväskylä 76,0 %. Vastaus: Aluejohtaja käy viikoittain, uusintakierros 18.9.",
        "Pyyntö johtoryhmälle (päätös): Lisätäänkö Koivulaan kymmenen tuntia viikossa?",
        "Edellinen kannanotto (7/2026): Annetaan ohje. Laatu ensin.",
        "Korjaa Koivulan laatu ja kerro asiakkaalle aikataulu. (vastuu Aino Mallinen, 30.9.2026 mennessä):",
        "kuitattu 20.8.",
        "Polku 1 Käynnit viikoittain Q3 → 0 kohdetta Eero Esimerkkilä 31.10.2026 päättää johtoryhmä",
        "Polku 2 Uusintakierros Q3 → 0 kohdetta Eero Esimerkkilä 31.10.2026 avoin",
        "Kanta tähän korttiin annetaan johtoryhmän kokouksessa, ja se näkyy sovelluksessa.",
    ):
        assert squeezed(words) in text, words


def test_answers_that_do_not_fit_are_cut_and_said_to_be_elsewhere():
    text = squeezed(read(card_pdf(sheet(fullest(), "fi", DRAFT))).pages[0].extract_text())
    assert squeezed("Vastaus: R03 Häiriö") in text
    assert squeezed("Vastaukset kokonaan sovelluksessa") in text


def test_late_actions_and_colours_are_read_without_colour():
    text = squeezed(read(card_pdf(sheet(fullest(), "fi", DRAFT))).pages[0].extract_text())
    for words in ("myöhässä", "Punainen", "Keltainen", "Vihreä"):
        assert words in text


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_a_consultancy_has_its_projects_on_the_page(lang):
    facts = project_facts(orderbook_eur=Decimal(1250000), projects_over_110=1, projects_over_names=("Silta Ä",))
    made = sheet(example_content(facts), lang, DRAFT)
    rows = {row["id"]: row for group in made["metrics"]["groups"] for row in group["rows"]}
    reader = read(card_pdf(made))
    text = squeezed(reader.pages[0].extract_text())
    assert len(reader.pages) == 1
    wanted = [rows[name][part] for name in ("F4", "Q1p", "Q2p", "Q3p") for part in ("label", "period", "target")]
    assert [words for words in wanted if squeezed(words) not in text] == []
    assert "1 (Silta Ä)" in wanted


def test_nothing_is_printed_outside_the_margins():
    made = sheet(fullest(), "fi", PUBLISHED)
    places = []
    page = read(card_pdf(made)).pages[0]
    page.extract_text(visitor_text=lambda words, at, *_: places.append((at[4], at[5])) if words.strip() else None)
    margin, width, height = 12 * 72 / 25.4, float(page.mediabox.width), float(page.mediabox.height)
    assert places
    assert all(margin - 1 <= x < width - margin and margin - 1 <= y < height - margin for x, y in places)


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
