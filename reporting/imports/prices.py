"""The price list (`hinnasto`): an hour of a staff group in a town, with its validity (domain.md 7.3/10)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Q

from accounts_app.models import HourlyPrice
from config.common.parsing import Parsed, parse_number
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import Column, Setting, day, text
from teams.actions.deliveries import Changes, ensure_named, replace_by_key
from teams.models import Town


def price(raw: Any, _: Setting) -> Parsed[Decimal]:
    """A number, also written `34,15 €/h`."""
    return parse_number(raw, suffixes=("€/h", "eur/h", "€ / h", "/h"))


PRICES = SheetPlan(
    "prices",
    (
        Column("town", ("Paikkakunta", "Kunta", "Yhtiö/Paikkakunta"), text(80), must="value"),
        Column("staff_group", ("Henkilöryhmä",), text(80), must="value"),
        Column("price", ("€/h", "Hinta €/h", "Tuntihinta"), price, must="value"),
        Column("starts_on", ("Voimassa alkaen", "Alkaen"), day, must="value", empty_code="date_missing"),
        Column("ends_on", ("Voimassa asti", "Asti"), day, must="column"),
    ),
)


class PricesImporter(Importer):
    """Validities of one town and group must not overlap."""

    kind = "prices"
    order = 120
    plans = (PRICES,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """Town, group and first day."""
        return (values["town"], values["staff_group"], values["starts_on"])

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """A price is above zero and does not end before it starts."""
        if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
            yield Problem("ends_before_start", "Voimassa asti", shown(values["ends_on"]))
        if values["price"] is not None and values["price"] <= 0:
            yield Problem("not_positive", "€/h", shown(values["price"]))

    def check_all(self, records: list[Record], setting: Setting) -> Iterator[tuple[Record, Problem]]:
        """Both rows of an overlap are rejected."""
        groups: dict[Key, list[Record]] = {}
        for record in records:
            groups.setdefault((record.values["town"], record.values["staff_group"]), []).append(record)
        for rows in groups.values():
            ordered = sorted(rows, key=lambda record: record.values["starts_on"])
            for earlier, later in pairwise(ordered):
                if (earlier.values["ends_on"] or datetime.date.max) >= later.values["starts_on"]:
                    yield earlier, Problem("price_overlap", "Voimassa asti", values={"other": later.row})
                    yield later, Problem("price_overlap", "Voimassa alkaen", values={"other": earlier.row})

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the prices of the delivered towns from the first delivered day on."""
        changes = ensure_named(model=Town, names=(r.values["town"] for r in records), by=applying.by)
        towns = keys.towns()
        rows: dict[Key, Values] = {
            (towns[r.values["town"]], r.values["staff_group"], r.values["starts_on"]): {
                "price_eur": r.values["price"],
                "ends_on": r.values["ends_on"],
            }
            for r in records
        }
        scope = Q(town_id__in={key[0] for key in rows}, starts_on__gte=min(key[2] for key in rows))
        return changes + replace_by_key(
            model=HourlyPrice,
            key=("town_id", "staff_group", "starts_on"),
            records=rows,
            scope=scope,
            by=applying.by,
            delete=True,
        )
