"""A card of a pack looks as it does alone, whatever its form: it is set by the very same file (domain.md 1.9)."""

import json

import pytest
import typst

from reporting.cards import version
from reporting.cards.layouts import DOOR, layouts
from reporting.cards.pdf import FONTS, HERE, TEMPLATES, card_png, printable
from reporting.cards.sheet import sheet
from tests.unit.reporting.cards.example import PUBLISHED, example_sheet
from tests.unit.reporting.cards.test_form_1 import FROZEN

SHEETS = {1: sheet(FROZEN["content"], "fi", PUBLISHED), version.FORM: example_sheet("fi")}
ONE = "#let one = json(bytes(sys.inputs.one))\n#layout-of(one)\n"


@pytest.mark.parametrize("form", TEMPLATES)
def test_every_template_takes_its_card_in_by_the_same_door(form):
    assert TEMPLATES[form].read_text().count(DOOR) == 1
    assert f"#let card-form-{form}(card)" in layouts([form, form])


@pytest.mark.parametrize("form", SHEETS)
def test_the_picture_is_the_same_as_of_the_card_alone(form):
    made = typst.compile(
        (layouts([form]) + ONE).encode(),
        format="png",
        ppi=60,
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"one": json.dumps(printable(SHEETS[form]), ensure_ascii=False)},
    )
    assert made == card_png(SHEETS[form], ppi=60)


def test_without_cards_there_is_still_a_function():
    assert typst.compile((layouts([]) + "text").encode(), format="png", ppi=20)
