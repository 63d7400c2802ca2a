"""Gross margin (`katelaskelma`): ledger revenue, direct costs and margin by month, one row per account line."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q

from accounts_app.models import CostRow
from config.common.parsing import Parsed, PercentNumber, parse_number, parse_percent
from config.common.rounding import ratio_pct
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, closed_month
from reporting.imports.columns import CUSTOMER, Column, Setting, choice
from reporting.imports.wide import FIELDS, NAMES, month_columns, monthly
from teams.actions.deliveries import Changes, replace_by_key

PERCENT = "margin_pct"
PERCENT_TOLERANCE = Decimal("0.2")
LINES = {
    "liikevaihto": CostRow.Line.REVENUE,
    "palkat": CostRow.Line.WAGES,
    "henkilosivukulut": CostRow.Line.SIDE_COSTS,
    "alihankinta": CostRow.Line.SUBCONTRACTING,
    "aineet ja tarvikkeet": CostRow.Line.MATERIALS,
    "koneet": CostRow.Line.MACHINES,
    "muut suorat": CostRow.Line.OTHER,
    "myyntikate": CostRow.Line.MARGIN,
    "kate": PERCENT,
}


def amount_or_percent(raw: Any, _: Setting) -> Parsed[Decimal]:
    """Money, or in the line `Kate-%` per cent (0.162 of a percent-formatted cell is 16.2)."""
    if isinstance(raw, PercentNumber):
        return parse_percent(float(raw), percent_format=True)
    if isinstance(raw, str) and "%" in raw:
        return parse_percent(raw)
    return parse_number(raw)


COSTS = SheetPlan(
    "costs",
    (
        CUSTOMER,
        Column("line", ("Tili", "Tilirivi", "Rivi"), choice(LINES, "unknown_line"), must="value"),
        *month_columns(amount_or_percent),
        Column("total", ("Yht.", "Yhteensä"), amount_or_percent),
    ),
    controls=(*FIELDS, "total"),
    control_by="line",
)


class CostsImporter(Importer):
    """Costs are positive. `Kate-%` is not stored: it is recomputed and compared."""

    kind = "costs"
    order = 50
    source = "margin"
    plans = (COSTS,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """Customer number, line and year."""
        return (values["customer_no"], values["line"], values["year"])

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """The sheet has a year, and no month after the closed one holds a value."""
        values["year"] = setting.year
        if setting.year is None:
            yield Problem("sheet_year_missing", "Tammi")
            return
        late = [month for month, _ in monthly(values) if month > closed_month(setting.as_of)]
        if late:
            yield Problem("period_future", NAMES[late[0].month - 1], f"{late[0].month}/{late[0].year}")

    def check_all(self, records: list[Record], setting: Setting) -> Iterator[tuple[Record, Problem]]:
        """`Kate-%` against margin / revenue of the same account and month; over 0,2 percentage points is a warning."""
        lines = {(r.values["customer_no"], r.values["year"], r.values["line"]): r.values for r in records}
        for record in records:
            if record.values["line"] == PERCENT:
                found = (record.values["customer_no"], record.values["year"])
                revenue, margin = lines.get((*found, CostRow.Line.REVENUE)), lines.get((*found, CostRow.Line.MARGIN))
                if revenue and margin:
                    yield from ((record, problem) for problem in _percent_gaps(record.values, revenue, margin))

    def control_sums(self, plan: SheetPlan, values: Values) -> Mapping[str, Decimal]:
        """Money only: percentages do not add up."""
        return {} if values["line"] == PERCENT else super().control_sums(plan, values)

    def last_month(self, records: list[Record]) -> datetime.date | None:
        """The newest month with a value."""
        return max((month for record in records for month, _ in monthly(record.values)), default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the delivered months of the delivered accounts; customer numbers of one account are added up."""
        customers = keys.customers()
        rows: dict[Key, Values] = {}
        for record in records:
            if record.values["line"] == PERCENT:
                continue
            account = customers[record.values["customer_no"]].account_id
            for month, amount in monthly(record.values):
                row = rows.setdefault((account, month, record.values["line"]), {"amount_eur": Decimal(0)})
                row["amount_eur"] += amount
        scope = Q(account_id__in={key[0] for key in rows}, month__in={key[1] for key in rows})
        return replace_by_key(
            model=CostRow, key=("account_id", "month", "line"), records=rows, scope=scope, by=applying.by, delete=True
        )


def _percent_gaps(percent: Values, revenue: Values, margin: Values) -> Iterator[Problem]:
    """One problem per month whose printed percentage is off."""
    for field, name in zip((*FIELDS, "total"), (*NAMES, "Yht."), strict=True):
        printed, computed = percent[field], ratio_pct(margin[field], revenue[field], 3)
        if printed is None or computed is None or abs(printed - computed) <= PERCENT_TOLERANCE:
            continue
        yield Problem("margin_pct_diff", name, f"{printed:.1f}", hard=False, values={"computed": f"{computed:.1f}"})
