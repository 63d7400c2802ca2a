"""Complaints (`reklamaatiot`) from receipt to the customer's acceptance (domain.md 7.3/5)."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from accounts_app.models import Complaint
from config.common.clock import HELSINKI
from config.common.folding import fold
from config.common.parsing import ParseError, parse_time
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import (
    CUSTOMER,
    SITE_NO,
    Column,
    Setting,
    choice,
    code,
    day,
    moment,
    new_site_number,
    text,
    yes_no,
)
from teams.actions.deliveries import Changes, replace_by_key

Severity = Complaint.Severity
CLOSED = "suljettu"
SEVERITIES = {
    "kriittinen": Severity.CRITICAL,
    "vakava": Severity.SERIOUS,
    "tavanomainen": Severity.ORDINARY,
    "1": Severity.CRITICAL,
    "2": Severity.SERIOUS,
    "3": Severity.ORDINARY,
}

COMPLAINTS = SheetPlan(
    "complaints",
    (
        Column("number", ("Numero", "Reklamaationro", "Nro"), code, must="value"),
        Column(
            "received_at",
            ("Saapunut", "Saapunut pvm", "Saapunut pvm/klo"),
            moment,
            must="value",
            empty_code="date_missing",
        ),
        Column("received_time", ("Saapunut klo", "Klo"), text(20)),
        Column("channel", ("Kanava",), text(40)),
        CUSTOMER,
        Column("site_no", SITE_NO, new_site_number),
        Column("category", ("Luokka", "Syy"), text(80)),
        Column(
            "severity", ("Vakavuus", "Vakavuusluokka"), choice(SEVERITIES, "unknown_severity"), must="column", soft=True
        ),
        Column("description", ("Kuvaus",), text()),
        Column("responsible", ("Vastuuhenkilö", "Vastuullinen"), text(120)),
        Column("first_response_at", ("Ensivastaus", "Ensivastaus pvm", "Ensivastaus pvm/klo"), moment, soft=True),
        Column("due_on", ("Määräaika",), day, must="column", soft=True, warn_empty=True, empty_code="date_missing"),
        Column("closed_on", ("Suljettu", "Suljettu pvm"), day, must="column"),
        Column("state", ("Tila",), text(40)),
        Column("is_accepted", ("Asiakas hyväksynyt",), yes_no, soft=True),
    ),
)


class ComplaintsImporter(Importer):
    """One row is one complaint by its number. As of: the day the log was printed."""

    kind = "complaints"
    order = 80
    source = "complaints"
    plans = (COMPLAINTS,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The number of the complaint."""
        return (values["number"],)

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Received before the delivery, closed after receipt, severity known or ordinary."""
        _take_time(values)
        received = values["received_at"]
        if received and received.date() > setting.as_of:
            yield Problem("day_in_future", "Saapunut", shown(received))
        if received and values["closed_on"] and values["closed_on"] < received.date():
            yield Problem("closed_before_received", "Suljettu", shown(values["closed_on"]))
        if values["closed_on"] is None and fold(values["state"] or "") == CLOSED:
            yield Problem("closed_without_day", "Suljettu", hard=False)
        if received and values["first_response_at"] and values["first_response_at"] < received:
            yield Problem("answered_before_received", "Ensivastaus", shown(values["first_response_at"]), hard=False)
        if values["severity"] is None:
            yield Problem("severity_defaulted", "Vakavuus", hard=False)
            values["severity"] = Severity.ORDINARY
        if values["site_no"] and values["site_no"] not in setting.world.sites:
            yield Problem("unknown_site_kept", "Kohdenro", values["site_no"], hard=False)

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The newest receipt or closing."""
        days = [record.values["received_at"].date() for record in records]
        days += [record.values["closed_on"] for record in records if record.values["closed_on"]]
        return max(days, default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Write by number. A complaint that left the log stays: it happened."""
        customers, sites = keys.customers(), keys.sites()
        rows: dict[Key, Values] = {}
        for record in records:
            values = record.values
            site = sites.get(values["site_no"] or "")
            rows[(values["number"],)] = {
                "account_id": customers[values["customer_no"]].account_id,
                "site_id": site.pk if site else None,
                **{name: values[name] for name in ("received_at", "channel", "category", "severity", "description")},
                "responsible_name": values["responsible"],
                **{name: values[name] for name in ("first_response_at", "due_on", "closed_on", "is_accepted")},
            }
        scope = Q(number__in=[key[0] for key in rows]) if len(rows) < 20_000 else Q()
        return replace_by_key(model=Complaint, key=("number",), records=rows, scope=scope, by=applying.by)


def _take_time(values: Values) -> None:
    """Some logs keep the time of day in a column of its own; an unreadable one leaves midnight."""
    if values["received_at"] is None or not values["received_time"]:
        return
    try:
        at = parse_time(values["received_time"]).value
    except ParseError:
        return
    if at is not None:
        values["received_at"] = datetime.datetime.combine(values["received_at"].date(), at, tzinfo=HELSINKI)
