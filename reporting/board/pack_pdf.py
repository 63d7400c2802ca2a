"""The pack as one tagged PDF: its own pages and every visible card, set by typst in one run (stack.md 18)."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import translation

from reporting.board.pack_words import pack_words
from reporting.board.records import Content, items_of, newest, visible_part
from reporting.cards.layouts import layouts
from reporting.cards.pdf import FONTS, STANDARD, printable, stamp
from reporting.cards.shelf import sheet_of
from reporting.models import BoardMeeting, MeetingRecord, QualityCard

HERE = Path(__file__).parent
TEMPLATE = HERE / "pack.typ"


def pack_pdf(meeting: BoardMeeting, seen: set[int], lang: str) -> tuple[bytes, int] | None:
    """The newest pack cut to the accounts that are seen, and its version; None before it is frozen. Two queries."""
    record = newest(meeting, MeetingRecord.Kind.PACK)
    if record is None:
        return None
    part = visible_part(record.content, seen)
    source, inputs = pack_source(part, lang)
    return typeset(source, inputs, made_at=record.frozen_at), record.version


def pack_source(part: Content, lang: str) -> tuple[str, dict[str, str]]:
    """What typst is given: one template with the layouts of the cards, and all texts as JSON."""
    with translation.override(lang):
        pack = pack_words(part, lang)
        pack["cards"] = list(_sheets(part, lang))
    forms = {entry["sheet"]["form"] for entry in pack["cards"]}
    source = layouts(forms) + TEMPLATE.read_text(encoding="utf-8")
    return source, {"pack": json.dumps(printable(pack), ensure_ascii=False)}


def _sheets(part: Content, lang: str) -> Iterator[dict[str, Any]]:
    """The cards in the order of the agenda; one query."""
    cards = QualityCard.objects.in_bulk([row["card"] for row in part["cards"]])
    for number, item in enumerate(items_of(part), start=1):
        if item["card"] is not None:
            yield {"number": number, "sheet": sheet_of(cards[item["card"]], lang)}


def typeset(source: str, inputs: dict[str, str], *, made_at: datetime) -> bytes:
    """The PDF of a template with the fonts of the card. `made_at` is written into the file."""
    import typst  # costly, and needed by few requests

    made: bytes = typst.compile(
        source.encode(),
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=stamp(made_at),
        root=str(HERE),
        **_options(inputs),
    )
    return made


def _options(inputs: dict[str, str]) -> dict[str, Any]:
    return {"font_paths": [str(FONTS)], "ignore_system_fonts": True, "sys_inputs": inputs}
