"""The printed texts of the card in three languages (domain.md 1.2)."""

import pytest

from reporting.cards.sheet import Standing, mark, scope_line, sheet
from reporting.cards.wording import ARROWS, SHAPES, SOURCES, STAGES, WORDS, words
from reporting.models import SourceLoad
from tests.unit.reporting.cards.example import DRAFT, example_content, example_context, example_facts, example_sheet


def test_the_header_reads_as_in_the_specification():
    head = example_sheet()["header"]
    assert head["scope"] == "(Espoo ja Jyväskylä +7)"
    assert head["period"] == "Kausi 1–8/2026"
    assert head["month"] == "Elokuu 2026"
    assert head["months"] == "keltainen 1. kk"
    assert head["responsible"] == "Vastuu: Aino Mallinen (vara: Eero Esimerkkilä)"
    assert head["state"] == "v1 · Julkaistu 14.9.2026"


@pytest.mark.parametrize(
    ("towns", "line"),
    [([], ""), (["Espoo"], "Espoo"), (["Espoo", "Lahti"], "Espoo ja Lahti"), (["A", "B", "C"], "A ja B +1")],
)
def test_scope_line(towns, line):
    assert scope_line(towns, words("fi")) == line


@pytest.mark.parametrize("lang", ["fi", "en", "sv"])
def test_status_is_shape_word_and_colour(lang):
    status = example_sheet(lang)["header"]["status"]
    assert (status["level"], status["shape"]) == ("AMBER", "▲")
    assert status["word"] == {"fi": "Keltainen", "en": "Amber", "sv": "Gul"}[lang]


def test_unknown_prints_as_grey():
    assert mark("UNKNOWN", "fi") == {"level": "GREY", "shape": "○", "word": "Harmaa"}


def test_a_draft_has_no_checksum_and_a_published_card_its_first_eight():
    assert example_sheet(standing=DRAFT)["footer"]["checksum"] == "luonnos, ei tarkistetta"
    assert example_sheet()["footer"]["checksum"] == "Tarkiste 1a2b3c4d"


def test_sources_of_one_day_stand_together():
    assert example_sheet()["footer"]["data"] == "Tiedot: laskutus 31.8. · laatu 10.9."


def test_growth_without_any_record_says_so():
    nothing = dict.fromkeys(("potential_eur", "wallet_pct", "opportunities", "opportunities_eur"))
    growth = example_sheet(facts=example_facts(**nothing))["growth"]
    assert (growth["facts"], growth["empty"]) == ([], "Kasvun tietoja ei vielä kirjata.")
    assert example_sheet()["growth"]["empty"] == ""


def test_metrics_without_a_source_are_listed():
    waiting = example_sheet("sv")["metrics"]["waiting"]
    assert waiting.startswith("Mätare som ännu saknar källa: Tilläggsarbeten, Intern revision")
    content = example_content()
    assert sheet(content | {"waiting": []}, "fi", DRAFT)["metrics"]["waiting"] == ""


def test_a_doubtful_figure_is_printed_like_a_stale_one():
    rows = example_sheet(facts=example_facts(sites_measured=20))["metrics"]["groups"][1]["rows"]
    assert {row["id"]: row["stale"] for row in rows}["Q2"] is True


def test_nobody_in_charge_is_said():
    sheet = example_sheet(context=example_context(owner="", deputy=""))
    assert sheet["header"]["responsible"] == "Vastuu: ei nimetty (vara: ei nimetty)"


def test_a_correction_says_why():
    standing = Standing(state="draft", version=2, reason="Laskutus oikaistu")
    assert example_sheet(standing=standing)["footer"]["correction"] == "Korjaus: Laskutus oikaistu"


def test_units_are_printed_only_where_the_figure_does_not_say_them():
    rows = {row["id"]: row["unit"] for group in example_sheet()["metrics"]["groups"] for row in group["rows"]}
    assert (rows["F1"], rows["F3"], rows["G2"]) == ("t€", "", "")


@pytest.mark.parametrize("table", [WORDS, STAGES, SOURCES])
def test_the_languages_have_the_same_words(table):
    assert set(table["fi"]) == set(table["en"]) == set(table["sv"])
    assert all(text for texts in table.values() for text in texts.values())


def test_every_source_and_level_has_a_name():
    assert set(SOURCES["fi"]) == set(SourceLoad.Source.values)
    assert {row["level"] for row in example_content()["metrics"] if row["level"]} <= set(SHAPES)
    assert set(ARROWS) == {"better", "same", "worse", "new"}
