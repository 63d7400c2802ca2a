"""Reading a delivery: files in the order they depend on each other, each row judged, nothing written."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reporting.imports.base import Applying, Freshness, Importer, Problem, Record, Verdict
from reporting.imports.columns import Setting
from reporting.imports.detect import Match, detect
from reporting.imports.fault import DeliveryFault
from reporting.imports.judging import Control, Judgement, judge
from reporting.imports.table import Sheet, printed_on, titles_above
from reporting.imports.workbook import Note, Workbook, read_workbook
from reporting.imports.world import World, known_world
from teams.models import User

# Beside a delivery lie its description and lists of totals; they are no data and are said to be left out.
IGNORED_SUFFIXES = frozenset({".md", ".json", ".txt", ".pdf", ".docx"})


@dataclass(frozen=True)
class DeliveredFile:
    """A file as it came."""

    name: str
    content: bytes


@dataclass
class ReadFile:
    """A file that was read and judged."""

    name: str
    content: bytes
    sha256: str
    importer: Importer
    judgement: Judgement
    notes: tuple[Note, ...]
    printed_on: datetime.date | None
    columns: frozenset[str]
    headings: dict[str, tuple[str, ...]]
    places: dict[str, list[int]]
    blockers: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Data rows read; totals, notes and blanks are not data."""
        return sum(1 for row in self.judgement.rows if row.data)

    def count(self, verdict: Verdict) -> int:
        """Data rows of a verdict."""
        return self.judgement.count(verdict)

    @property
    def broken(self) -> list[Control]:
        """Totals that do not hold."""
        return [control for control in self.judgement.controls if not control.holds]

    @property
    def blocked(self) -> bool:
        """Whether the file stops the whole delivery."""
        return bool(self.broken or self.blockers)

    def applying(self, as_of: datetime.date, by: User | None) -> Applying:
        """What applying this file needs to know."""
        return Applying(by, as_of, self.printed_on, self.columns)

    def records(self) -> list[Record]:
        """The rows that may be loaded."""
        return self.judgement.records()

    def freshness(self, as_of: datetime.date) -> Freshness | None:
        """How far the source of this file reaches."""
        return self.importer.freshness(self.records(), self.applying(as_of, None))


@dataclass
class Delivery:
    """The read files in loading order and the names of files that are no data."""

    as_of: datetime.date
    files: list[ReadFile]
    ignored: list[str]

    @property
    def blocked(self) -> bool:
        """Whether nothing of it may be loaded."""
        return any(file.blocked for file in self.files)

    @property
    def rejected(self) -> int:
        """Rejected rows of all files."""
        return sum(file.count(Verdict.REJECTED) for file in self.files)


def files_of(folder: Path) -> tuple[list[DeliveredFile], list[str]]:
    """The data files of a folder by name, and what is left out. Raises DeliveryFault: no_folder, empty_folder."""
    if not folder.is_dir():
        raise DeliveryFault("no_folder", folder=str(folder))
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    ignored = [path.name for path in paths if path.suffix.lower() in IGNORED_SUFFIXES]
    data = [path for path in paths if path.suffix.lower() not in IGNORED_SUFFIXES]
    if not data:
        raise DeliveryFault("empty_folder", folder=str(folder))
    return [DeliveredFile(path.name, path.read_bytes()) for path in data], ignored


def read_delivery(
    files: Iterable[DeliveredFile], *, as_of: datetime.date, ignored: Iterable[str] = (), world: World | None = None
) -> Delivery:
    """Read and judge all files. Raises DeliveryFault or WorkbookError for the first file that cannot be read."""
    opened = sorted((_open(file) for file in files), key=lambda one: (one[2][0].importer.order, one[0].name))
    known = world or known_world()
    read = [_judge(file, book, matches, Setting(known, as_of)) for file, book, matches in opened]
    return Delivery(as_of, read, list(ignored))


def _open(file: DeliveredFile) -> tuple[DeliveredFile, Workbook, list[Match]]:
    book = read_workbook(file.content, file.name)
    sheets = [
        Sheet(sheet.name, list(sheet.numbered_rows()), book.date1904) for sheet in book.visible_sheets if sheet.rows
    ]
    return file, book, detect(file.name, sheets)


def _judge(file: DeliveredFile, book: Workbook, matches: list[Match], setting: Setting) -> ReadFile:
    importer = matches[0].importer
    judgement = judge(matches, setting)
    read = ReadFile(
        name=file.name,
        content=file.content,
        sha256=book.sha256,
        importer=importer,
        judgement=judgement,
        notes=book.notes,
        printed_on=_printed_on(matches, setting.as_of),
        columns=frozenset(name for match in matches for name in match.heading.places),
        headings={match.sheet.name: match.heading.titles for match in matches},
        places={match.sheet.name: sorted(set(match.heading.places.values())) for match in matches},
    )
    if not read.rows:
        raise DeliveryFault("no_rows", file=file.name, sheet=matches[0].sheet.name, row=matches[0].heading.row)
    read.blockers = list(importer.blockers(read.records(), read.applying(setting.as_of, None)))
    importer.learn(read.records(), setting.world)
    return read


def _printed_on(matches: list[Match], as_of: datetime.date) -> datetime.date | None:
    days = [printed_on(titles_above(match.sheet, match.heading), as_of) for match in matches]
    return max((day for day in days if day is not None), default=None)
