"""Limits of one account on its card: "poikkeava raja: R07 88/78, 31.12.2026 asti" (domain.md 1.6)."""

import io
import json
from datetime import date
from decimal import Decimal

from pypdf import PdfReader

from reporting.cards.build import build
from reporting.cards.context import LimitException
from reporting.cards.exceptions import exceptions
from reporting.cards.pdf import card_pdf
from reporting.cards.sheet import sheet
from reporting.rules import Limits
from reporting.status import judge
from tests.unit.reporting.cards.example import DRAFT, example_content, example_context, example_facts

END = date(2026, 12, 31)


def own(rule, name, value, ends_on=END):
    return LimitException(rule=rule, name=name, value=Decimal(value), ends_on=ends_on)


def limits_of(*found):
    return Limits().changed({(one.rule, f"{one.name}_A"): one.value for one in found})


def texts(*found, lang="fi"):
    return [line["texts"][lang] for line in exceptions(found, limits_of(*found), "A")]


def content_with(*found):
    facts, limits = example_facts(), limits_of(*found)
    return build(facts, judge(facts, limits), example_context(exceptions=found), limits)


def test_amber_and_red_are_printed_together_also_the_one_that_is_no_exception():
    assert texts(own("R07", "amber", "88.000"), own("R07", "red", "78")) == ["R07 88/78, 31.12.2026 asti"]
    assert texts(own("R07", "amber", "88.5")) == ["R07 88,5/80, 31.12.2026 asti"]
    assert texts(own("R09", "amber", "70"), lang="en") == ["R09 70, until 31.12.2026"]


def test_other_limits_have_their_words_and_common_ones_no_rule():
    assert texts(own("R13", "min_count", "5")) == ["R13 Tätä harvemmat reklamaatiot ovat vihreä 5, 31.12.2026 asti"]
    assert texts(own("INPUT", "csat_n", "3"), lang="sv") == [
        "Kundnöjdheten bedöms när svaren är minst 3, till 31.12.2026"
    ]


def test_rules_and_ends_stand_apart():
    found = texts(own("R07", "amber", "88"), own("R07", "band", "2", date(2027, 1, 31)), own("R01", "amber", "95"))
    assert found == [
        "R07 88/80, 31.12.2026 asti",
        "R07 Marginaali ennen paranemista 2, 31.1.2027 asti",
        "R01 95/90, 31.12.2026 asti",
    ]


def test_the_snapshot_keeps_them_and_the_footer_prints_them():
    content = content_with(own("R07", "amber", "88"), own("R01", "red", "85"))
    assert json.loads(json.dumps(content)) == content
    assert content["limits"]["exceptions"][0]["limits"] == {"amber": "88"}
    footer = sheet(content, "fi", DRAFT)["footer"]
    assert footer["exceptions"] == "poikkeava raja: R07 88/80, 31.12.2026 asti; R01 97/85, 31.12.2026 asti"


def test_a_card_without_exceptions_says_nothing_of_them():
    assert example_content()["limits"]["exceptions"] == []
    assert sheet(example_content(), "fi", DRAFT)["footer"]["exceptions"] == ""


def test_the_pdf_stays_one_page_and_prints_the_exception_whole():
    rules = ("R01", "R02", "R03", "R07", "R09")
    many = sheet(content_with(*(own(rule, "amber", "1") for rule in rules)), "fi", DRAFT)
    assert len(PdfReader(io.BytesIO(card_pdf(many))).pages) == 1
    one = sheet(content_with(own("R07", "amber", "88"), own("R07", "red", "78")), "fi", DRAFT)
    printed = " ".join(PdfReader(io.BytesIO(card_pdf(one))).pages[0].extract_text().split())
    assert "poikkeava raja: R07 88/78, 31.12.2026 asti" in printed
    assert "Sivu 1/1" in printed
