"""The pack as a workbook: the tables of its pages, and every figure of every visible card (formula-safe)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from config.common.exports import Column, Row, Table, write_book
from reporting.board.pack_words import first_reason, movement_words
from reporting.board.records import Content, items_of, newest, visible_part
from reporting.board.shown import Line, in_sections, lines
from reporting.cards.sheet import mark
from reporting.models import BoardMeeting, MeetingRecord, QualityCard
from reporting.rules.finding import unpack

FIGURES = ("month", "period", "previous")
PRINTED = (*FIGURES, "change", "target")


def pack_book(meeting: BoardMeeting, seen: set[int], lang: str) -> tuple[bytes, int] | None:
    """The newest pack cut to the accounts that are seen, and its version; None before it is frozen. Two queries."""
    record = newest(meeting, MeetingRecord.Kind.PACK)
    if record is None:
        return None
    part = visible_part(record.content, seen)
    with translation.override(lang):
        return write_book(_tables(part, lang)), record.version


def _tables(part: Content, lang: str) -> list[Table]:
    agenda = lines(items_of(part), lang)
    account = Column(_("Account"))
    text = Column
    return [
        Table(
            _("Agenda"), [Column(_("No."), "number", 0), account, *map(text, _agenda_heads())], _agenda(agenda, lang)
        ),
        Table(
            _("Path to green"),
            [account, *map(text, (_("Action"), _("Responsible"), _("Due"), _("Who decides"), _("Moves")))],
            ([line.name, s.what, s.owner, s.due, s.decider, s.moves] for line in agenda for s in line.path),
        ),
        Table(
            _("Instructions"),
            [account, *map(text, (_("Instruction"), _("Responsible"), _("Due"), _("State"))), _late_column()],
            (
                [line.name, row.text, row.responsible, row.due, row.state, row.late_days]
                for line in agenda
                for row in line.instructions
            ),
        ),
        Table(
            _("Annual clock"),
            [account, *map(text, (_("Event"), _("Latest day"))), _late_column()],
            ([line.name, row.title, row.latest, row.days] for line in agenda for row in line.misses),
        ),
        Table(_("Figures"), _figure_columns(), _figures(part, agenda, lang)),
    ]


def _late_column() -> Column:
    return Column(_("Days late"), "number", 0)


def _agenda_heads() -> tuple[str, ...]:
    return (
        _("Place in the order"), _("Before"), _("Status"), _("Movement"), _("Reasons"), _("Decision asked"),
        _("Account director"),
    )  # fmt: skip


def _agenda(agenda: list[Line], lang: str) -> Iterator[Row]:
    titles = {section.code: section.title for section in in_sections(agenda)}
    for line in agenda:
        before, now = (mark(colour, lang)["word"] if colour else "" for colour in (line.before, line.colour))
        reasons = "; ".join(f"{reason.rule} {reason.text}" for reason in line.reasons) or first_reason(line)
        asked = " ".join(line.decisions)
        moved = movement_words(line, lang)
        yield [line.number, line.name, titles[line.section], before, now, moved, reasons, asked, line.owner]


def _figure_columns() -> list[Column]:
    exact = [_("Month"), _("Period"), _("Previous period")]
    printed = [*exact, _("Change"), _("Target")]
    return [
        Column(_("Account")),
        Column(_("Metric")),
        Column(_("Unit")),
        *(Column(head, "number") for head in exact),
        *(Column(_("%(column)s, as printed") % {"column": head}) for head in printed),
        Column(_("Status")),
    ]


def _figures(part: Content, agenda: Iterable[Line], lang: str) -> Iterator[Row]:
    """A row for each metric of each card, in the order of the agenda; one query."""
    cards = QualityCard.objects.in_bulk([row["card"] for row in part["cards"]])
    for line in agenda:
        if line.card is not None:
            content = cards[line.card].snapshot
            for row in (*content["metrics"], *_grown(content)):
                yield [line.name, *_figure(row, lang)]


def _grown(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Growth was no list of metrics on the first cards."""
    return content["growth"] if isinstance(content["growth"], list) else []


def _figure(row: dict[str, Any], lang: str) -> list[Any]:
    texts = row["texts"][lang]
    exact = [unpack(row[name]["exact"]) for name in FIGURES]
    level = mark(row["level"], lang)["word"] if row["level"] else ""
    numbers = [value if isinstance(value, Decimal | int) else None for value in exact]
    return [texts["label"], texts["unit"], *numbers, *(texts[name] for name in PRINTED), level]
