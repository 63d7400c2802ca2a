"""The columns of the account list: head, sort order and the cell of an export, written once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account
from config.common.exports import Kind
from reporting.dashboards.portfolio import AccountRow, ColourCounts

TRENDS = {
    "better": _("improved"),
    "same": _("unchanged"),
    "worse": _("worsened"),
    "new": pgettext_lazy("trend", "new"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `code` is also its sort order where `sorts`."""

    code: str
    label: Any
    value: Callable[[AccountRow], Any]
    needs: str = ""  # "care" or "money": left out when no row opens it
    sorts: bool = True
    kind: Kind = "text"

    @property
    def is_number(self) -> bool:
        """Whether the column is set flush right."""
        return self.kind != "text"


@dataclass(frozen=True, slots=True)
class Head:
    """A column head as printed: where a click leads and how the rows are sorted now."""

    code: str
    label: str
    next_sort: str  # "" when the column does not sort
    aria_sort: str  # "ascending", "descending" or ""
    is_number: bool


def _status(row: AccountRow) -> str:
    if not row.status:
        return ""
    shown = str(Account.Status(row.status).label)
    if not row.computed:
        return shown
    computed = str(Account.Status(row.computed).label).lower()
    return _("%(colour)s (computed: %(computed)s)") % {"colour": shown, "computed": computed}


def _owner(row: AccountRow) -> str:
    return row.owner.name if row.owner else ""


def _trend(row: AccountRow) -> str:
    return str(TRENDS.get(row.trend, ""))


COLUMNS: tuple[Column, ...] = (
    Column("status", _("Status"), _status, needs="care"),
    Column("name", _("Account"), lambda row: row.name),
    Column("reason", _("Main reason"), lambda row: row.reason, needs="care", sorts=False),
    Column("owner", _("Account director"), _owner),
    Column("town", _("Town"), lambda row: row.town),
    Column("care_model", _("Care model"), lambda row: row.care_model),
    Column("revenue", _("Revenue 12 months, €"), lambda row: row.revenue_r12, "money", kind="money"),
    Column("trend", pgettext_lazy("trend", "Change"), _trend, "care", sorts=False),
    Column("months", _("Months in colour"), lambda row: row.months, "care", kind="number"),
)


def columns_for(counts: ColourCounts) -> tuple[Column, ...]:
    """The columns the reader may see for at least one account."""
    open_to_reader = {"": True, "care": counts.with_care > 0, "money": counts.with_money > 0}
    return tuple(column for column in COLUMNS if open_to_reader[column.needs])


def heads(columns: tuple[Column, ...], sort: str) -> tuple[Head, ...]:
    """The heads of the columns under the present sort order."""
    return tuple(_head(column, sort) for column in columns)


def _head(column: Column, sort: str) -> Head:
    asked, turned = sort.removeprefix("-"), sort.startswith("-")
    here = column.sorts and asked == column.code
    following = f"-{column.code}" if here and not turned else column.code
    aria = ("descending" if turned else "ascending") if here else ""
    return Head(column.code, str(column.label), following if column.sorts else "", aria, column.is_number)


def cells(columns: tuple[Column, ...], rows: tuple[AccountRow, ...]) -> list[list[Any]]:
    """The cells of an export: the same columns and rows as on the page."""
    return [[column.value(row) for column in columns] for row in rows]
