"""The agenda as it is printed in one language: for the page of the meeting, the walk through the cards and the pack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts_app.clock import KINDS
from accounts_app.models import Account, BoardRequest, PathAction
from config.common.formats import day
from reporting.board.sections import NEW_RED, SECTIONS, Item
from reporting.board.words import GROUND_WORDS, INSTRUCTION_STATES, SECTION_TITLES, metric_name
from reporting.models import StatusOverride

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the account has its colour: rule and sentence."""

    rule: str
    level: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A numbered action of the path to green, and who decides it."""

    number: int
    what: str
    owner: str
    due: str
    decider: str
    moves: str  # which figure moves, and how much
    is_for_board: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An earlier instruction and how far it is."""

    text: str
    responsible: str
    given: str
    due: str
    state: str
    late_days: int
    moves: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request to the board."""

    pk: int
    kind: str
    text: str
    asked_by: str
    asked_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """An event of the annual clock that is late."""

    title: str
    latest: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One account of the agenda."""

    number: int
    account: int
    card: int | None
    version: int
    name: str
    owner: str
    colour: str
    computed: str  # the computed colour when another one is shown by hand, otherwise ""
    before: str
    movement: str
    months: int
    section: str
    grounds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    more_reasons: int
    notes: tuple[str, ...]
    path: tuple[Step, ...]
    decisions: tuple[str, ...]
    instructions: tuple[Told, ...]
    requests: tuple[Asked, ...]
    override: str
    misses: tuple[Missed, ...]
    has_comment: bool

    @property
    def is_red(self) -> bool:
        """The board must take a stand."""
        return self.colour == Account.Status.RED

    @property
    def has_moved(self) -> bool:
        """The colour is another one than on the card before."""
        return self.movement in ("better", "worse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The accounts of one place of the order."""

    code: str
    title: str
    lines: tuple[Line, ...]


def lines(items: Iterable[Item], lang: str) -> list[Line]:
    """Numbered from one in their order: only what the reader sees is counted."""
    return [_line(number, item, lang[:2]) for number, item in enumerate(items, start=1)]


def in_sections(agenda: Iterable[Line]) -> list[Section]:
    """The sections that hold something, in their order."""
    rows = list(agenda)
    found = [(code, tuple(line for line in rows if line.section == code)) for code in SECTIONS]
    return [Section(code=code, title=str(SECTION_TITLES[code]), lines=held) for code, held in found if held]


def _line(number: int, item: Item, lang: str) -> Line:
    path = tuple(_step(place, row, lang) for place, row in enumerate(item["path"], start=1))
    asked = tuple(_asked(row) for row in item["requests"])
    return Line(
        number=number,
        **{name: item[name] for name in ("account", "card", "version", "name", "owner", "colour", "before")},
        **{name: item[name] for name in ("movement", "months", "section", "more_reasons", "has_comment")},
        computed="" if item["computed"] == item["colour"] else item["computed"],
        grounds=tuple(str(GROUND_WORDS[code]) for code in item["grounds"]),
        reasons=tuple(Reason(rule=row["rule"], level=row["level"], text=row["text"][lang]) for row in item["reasons"]),
        notes=tuple(note[lang] for note in item["notes"]),
        path=path,
        decisions=tuple(_decisions(item, path, asked)),
        instructions=tuple(_told(row, lang) for row in item["instructions"]),
        requests=asked,
        override=_override(item["override"]),
        misses=tuple(_missed(row) for row in item["misses"]),
    )


def told(row: Row, lang: str) -> Told:
    """An instruction of a record as printed."""
    return _told(row, lang[:2])


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))


def _moves(row: Row, lang: str) -> str:
    parts = (metric_name(row["metric"], lang) if row["metric"] else "", row["effect"])
    return ": ".join(part for part in parts if part)


def _step(number: int, row: Row, lang: str) -> Step:
    return Step(
        number=number,
        what=row["what"],
        owner=row["owner"],
        due=_day(row["due_on"]),
        decider=str(PathAction.Decider(row["decider"]).label),
        moves=_moves(row, lang),
        is_for_board=row["decider"] == PathAction.Decider.BOARD,
    )


def _told(row: Row, lang: str) -> Told:
    return Told(
        text=row["text"],
        responsible=row["responsible"],
        given=_day(row["given_on"]),
        due=_day(row["due_on"]),
        state=str(INSTRUCTION_STATES[row["state"]]),
        late_days=row["late_days"],
        moves=_moves(row, lang),
    )


def _asked(row: Row) -> Asked:
    return Asked(
        pk=row["id"],
        kind=str(BoardRequest.Kind(row["kind"]).label),
        text=row["text"],
        asked_by=row["asked_by"],
        asked_on=_day(row["asked_on"]),
    )


def _missed(row: Row) -> Missed:
    kind = KINDS.get(row["kind"])
    return Missed(title=str(kind.title) if kind else row["kind"], latest=_day(row["latest_on"]), days=row["days"])


def _override(row: Row | None) -> str:
    if row is None:
        return ""
    return _("%(name)s asks for %(colour)s until %(day)s (%(category)s): %(reason)s") % {
        "name": row["asked_by"],
        "colour": str(Account.Status(row["colour"]).label).lower(),
        "day": _day(row["until"]),
        "category": StatusOverride.Category(row["category"]).label,
        "reason": row["reason"],
    }


def _decisions(item: Item, path: Iterable[Step], asked: Iterable[Asked]) -> Iterator[str]:
    """What the board is asked to decide, in the order it is asked."""
    steps = list(path)
    yield from (
        _("Decide action %(n)s of the path: %(what)s") % {"n": s.number, "what": s.what}
        for s in steps
        if s.is_for_board
    )
    yield from (_("Answer: %(text)s") % {"text": row.text} for row in asked)
    if item["override"] is not None:
        yield _("Approve or reject the colour by hand.")
    if item["colour"] == Account.Status.RED:
        if steps:
            yield _("Approve the path to green or give an instruction.")
        else:
            yield _("No path to green is written: give an instruction or require a plan.")
    elif item["section"] != NEW_RED and any(row["late_days"] for row in item["instructions"]):
        yield _("Say what follows from the overdue instruction.")
