"""The card as one A4 page: tagged PDF by typst, from the same printed texts as the page (domain.md 1.2, stack.md 18).

The texts travel as JSON beside the template, never as markup, so nothing typed by a person can become code.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
TEMPLATES = {1: HERE / "card_form_1.typ", 2: HERE / "card_form_2.typ", 3: HERE / "card.typ"}  # by the snapshot's form
FONTS = HERE / "fonts"
COVERAGE = FONTS / "coverage.txt"  # the characters all four fonts have, as hexadecimal ranges
INSTEAD = {"⏸": "‖", "✎": "†"}  # signs of the page that the font lacks
UNKNOWN = "□"  # any other character the font lacks: PDF/UA-1 refuses a page with a sign nobody can see
STANDARD: Literal["ua-1"] = "ua-1"  # PDF/UA-1: readable with a screen reader
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # written into drafts, so that the same draft is the same bytes


def card_pdf(sheet: Mapping[str, Any], *, made_at: datetime | None = None) -> bytes:
    """The PDF of a sheet. `made_at` is written into the file, so the same card is the same bytes."""
    import typst  # costly, and needed by few requests

    moment, template = stamp(made_at or EPOCH), _template(sheet["form"])
    made: bytes = typst.compile(template, format="pdf", pdf_standards=STANDARD, timestamp=moment, **_options(sheet))
    return made


def stamp(made_at: datetime) -> datetime:
    """The moment as it is written into a file: typst takes UTC and whole seconds, and refuses anything finer."""
    return made_at.astimezone(UTC).replace(microsecond=0)


def card_png(sheet: Mapping[str, Any], *, ppi: float = 110) -> bytes:
    """The same page as a picture, for looking at it in tests and documents."""
    import typst

    made: bytes = typst.compile(_template(sheet["form"]), format="png", ppi=ppi, **_options(sheet))
    return made


def printable(value: Any) -> Any:
    """The same texts with nothing but characters the font can show."""
    if isinstance(value, str):
        return "".join(_shown(sign) for sign in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    return [printable(part) for part in value] if isinstance(value, list) else value


def _shown(sign: str) -> str:
    if sign.isspace() and sign not in "\u00a0\u202f":
        return " "
    return INSTEAD.get(sign) or (sign if sign in _covered() else UNKNOWN)


@cache
def _covered() -> frozenset[str]:
    ranges = (line.split("-") for line in COVERAGE.read_text().split())
    return frozenset(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))


def _options(sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "root": str(HERE),
        "font_paths": [str(FONTS)],
        "ignore_system_fonts": True,
        "sys_inputs": {"card": json.dumps(printable(sheet), ensure_ascii=False)},
    }


@cache
def _template(form: int) -> bytes:
    """A frozen card is set for ever as it was first."""
    return TEMPLATES[form].read_bytes()
