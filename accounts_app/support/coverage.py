"""The support organisation of an account as a matrix town × business area: covered, remote, gap (domain.md 4.4)."""

import datetime
import enum
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accounts_app.models import Account, Assignment, Site
from accounts_app.permissions import AccountRights
from accounts_app.support.required_cells import Cell, all_names, asked_by_the_rule, required
from config.common.collation import finnish_key
from teams.availability import absences_on
from teams.models import Absence, BusinessArea, Person, Town

Role = Assignment.Role


class Cover(enum.StrEnum):
    """How a cell is covered on the day."""

    LOCAL = "local"
    REMOTE = "remote"  # from another town, which the business area allows
    FAR = "far"  # from another town, which it does not
    AWAY = "away"  # everybody named is away today
    GAP = "gap"
    FREE = "free"  # nobody is named and nobody asks for it


class Demand(enum.StrEnum):
    """Who asks for somebody in the cell."""

    REQUIRED = "required"
    RULE = "rule"
    NONE = "none"


COVERED = (Cover.LOCAL, Cover.REMOTE)


@dataclass(frozen=True)
class Holder:
    """Somebody named for a cell; `assignment` is the row that is ended."""

    assignment: int
    person: Person
    absence: Absence | None
    is_remote: bool


@dataclass(frozen=True)
class MatrixCell:
    """One town and business area."""

    town: Town
    area: BusinessArea
    cover: Cover
    demand: Demand
    holders: Sequence[Holder] = ()


@dataclass(frozen=True)
class MatrixRow:
    """A town with its local owner and its cells in the order of the business areas."""

    town: Town
    sites: int
    local_owners: Sequence[Holder]
    cells: Sequence[MatrixCell]


@dataclass(frozen=True)
class AcrossTowns:
    """Somebody who helps in one matter wherever the customer is."""

    task: str
    holder: Holder


@dataclass(frozen=True)
class SupportMatrix:
    """The support organisation of an account on a day."""

    areas: Sequence[BusinessArea]
    rows: Sequence[MatrixRow]
    across: Sequence[AcrossTowns]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def gaps(self) -> list[MatrixCell]:
        """Cells that are asked for and held by nobody."""
        return [cell for row in self.rows for cell in row.cells if cell.cover is Cover.GAP]


@dataclass(frozen=True)
class _Found:
    """What the matrix is put together from."""

    held: Mapping[Cell, Sequence[Holder]]
    local: Mapping[int, Sequence[Holder]]
    demand: Mapping[Cell, Demand]
    areas: Mapping[int, BusinessArea]
    on: datetime.date


def support_matrix(account: Account, rights: AccountRights, on: datetime.date) -> SupportMatrix:
    """The matrix of a visible account. At most ten queries."""
    people = _assigned(account, on)
    away = absences_on({row.person_id for row in people}, on)
    cells: dict[Cell, list[Holder]] = defaultdict(list)
    local: dict[int, list[Holder]] = defaultdict(list)
    for row in people:
        if row.role == Role.LOCAL_OWNER and row.town_id:
            local[row.town_id].append(_holder(row, away))
        elif row.role == Role.SUPPORT and row.town_id and row.business_area_id:
            cells[row.town_id, row.business_area_id].append(_holder(row, away))
    names = all_names(account)
    sites = Counter(Site.objects.current(on).filter(account=account).values_list("town_id", flat=True))
    demand: dict[Cell, Demand] = dict.fromkeys(asked_by_the_rule(account, rights, on, sites, names), Demand.RULE)
    demand |= dict.fromkeys(required(account), Demand.REQUIRED)
    asked = {*demand, *cells}
    areas = {pk: names.areas[pk] for pk in {area for _town, area in asked}}
    towns = {pk: names.towns[pk] for pk in {*sites, *local, *(town for town, _area in asked)}}
    found = _Found(held=cells, local=local, demand=demand, areas=areas, on=on)
    rows = [_row(towns[pk], sites[pk], found) for pk in sorted(towns, key=lambda pk: finnish_key(towns[pk].name))]
    tasks = [AcrossTowns(row.get_task_display(), _holder(row, away)) for row in people if row.task]
    counts = Counter(cell.cover.value for row in rows for cell in row.cells)
    return SupportMatrix(areas=_by_name(areas.values()), rows=rows, across=tasks, counts=counts)


def _assigned(account: Account, on: datetime.date) -> list[Assignment]:
    rows = Assignment.objects.current(on).filter(account=account, role__in=(Role.SUPPORT, Role.LOCAL_OWNER))
    return [
        row
        for row in rows.select_related("person__town").order_by("starts_on", "pk")
        if row.person.left_on is None or row.person.left_on >= on
    ]


def _holder(row: Assignment, away: Mapping[int, Absence]) -> Holder:
    is_remote = row.town_id is not None and row.person.town_id not in (None, row.town_id)
    return Holder(row.pk, row.person, away.get(row.person_id), is_remote)


def _by_name(areas: Iterable[BusinessArea]) -> list[BusinessArea]:
    return sorted(areas, key=lambda area: finnish_key(area.name))


def _row(town: Town, sites: int, found: _Found) -> MatrixRow:
    cells = []
    for area in _by_name(found.areas.values()):
        holders = found.held.get((town.pk, area.pk), ())
        demand = found.demand.get((town.pk, area.pk), Demand.NONE)
        cells.append(MatrixCell(town, area, cover_of(holders, area, demand), demand, holders))
    return MatrixRow(town, sites, found.local.get(town.pk, ()), cells)


def cover_of(holders: Sequence[Holder], area: BusinessArea, demand: Demand) -> Cover:
    """How the people named for a cell cover it: the nearest one who is here counts."""
    if not holders:
        return Cover.FREE if demand is Demand.NONE else Cover.GAP
    here = [holder for holder in holders if holder.absence is None]
    if not here:
        return Cover.AWAY
    if any(not holder.is_remote for holder in here):
        return Cover.LOCAL
    return Cover.REMOTE if area.is_remote_capable else Cover.FAR
