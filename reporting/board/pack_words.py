"""Everything the pack prints, in one language: the same texts for the PDF and for the workbook."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.common.clock import HELSINKI
from config.common.formats import moment
from config.common.month import month_label, short_month
from reporting.board.records import Content, items_of, part_checksum
from reporting.board.shown import Line, in_sections, lines
from reporting.cards.canonical import SHORT
from reporting.cards.sheet import mark
from reporting.cards.wording import ARROWS, words

Row = dict[str, Any]
NOTHING = {"level": "", "word": "–"}


def pack_words(part: Content, lang: str) -> Row:
    """The pages before the cards. The language must be the active one: `translation.override(lang)`."""
    agenda = lines(items_of(part), lang)
    month = date.fromisoformat(part["meeting"]["month"])
    return {
        "lang": lang,
        "title": _("Meeting pack %(month)s") % {"month": short_month(month)},
        "heading": _("Meeting pack, %(month)s") % {"month": month_label(month, lang)},
        "lead": _lead(part),
        "foot": f"{_('Meeting pack %(month)s') % {'month': short_month(month)}} · {words(lang)['confidential']}",
        "heads": _heads(),
        "words": _titles(),
        "sections": [
            {"title": section.title, "lines": [_entry(line, lang) for line in section.lines]}
            for section in in_sections(agenda)
        ],
        "reds": [_red(line, lang) for line in agenda if line.is_red],
        "instructions": [row for line in agenda for row in _instructions(line)],
        "misses": [[line.name, miss.title, miss.latest, str(miss.days)] for line in agenda for miss in line.misses],
        "movers": [_entry(line, lang) for line in agenda if line.has_moved],
        "missing": [row["name"] for row in part["missing"]],
    }


def _lead(part: Content) -> str:
    meets_at = datetime.fromisoformat(part["meeting"]["meets_at"])
    frozen_at = datetime.fromisoformat(part["frozen_at"])
    told = [
        _("Meeting %(moment)s") % {"moment": moment(meets_at.astimezone(HELSINKI))},
        part["meeting"]["place"],
        _("version %(n)s, frozen %(moment)s") % {"n": part["version"], "moment": moment(frozen_at)},
        _("checksum of the visible part %(checksum)s") % {"checksum": part_checksum(part)[:SHORT]},
    ]
    return " · ".join(text for text in told if text)


def _heads() -> dict[str, list[str]]:
    """The headings of the tables."""
    account, before, now = _("Account"), _("Before"), pgettext("colour", "Now")
    movement, reason = _("Movement"), _("First reason")
    return {
        "contents": [_("No."), account, before, now, movement, reason, _("Page")],
        "path": [_("No."), _("Action"), _("Responsible"), _("Due"), _("Who decides"), _("Moves")],
        "instructions": [account, _("Instruction"), _("Responsible"), _("Due"), _("State")],
        "misses": [account, _("Event"), _("Latest day"), _("Days late")],
        "movers": [account, before, now, movement, reason],
    }


def _titles() -> dict[str, str]:
    return {
        "reds": _("Red accounts and the decision asked"),
        "no_reds": _("No account is red."),
        "decision": _("Decision asked:"),
        "instructions": _("Open instructions from earlier meetings"),
        "misses": _("Missed events of the annual clock"),
        "movers": _("Colours that moved"),
        "missing": _("Accounts without a published card"),
        "none": _("None."),
    }


def _entry(line: Line, lang: str) -> Row:
    return {
        "number": line.number,
        "name": line.name,
        "has_card": line.card is not None,
        "before": mark(line.before, lang) if line.before else NOTHING,
        "now": mark(line.colour, lang) if line.colour else NOTHING,
        "movement": movement_words(line, lang),
        "reason": first_reason(line),
    }


def movement_words(line: Line, lang: str) -> str:
    """The arrow and its word; empty without a card."""
    if not line.movement:
        return "–"
    return f"{ARROWS[line.movement]} {words(lang)[line.movement]}".strip()


def first_reason(line: Line) -> str:
    """Why the account has its colour, or why it is on the agenda."""
    first = [f"{reason.rule} {reason.text}" for reason in line.reasons[:1]] or list(line.notes[:1])
    return " ".join([*first, *(f"({ground})" for ground in line.grounds)])


def _red(line: Line, lang: str) -> Row:
    return _entry(line, lang) | {
        "duration": words(lang)["chip_months"].format(n=line.months),
        "reasons": [f"{reason.rule} {reason.text}" for reason in line.reasons],
        "path": [[str(step.number), step.what, step.owner, step.due, step.decider, step.moves] for step in line.path],
        "decisions": list(line.decisions),
    }


def _instructions(line: Line) -> Iterable[list[str]]:
    for row in line.instructions:
        late = _("%(n)s days late") % {"n": row.late_days} if row.late_days else ""
        yield [line.name, row.text, row.responsible, row.due, ", ".join(text for text in (row.state, late) if text)]
