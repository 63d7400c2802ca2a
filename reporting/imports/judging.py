"""Judging one file: every row gets its verdict, the file's own totals are compared (domain.md 7.1, 7.4)."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from config.common.parsing import ParseError, parse_number
from reporting.imports.base import Importer, Judged, Key, Problem, Record, SheetPlan, Values, Verdict, read_cells
from reporting.imports.columns import Setting
from reporting.imports.detect import Match
from reporting.imports.table import Cells, data_rows, other_row, titles_above, year_of

ABSOLUTE = Decimal(1)
RELATIVE = Decimal("0.001")

Sums = dict[tuple[Any, str], Decimal]


@dataclass(frozen=True)
class Control:
    """A total of the file itself against the sum of its rows (EUR or the column's unit)."""

    sheet: str
    row: int
    column: str
    label: str
    expected: Decimal
    found: Decimal

    @property
    def difference(self) -> Decimal:
        """What the rows lack (or have too much when negative)."""
        return self.expected - self.found

    @property
    def holds(self) -> bool:
        """Within 1 € and 0,1 % (domain.md 7.4)."""
        gap = abs(self.difference)
        return (gap <= ABSOLUTE and gap <= abs(self.expected) * RELATIVE) or gap == 0


@dataclass
class Judgement:
    """The rows of a file with their verdicts and its controls."""

    rows: list[Judged] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)

    def records(self) -> list[Record]:
        """The rows that may be loaded."""
        return [row.record for row in self.rows if row.verdict in (Verdict.ACCEPTED, Verdict.WARNING)]

    def count(self, verdict: Verdict) -> int:
        """Data rows of a verdict."""
        return sum(1 for row in self.rows if row.data and row.verdict is verdict)


def judge(matches: list[Match], setting: Setting) -> Judgement:
    """Judge all recognised sheets of one file."""
    judgement = Judgement()
    for match in matches:
        titles = titles_above(match.sheet, match.heading)
        of_sheet = replace(setting, date1904=match.sheet.date1904, year=year_of(match.sheet.name, titles))
        _SheetJudge(match, of_sheet, judgement).run()
    _between_rows(matches[0].importer, judgement, setting)
    return judgement


class _SheetJudge:
    """Walks one sheet and remembers what earlier rows said."""

    def __init__(self, match: Match, setting: Setting, judgement: Judgement) -> None:
        self.importer: Importer = match.importer
        self.plan: SheetPlan = match.plan
        self.match, self.setting, self.judgement = match, setting, judgement
        self.sums: Sums = defaultdict(Decimal)
        self.cells_seen: set[Cells] = set()
        self.keys_seen: dict[Key, int] = {}

    def run(self) -> None:
        for number, cells in data_rows(self.match.sheet, self.match.heading):
            code = other_row(cells, self.match.heading)
            if code is None:
                self._data(number, cells)
                continue
            if code == "total_row":
                self._total(number, cells)
            if code != "blank_row":
                self._add(number, {}, Verdict.SKIPPED, [Problem(code, hard=False)], cells, data=False)

    def _data(self, number: int, cells: Cells) -> None:
        values, problems = read_cells(self.plan, self.match.heading, cells, self.setting)
        if self.importer.drops_duplicates and self._seen(cells):
            self._add(number, values, Verdict.SKIPPED, [Problem("duplicate_row", hard=False)], cells)
            return
        reason = self.importer.skip(self.plan, values)
        problems += [] if reason else list(self.importer.check(self.plan, values, self.setting))
        for column, amount in self.importer.control_sums(self.plan, values).items():
            self.sums[values.get(self.plan.control_by), column] += amount
        if reason:
            self._add(number, values, Verdict.SKIPPED, [Problem(reason, hard=False)], cells)
            return
        if not any(problem.hard for problem in problems):
            problems += self._same_key(number, values)
        verdict = verdict_of(problems)
        self._add(number, values, verdict, problems, cells)

    def _seen(self, cells: Cells) -> bool:
        fingerprint = tuple(cells)
        if fingerprint in self.cells_seen:
            return True
        self.cells_seen.add(fingerprint)
        return False

    def _same_key(self, number: int, values: Values) -> list[Problem]:
        key = self.importer.key(self.plan, values)
        if key is None:
            return []
        first = self.keys_seen.setdefault(key, number)
        return [Problem("duplicate_key", values={"other": first})] if first != number else []

    def _total(self, number: int, cells: Cells) -> None:
        """Compare what the total row says. Rows without a label of their own belong to the only total."""
        heading = self.match.heading
        of = self._label(cells)
        for name in self.plan.controls:
            place = heading.places.get(name)
            if place is None or place >= len(cells):
                continue
            try:
                expected = parse_number(cells[place]).value
            except ParseError:
                continue
            if expected is None:
                continue
            title = heading.titles[place]
            found = self.sums.get((of, name), Decimal(0))
            self.judgement.controls.append(
                Control(self.match.sheet.name, number, title, self._text(cells), expected, found)
            )

    def _label(self, cells: Cells) -> Any:
        """Which total the row is: the value of the column `control_by`, read as in a data row."""
        column = next((one for one in self.plan.columns if one.name == self.plan.control_by), None)
        place = self.match.heading.places.get(self.plan.control_by)
        if column is None or place is None or place >= len(cells):
            return None
        try:
            return column.read(cells[place], self.setting).value
        except ParseError:
            return None

    def _text(self, cells: Cells) -> str:
        place = self.match.heading.places.get(self.plan.control_by)
        return str(cells[place] or "") if place is not None and place < len(cells) else ""

    def _add(
        self,
        number: int,
        values: Values,
        verdict: Verdict,
        problems: list[Problem],
        cells: Cells,
        *,
        data: bool = True,
    ) -> None:
        record = Record(self.match.sheet.name, number, values)
        self.judgement.rows.append(Judged(record, verdict, tuple(problems), cells, data))


def verdict_of(problems: list[Problem]) -> Verdict:
    """Rejected for a hard problem, warning for any other, else accepted."""
    if any(problem.hard for problem in problems):
        return Verdict.REJECTED
    return Verdict.WARNING if problems else Verdict.ACCEPTED


def _between_rows(importer: Importer, judgement: Judgement, setting: Setting) -> None:
    """Add what only several rows together tell, and judge those rows again."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for record, problem in importer.check_all(judgement.records(), setting):
        found[id(record)].append(problem)
    if not found:
        return
    for place, row in enumerate(judgement.rows):
        if more := found.get(id(row.record)):
            problems = [*row.problems, *more]
            judgement.rows[place] = replace(row, verdict=verdict_of(problems), problems=tuple(problems))
