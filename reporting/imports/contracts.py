"""The contract register (`sopimukset`); `toistaiseksi` means until further notice (domain.md 7.3/8)."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from accounts_app.models import Contract, Service
from config.common.folding import fold
from config.common.parsing import Parsed
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import CUSTOMER, Column, Setting, code, day, number, person_name, text, whole, yes_no
from teams.actions.deliveries import Changes, replace_by_key

OPEN_ENDED = frozenset({"toistaiseksi", "toistaiseksi voimassa", "until further notice", "tills vidare"})
SAFE_SCHEMES = ("https://", "http://")


def end_day(raw: Any, setting: Setting) -> Parsed[datetime.date]:
    """A day; `toistaiseksi` is the last day there is, until `check` makes it no end."""
    if isinstance(raw, str) and fold(raw) in OPEN_ENDED:
        return Parsed(datetime.date.max)
    return day(raw, setting)


CONTRACTS = SheetPlan(
    "contracts",
    (
        Column("contract_no", ("Sopimusnro", "Sopimusnumero"), code, must="value"),
        CUSTOMER,
        Column("services", ("Palvelut", "Palvelu"), text(300), must="column"),
        Column("starts_on", ("Alkaa", "Alkupvm"), day, must="value", empty_code="date_missing"),
        Column("ends_on", ("Päättyy", "Loppupvm"), end_day, must="column", warn_empty=True, empty_code="no_end_given"),
        Column("notice_months", ("Irtisanomisaika (kk)", "Irtisanomisaika"), whole, must="column", warn_empty=True),
        Column("options", ("Optiot",), text(80)),
        Column("monthly_price", ("Kuukausihinta €", "Kuukausihinta"), number, must="value"),
        Column("price_index", ("Indeksi",), text(120)),
        Column("review_month", ("Hinnantarkistuskk",), whole, soft=True),
        Column("complaint_days", ("Reklamaatioaika (pv)", "Reklamaatioaika"), whole, soft=True),
        Column("has_plan", ("Jatkosuunnitelma",), yes_no, soft=True),
        Column("responsible", ("Vastuuhenkilö",), person_name, soft=True),
        Column("document_url", ("Tiedosto", "Linkki"), text(400)),
        Column("note", ("Huomautus", "Huom"), text(400)),
    ),
    controls=("monthly_price",),
)


class ContractsImporter(Importer):
    """One row is one contract by its number. As of: the day the register was checked."""

    kind = "contracts"
    order = 100
    source = "contracts"
    plans = (CONTRACTS,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The contract number."""
        return (values["contract_no"],)

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Periods the right way round, review month 1–12, links of the web only."""
        if values["ends_on"] == datetime.date.max:
            values["ends_on"] = None
        if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
            yield Problem("ends_before_start", "Päättyy", shown(values["ends_on"]))
        if values["review_month"] is not None and not 1 <= values["review_month"] <= 12:
            yield Problem(
                "score_range", "Hinnantarkistuskk", shown(values["review_month"]), False, {"low": 1, "high": 12}
            )
            values["review_month"] = None
        url = values["document_url"]
        if url and not url.casefold().startswith(SAFE_SCHEMES):
            yield Problem("not_a_link", "Tiedosto", shown(url), hard=False)
            values["document_url"] = None

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Write by number. A contract that left the register stays, with its end as it was last told."""
        customers, people = keys.customers(), keys.people()
        rows: dict[Key, Values] = {}
        for record in records:
            values = record.values
            fields = {
                "account_id": customers[values["customer_no"]].account_id,
                "services_text": values["services"],
                **{name: values[name] for name in ("starts_on", "ends_on", "notice_months", "options", "price_index")},
                "monthly_price_eur": values["monthly_price"],
                "price_review_month": values["review_month"],
                "complaint_days": values["complaint_days"],
                "has_renewal_plan": bool(values["has_plan"]),
                "responsible_id": people.get(values["responsible"] or ""),
                "document_url": values["document_url"],
                "note": values["note"],
            }
            rows[(values["contract_no"],)] = applying.delivered(fields, _COLUMNS)
        scope = Q(contract_no__in=[key[0] for key in rows])
        changes = replace_by_key(model=Contract, key=("contract_no",), records=rows, scope=scope, by=applying.by)
        return changes + _services(records, applying)


_COLUMNS = {
    "account_id": "customer_no",
    "services_text": "services",
    "monthly_price_eur": "monthly_price",
    "price_review_month": "review_month",
    "has_renewal_plan": "has_plan",
    "responsible_id": "responsible",
}


def _services(records: list[Record], applying: Applying) -> Changes:
    """Ties contracts to the known services their text names; `Kaikki palvelut` names none."""
    services = {fold(name): pk for name, pk in Service.objects.values_list("name", "pk")}
    numbers = [record.values["contract_no"] for record in records]
    contracts = dict(Contract.objects.filter(contract_no__in=numbers).values_list("contract_no", "pk"))
    pairs: dict[Key, Values] = {}
    for record in records:
        for name in (record.values["services"] or "").split(","):
            service = services.get(fold(name))
            if service is not None:
                pairs[(contracts[record.values["contract_no"]], service)] = {}
    return replace_by_key(
        model=Contract.services.through,
        key=("contract_id", "service_id"),
        records=pairs,
        scope=Q(contract_id__in=contracts.values()),
        by=applying.by,
        delete=True,
    )
