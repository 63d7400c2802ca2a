"""Invoicing (`laskutus`, `LASKU_RAP`): net sales by customer number, site or town, service, month, kind and order."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db.models import Q

from accounts_app.models import RevenueRow, Service
from reporting.imports import keys
from reporting.imports.base import (
    Applying,
    Importer,
    Key,
    Problem,
    Record,
    SheetPlan,
    Values,
    closed_month,
    row_key,
    shown,
)
from reporting.imports.columns import (
    CUSTOMER_NO,
    Column,
    Setting,
    choice,
    customer,
    month,
    new_site_number,
    number,
    text,
)
from teams.actions.deliveries import Changes, ensure_named, replace_by_key
from teams.models import Town

KEY_LENGTH = 160
CREDIT = "H"

REVENUE = SheetPlan(
    "revenue",
    (
        Column(
            "customer_no",
            (*CUSTOMER_NO, "Asiakas ID"),
            customer,
            must="value",
            empty_code="customer_missing",
        ),
        Column("customer_name", ("Asiakas", "Asiakkaan nimi", "Maksaja"), text(160)),
        Column("site_no", ("Kohdenro", "Kohde nro", "Kustannuspaikka", "Kp"), new_site_number),
        Column("service", ("Palvelu", "Tuote", "Tuoteryhmä", "Myyntitili"), text(120), must="value"),
        Column("town", ("Paikkakunta", "Kunta", "Alue"), text(80), must="column"),
        Column(
            "month",
            ("Kausi", "Kuukausi", "Tilikausi", "Laskutuskk"),
            month,
            must="value",
            empty_code="date_missing",
        ),
        Column("kind", ("Laskulaji", "Hyvitys"), choice({"l": "L", "h": CREDIT}, "unknown_invoice_kind")),
        Column("internal", ("Sisäinen", "Kumppanikoodi", "Konsernitili"), text(20)),
        Column("order_no", ("Tilaus", "Projekti", "Sopimus"), text(40)),
        Column(
            "amount", ("Veroton €", "Veroton", "Netto", "Summa alv 0", "Myynti €", "Liikevaihto"), number, must="value"
        ),
    ),
    controls=("amount",),
)


class RevenueImporter(Importer):
    """Rows of one key are summed; intra-group rows are left out and counted, but belong to the file's own total."""

    kind = "revenue"
    order = 40
    source = "revenue"
    plans = (REVENUE,)

    def skip(self, plan: SheetPlan, values: Values) -> str | None:
        """Sales inside the own group."""
        return "internal" if values["internal"] else None

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """No month after the closed one; credit notes are negative; an unknown site is loaded on the account."""
        if values["month"] and values["month"] > closed_month(setting.as_of):
            yield Problem("period_future", "Kausi", f"{values['month'].month}/{values['month'].year}")
        if values["kind"] == CREDIT and values["amount"] is not None and values["amount"] > 0:
            yield Problem("credit_sign_flipped", "Veroton €", shown(values["amount"]), hard=False)
            values["amount"] = -values["amount"]
        if values["site_no"] and values["site_no"] not in setting.world.sites:
            yield Problem("unknown_site_kept", "Kohdenro", values["site_no"], hard=False)

    def control_sums(self, plan: SheetPlan, values: Values) -> Mapping[str, Decimal]:
        """Every readable amount, intra-group and rejected ones too: the file's own total holds them all."""
        return {"amount": values["amount"]} if values["amount"] is not None else {}

    def last_month(self, records: list[Record]) -> datetime.date | None:
        """The newest invoiced month."""
        return max((record.values["month"] for record in records), default=None)

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The end of the newest month is the safest guess when the report does not say when it was run."""
        newest = self.last_month(records)
        if newest is None:
            return None
        return (newest.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the delivered months of the delivered customer numbers."""
        changes = ensure_named(model=Service, names=(r.values["service"] for r in records), by=applying.by)
        changes += ensure_named(model=Town, names=(r.values["town"] for r in records), by=applying.by)
        rows = _rows(records)
        numbers = {fields["customer_number_id"] for fields in rows.values()}
        months = {fields["month"] for fields in rows.values()}
        scope = Q(customer_number_id__in=numbers, month__in=months)
        return changes + replace_by_key(
            model=RevenueRow, key=("row_key",), records=rows, scope=scope, by=applying.by, delete=True
        )


def _rows(records: list[Record]) -> dict[Key, Values]:
    customers, sites, towns, services = keys.customers(), keys.sites(), keys.towns(), keys.services()
    rows: dict[Key, Values] = {}
    for record in records:
        values = record.values
        credit = values["kind"] == CREDIT
        key = (_key(values, credit),)
        if key in rows:
            rows[key]["amount_eur"] += values["amount"]
            continue
        owned = customers[values["customer_no"]]
        site = sites.get(values["site_no"] or "")
        rows[key] = {
            "account_id": owned.account_id,
            "customer_number_id": owned.pk,
            "site_id": site.pk if site else None,
            "service_id": services[values["service"]],
            "town_id": towns.get(values["town"] or ""),
            "month": values["month"],
            "order_no": values["order_no"],
            "is_credit": credit,
            "amount_eur": values["amount"],
        }
    return rows


def _key(values: Values, credit: bool) -> str:
    return row_key(
        KEY_LENGTH,
        values["customer_no"],
        values["site_no"],
        values["service"],
        values["town"],
        f"{values['month']:%Y-%m}",
        CREDIT if credit else "L",
        values["order_no"],
    )
