"""Care hours from the time system (`tunnit`): only care codes are loaded, other work is not (domain.md 7.3/9)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from accounts_app.models import CareHours
from config.common.folding import fold
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import Column, Setting, day, hours, person_number, text, tracked_customer
from teams.actions.deliveries import Changes, replace_by_key

CARE_CODES = frozenset({"asiakashoito"})
FULL_DAY = Decimal(24)

HOURS = SheetPlan(
    "hours",
    (
        Column("person_no", ("Hlönro", "Henkilönumero"), person_number, must="value"),
        Column("worked_on", ("Pvm", "Päivä", "Päivämäärä"), day, must="value", empty_code="date_missing"),
        Column(
            "customer_no", ("Seurantakohde", "Projekti"), tracked_customer, must="value", empty_code="customer_missing"
        ),
        Column("code", ("Laji", "Työlaji"), text(80), must="value"),
        Column("hours", ("Tunnit", "h"), hours, must="value"),
    ),
)


class HoursImporter(Importer):
    """Rows of one person, day and account are added up. As of: the newest day worked."""

    kind = "hours"
    order = 110
    source = "hours"
    plans = (HOURS,)
    drops_duplicates = False

    def skip(self, plan: SheetPlan, values: Values) -> str | None:
        """Other work than caring for an account."""
        return None if values["code"] is None or fold(values["code"]) in CARE_CODES else "not_care"

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """More than none and at most 24 hours, not ahead."""
        if values["hours"] is not None and not 0 < values["hours"] <= FULL_DAY:
            yield Problem("hours_range", "Tunnit", shown(values["hours"]))
        if values["worked_on"] and values["worked_on"] > setting.as_of:
            yield Problem("day_in_future", "Pvm", shown(values["worked_on"]))

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The newest day worked."""
        return max((record.values["worked_on"] for record in records), default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the delivered time span of the delivered people."""
        people, customers = keys.people(), keys.customers()
        rows: dict[Key, Values] = {}
        for record in records:
            values = record.values
            account = customers[values["customer_no"]].account_id
            row = rows.setdefault((account, people[values["person_no"]], values["worked_on"]), {"hours": Decimal(0)})
            row["hours"] += values["hours"]
        days = [key[2] for key in rows]
        scope = Q(person_id__in={key[1] for key in rows}, worked_on__range=(min(days), max(days)))
        return replace_by_key(
            model=CareHours,
            key=("account_id", "person_id", "worked_on"),
            records=rows,
            scope=scope,
            by=applying.by,
            delete=True,
        )
