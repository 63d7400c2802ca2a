"""Every code has its sentence in three languages; the words of the report too."""

import re
from pathlib import Path

import pytest

from config.common.parsing import MESSAGES
from reporting.imports.registry import BY_KIND, IMPORTERS
from reporting.imports.report import WORDS
from reporting.imports.sentences import LANGUAGES, SENTENCES, sentence

FOLDER = Path(__file__).resolve().parents[4] / "reporting" / "imports"
CODE = re.compile(r'(?:Problem|DeliveryFault|ParseError|_Reasoned)\(\s*"(\w+)"|empty_code="(\w+)"|return "(\w+_row)"')


def test_every_code_used_has_a_sentence():
    source = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    codes = {next(filter(None, found)) for found in CODE.findall(source)}
    assert len(codes) > 40
    assert {code for code in codes if code not in SENTENCES and code not in MESSAGES} == set()


@pytest.mark.parametrize("table", [SENTENCES, WORDS])
def test_all_languages_are_there_and_name_the_same_values(table):
    for code, sentences in table.items():
        assert tuple(sentences) == LANGUAGES, code
        values = {lang: sorted(re.findall(r"\{(\w+)\}", text)) for lang, text in sentences.items()}
        assert values["fi"] == values["en"] == values["sv"], code


def test_unknown_languages_get_finnish_and_unknown_codes_stay():
    assert sentence("total_row", "de") == SENTENCES["total_row"]["fi"]
    assert sentence("no_such_code", "fi") == "no_such_code"
    assert "12" in sentence("not_a_number", "en", raw="12a")


def test_every_kind_has_a_name_and_its_own_place_in_the_order():
    assert len({importer.order for importer in IMPORTERS}) == len(IMPORTERS)
    assert all(f"kind.{kind}" in WORDS for kind in BY_KIND)
