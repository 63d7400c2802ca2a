"""The minutes as a tagged PDF, from the same texts as their page."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from config.common.formats import moment
from config.common.month import month_label, short_month
from reporting.board.may import Reader
from reporting.board.minutes_page import Decision, MinutesPage, minutes_page
from reporting.board.pack_pdf import typeset
from reporting.cards.pdf import printable
from reporting.cards.sheet import mark
from reporting.cards.wording import words
from reporting.models import BoardMeeting

TEMPLATE = Path(__file__).parent / "minutes.typ"


def minutes_pdf(meeting: BoardMeeting, user: Reader, *, at: datetime, lang: str) -> bytes | None:
    """The frozen minutes cut to the reader; None while they are open."""
    with translation.override(lang):
        page = minutes_page(meeting, user, on=at.date(), at=at, lang=lang)
        if page.frozen_at is None:
            return None
        inputs = {"minutes": json.dumps(printable(_words(meeting, page, lang)), ensure_ascii=False)}
    return typeset(TEMPLATE.read_text(encoding="utf-8"), inputs, made_at=page.frozen_at)


def _words(meeting: BoardMeeting, page: MinutesPage, lang: str) -> dict[str, Any]:
    title = _("Minutes %(month)s") % {"month": short_month(meeting.month)}
    return {
        "lang": lang,
        "title": title,
        "heading": _("Minutes of the customer management board, %(month)s")
        % {"month": month_label(meeting.month, lang)},
        "lead": _lead(meeting, page),
        "foot": f"{title} · {words(lang)['confidential']}",
        "words": {
            "present": _("Present"),
            "nobody": _("Nobody is named."),
            "decisions": _("Stances and instructions"),
            "none": _("No stance was taken on a single card."),
            "noted": _("Noted as a list"),
            "unhandled": _("Not handled in this meeting"),
            "answers": _("Answered requests"),
            "notes": _("Notes"),
        },
        "attendees": list(page.attendees),
        "decisions": [_decision(row, lang) for row in page.decisions],
        "noted": [row.name for row in page.noted],
        "unhandled": list(page.unhandled),
        "answers": [{"name": row.name, "asked": row.text, "answer": row.answer} for row in page.answers],
        "notes": [line for line in page.notes.split("\n") if line.strip()],
    }


def _lead(meeting: BoardMeeting, page: MinutesPage) -> str:
    told = [
        _("Meeting %(moment)s") % {"moment": moment(meeting.meets_at)},
        meeting.place,
        _("frozen %(moment)s") % {"moment": moment(page.frozen_at)},
        _("checksum of the visible part %(checksum)s") % {"checksum": page.checksum},
    ]
    return " · ".join(text for text in told if text)


def _decision(row: Decision, lang: str) -> dict[str, Any]:
    until = _("Accepted until %(day)s.") % {"day": row.until} if row.until else ""
    return {
        "number": row.number,
        "name": row.name,
        "now": mark(row.colour, lang),
        "stance": row.stance,
        "by": row.by,
        "text": " ".join(part for part in (row.text, until) if part),
        "orders": [
            _("%(text)s Responsible %(name)s, due %(day)s.")
            % {"text": f"{order.text.rstrip('.')}.", "name": order.responsible, "day": order.due}
            + (f" {order.moves}." if order.moves else "")
            for order in row.orders
        ],
    }
