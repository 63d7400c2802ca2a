"""Accounts and their customer numbers from the customer register (`asiakkaat`)."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from accounts_app.actions.deliveries import Responsible, keep_meetings, keep_responsible
from accounts_app.models import CustomerGroup, CustomerNumber
from accounts_app.models.account import Account
from accounts_app.models.assignment import Assignment
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values
from reporting.imports.columns import (
    CUSTOMER_NO,
    Column,
    Setting,
    business_id,
    choice,
    day,
    new_customer_number,
    person_name,
    text,
)
from reporting.imports.world import World
from teams.actions.deliveries import Changes, ensure_named, replace_by_key
from teams.models import Town

STAGES = {
    "haltuunotto": Account.Stage.ONBOARDING,
    "vakiintunut": Account.Stage.ESTABLISHED,
    "kehitettava": Account.Stage.DEVELOPING,
    "kehittyva": Account.Stage.DEVELOPING,
    "uhattuna": Account.Stage.THREATENED,
    "uhattu": Account.Stage.THREATENED,
    "paattyva": Account.Stage.ENDING,
}
INDUSTRIES = {
    "kauppa": Account.Industry.RETAIL,
    "hoiva": Account.Industry.CARE,
    "terveys": Account.Industry.HEALTH,
    "teollisuus": Account.Industry.MANUFACTURING,
    "logistiikka": Account.Industry.LOGISTICS,
    "toimistot": Account.Industry.OFFICES,
    "toimisto": Account.Industry.OFFICES,
    "julkinen": Account.Industry.PUBLIC,
    "hotelli": Account.Industry.HOTELS,
    "hotellit": Account.Industry.HOTELS,
    "ravintola": Account.Industry.RESTAURANTS,
    "ravintolat": Account.Industry.RESTAURANTS,
    "opetus": Account.Industry.EDUCATION,
    "muu": Account.Industry.OTHER,
}
MODELS = {letter.lower(): letter for letter in "ABCD"}

CUSTOMERS = SheetPlan(
    "customers",
    (
        Column("customer_no", (*CUSTOMER_NO, "Asiakas ID"), new_customer_number, must="value"),
        Column("name", ("Asiakas", "Asiakkaan nimi", "Asiakkuus"), text(120), must="value"),
        Column("business_id", ("Y-tunnus",), business_id, must="column", soft=True),
        Column("group", ("Konserni", "Asiakasryhmä", "Ketju"), text(120)),
        Column("town", ("Kotipaikka", "Kunta", "Paikkakunta"), text(80)),
        Column("industry", ("Toimiala",), choice(INDUSTRIES, "unknown_industry"), soft=True),
        Column("care_model", ("Hoitomalli",), choice(MODELS, "unknown_care_model"), must="value"),
        Column("stage", ("Vaihe", "Elinkaaren vaihe"), choice(STAGES, "unknown_stage"), must="column", soft=True),
        Column("owner", ("Vastuuhenkilö", "Asiakkuusjohtaja", "Omistaja"), person_name, must="column", soft=True),
        Column("deputy", ("Varahenkilö",), person_name, soft=True),
        Column("since", ("Asiakas alkaen", "Asiakkuus alkanut"), day, soft=True),
        Column("last_meeting", ("Viimeisin johtajatapaaminen",), day, soft=True),
        Column("next_meeting", ("Seuraava johtajatapaaminen",), day, soft=True),
    ),
)


class CustomersImporter(Importer):
    """One row is one customer number; rows of one business ID are one account named by its first row."""

    kind = "customers"
    order = 20
    plans = (CUSTOMERS,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The customer number."""
        return (values["customer_no"],)

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """The last meeting lies behind, the next ahead."""
        if values["last_meeting"] and values["last_meeting"] > setting.as_of:
            yield Problem("day_in_future", "Viimeisin johtajatapaaminen", str(values["last_meeting"]), hard=False)
            values["last_meeting"] = None
        if values["next_meeting"] and values["next_meeting"] < setting.as_of:
            yield Problem("day_in_past", "Seuraava johtajatapaaminen", str(values["next_meeting"]), hard=False)
            values["next_meeting"] = None

    def learn(self, records: list[Record], world: World) -> None:
        """Later files may use these numbers and names."""
        for record in records:
            values = record.values
            name = _account_name(values, world)
            values["account"] = name
            world.customers[values["customer_no"]] = name
            world.add_account(name, values["business_id"] or "")
        world.measure()

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Groups and towns, accounts, numbers, responsibilities, meetings."""
        groups = ensure_named(model=CustomerGroup, names=(r.values["group"] for r in records), by=applying.by)
        towns = ensure_named(model=Town, names=(r.values["town"] for r in records), by=applying.by)
        changes = groups + towns + _accounts(records, applying)
        accounts = keys.accounts()
        numbers: dict[Key, Values] = {
            (r.values["customer_no"],): {"account_id": accounts[r.values["account"]], "payer_name": r.values["name"]}
            for r in records
        }
        changes += replace_by_key(
            model=CustomerNumber,
            key=("number",),
            records=numbers,
            scope=Q(number__in=[key[0] for key in numbers]),
            by=applying.by,
        )
        return changes + _care(records, accounts, applying)


def _account_name(values: Values, world: World) -> str:
    """The account a row belongs to: known by its number, by its business ID, by its name, or new."""
    return (
        world.customers.get(values["customer_no"])
        or world.business_ids.get(values["business_id"] or "")
        or world.account_named(values["name"])
        or values["name"]
    )


def _first_rows(records: list[Record]) -> list[Values]:
    """The row that speaks for each account: the first one."""
    first: dict[str, Values] = {}
    for record in records:
        first.setdefault(record.values["account"], record.values)
    return list(first.values())


def _accounts(records: list[Record], applying: Applying) -> Changes:
    groups = dict(CustomerGroup.objects.values_list("name", "pk"))
    towns = keys.towns()
    rows: dict[Key, Values] = {
        (values["account"],): applying.delivered(
            {
                "business_id": values["business_id"],
                "group_id": groups.get(values["group"] or ""),
                "home_town_id": towns.get(values["town"] or ""),
                "industry": values["industry"] or Account.Industry.OTHER,
                "care_model": values["care_model"],
                "stage": values["stage"] or Account.Stage.ESTABLISHED,
                "relationship_started_on": values["since"],
            },
            {"group_id": "group", "home_town_id": "town", "relationship_started_on": "since"},
        )
        for values in _first_rows(records)
    }
    names = [key[0] for key in rows]
    return replace_by_key(model=Account, key=("name",), records=rows, scope=Q(name__in=names), by=applying.by)


def _care(records: list[Record], accounts: dict[str, int], applying: Applying) -> Changes:
    people = keys.people()
    wanted: list[Responsible] = []
    held: dict[tuple[int, datetime.date], int | None] = {}
    booked: dict[tuple[int, datetime.date], int | None] = {}
    for values in _first_rows(records):
        account = accounts[values["account"]]
        owner = people.get(values["owner"] or "")
        for name, role in (("owner", Assignment.Role.OWNER), ("deputy", Assignment.Role.DEPUTY)):
            person = people.get(values[name] or "")
            if person is not None:
                wanted.append(Responsible(account, person, role, values["since"]))
        if values["last_meeting"]:
            held[account, values["last_meeting"]] = owner
        if values["next_meeting"]:
            booked[account, values["next_meeting"]] = owner
    changes = keep_responsible(wanted=wanted, on=applying.as_of, by=applying.by)
    return changes + keep_meetings(held=held, booked=booked, by=applying.by)
