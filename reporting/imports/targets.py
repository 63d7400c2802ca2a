"""Targets (`budjetti`): revenue and gross margin by month, one row per account and measure (domain.md 7.3/3)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from accounts_app.models import TargetRow
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import CUSTOMER_NO, Column, Setting, account_name, choice, customer, number
from reporting.imports.wide import FIELDS, month_columns, monthly, sum_of_months
from teams.actions.deliveries import Changes, replace_by_key

ROW_TOLERANCE = Decimal(1)
MEASURES = {
    "liikevaihto": TargetRow.Measure.REVENUE,
    "kate": TargetRow.Measure.MARGIN,
    "myyntikate": TargetRow.Measure.MARGIN,
}

TARGETS = SheetPlan(
    "targets",
    (
        Column("customer_no", CUSTOMER_NO, customer),
        Column("account", ("Asiakkuus", "Asiakas"), account_name, must="column", soft=True),
        Column("measure", ("Mittari",), choice(MEASURES, "unknown_measure"), must="value"),
        *month_columns(),
        Column("total", ("Yhteensä", "Yht."), number),
    ),
    controls=(*FIELDS, "total"),
    control_by="measure",
)


class TargetsImporter(Importer):
    """An account is named by its customer number or, where the sheet has none, by its name."""

    kind = "targets"
    order = 60
    source = "targets"
    plans = (TARGETS,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """Account, measure and year."""
        return (values["account"], values["measure"], values["year"])

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Who and which year must be known; the months add up to the row's own total within 1 €."""
        values["year"] = setting.year
        if setting.year is None:
            yield Problem("sheet_year_missing", "Tammi")
        if values["customer_no"]:
            values["account"] = setting.world.customers[values["customer_no"]]
        if not values["account"]:
            yield Problem("customer_missing", "Asiakkuus")
        total = sum_of_months(values)
        if total is not None and values["total"] is not None and abs(total - values["total"]) > ROW_TOLERANCE:
            yield Problem("row_sum", "Yhteensä", shown(values["total"]), hard=False, values={"found": str(total)})

    def last_month(self, records: list[Record]) -> datetime.date | None:
        """The newest month with a target."""
        return max((month for record in records for month, _ in monthly(record.values)), default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the delivered years of the delivered accounts."""
        accounts = keys.accounts()
        rows: dict[Key, Values] = {
            (accounts[record.values["account"]], month, record.values["measure"]): {"amount_eur": amount}
            for record in records
            for month, amount in monthly(record.values)
        }
        scope = Q(account_id__in={key[0] for key in rows}, month__in={key[1] for key in rows})
        return replace_by_key(
            model=TargetRow,
            key=("account_id", "month", "measure"),
            records=rows,
            scope=scope,
            by=applying.by,
            delete=True,
        )
