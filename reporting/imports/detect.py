"""Which kind a file is: told by the headings of its sheets, never by its name."""

from dataclasses import dataclass

from reporting.imports.base import Importer, SheetPlan
from reporting.imports.fault import DeliveryFault
from reporting.imports.registry import IMPORTERS
from reporting.imports.table import Heading, Sheet, find_heading

# A sheet with this share of a kind's necessary columns is of that kind, but lacks a column.
LIKELY = 0.6


@dataclass(frozen=True)
class Match:
    """A sheet recognised as a plan of a kind."""

    importer: Importer
    plan: SheetPlan
    sheet: Sheet
    heading: Heading

    @property
    def share(self) -> float:
        """The share of the necessary columns that were found."""
        needed = sum(1 for column in self.plan.columns if column.must)
        return 1 - len(self.heading.missing) / needed


def detect(file: str, sheets: list[Sheet]) -> list[Match]:
    """The recognised sheets of a file, all of one kind; sheets without a known heading are left out.

    Raises DeliveryFault: missing_column, unknown_kind, mixed_kinds.
    """
    matches = [found for sheet in sheets if (found := _best(sheet)) is not None]
    complete = [match for match in matches if not match.heading.missing]
    for match in matches:
        if match.heading.missing and (match.share >= LIKELY or not complete):
            raise DeliveryFault(
                "missing_column",
                file=file,
                sheet=match.sheet.name,
                row=match.heading.row,
                column=", ".join(match.heading.missing),
                kind=match.importer.kind,
            )
    if not complete:
        raise DeliveryFault("unknown_kind", file=file, sheets=", ".join(sheet.name for sheet in sheets))
    kinds = {match.importer.kind for match in complete}
    if len(kinds) > 1:
        raise DeliveryFault("mixed_kinds", file=file, kinds=", ".join(sorted(kinds)))
    return complete


def _best(sheet: Sheet) -> Match | None:
    """The plan whose necessary columns are all there and that explains most columns; else the likeliest one."""
    best: tuple[tuple[bool, int, float], Match] | None = None
    for importer in IMPORTERS:
        for plan in importer.plans:
            heading = find_heading(sheet, plan.columns)
            if heading is None:
                continue
            match = Match(importer, plan, sheet, heading)
            whole = not heading.missing
            rank = (whole, heading.found if whole else 0, match.share)
            if best is None or rank > best[0]:
                best = (rank, match)
    if best is None or best[1].share < LIKELY:
        return None
    return best[1]
