"""Sites and supervisors: a snapshot of the billing system and its sheet of supervisor changes (domain.md 7.3/7)."""

import datetime
from collections.abc import Iterator
from operator import itemgetter

from django.db.models import Q

from accounts_app.actions.deliveries import SupervisedSite, end_sites, supervise, vacate
from accounts_app.models import Site
from reporting.imports import keys
from reporting.imports.base import Applying, Freshness, Importer, Key, Problem, Record, SheetPlan, Values
from reporting.imports.columns import (
    CUSTOMER_NO,
    SITE_NO,
    Column,
    Setting,
    customer,
    day,
    new_site_number,
    number,
    person_name,
    person_number,
    postcode,
    text,
    whole,
    yes_no,
)
from reporting.imports.world import World
from teams.actions.deliveries import Changes, ensure_named, replace_by_key
from teams.models import Town, in_force

VANISHED_SHARE = 0.20

SITES = SheetPlan(
    "sites",
    (
        Column("site_no", SITE_NO, new_site_number, must="value"),
        Column("name", ("Kohde", "Kohteen nimi", "Toimipaikka"), text(160), must="value"),
        Column("customer_no", CUSTOMER_NO, customer, must="value"),
        Column("address", ("Osoite", "Katuosoite"), text(160)),
        Column("postcode", ("Postinro", "Postinumero"), postcode, soft=True),
        Column("town", ("Kunta", "Paikkakunta"), text(80), must="value"),
        Column("area_m2", ("m²", "m2", "Pinta-ala", "Neliöt"), number, soft=True),
        Column("quality_level", ("Puhtaustaso", "Laatuprofiili"), text(20)),
        Column("is_critical", ("Kriittinen",), yes_no, must="column", soft=True),
        Column("supervisor_name", ("Esimies", "Esihenkilö"), text(120)),
        Column(
            "supervisor",
            ("Esimiehen hlönro", "Esimies hlönro"),
            person_number,
            must="column",
            soft=True,
            warn_empty=True,
            empty_code="supervisor_missing",
        ),
        Column("supervisor_since", ("Esimies alkaen",), day, soft=True),
        Column("area_director", ("Aluejohtaja",), person_name, soft=True),
        Column("starts_on", ("Alkupvm", "Alkaa", "Alkaen"), day, must="value", empty_code="date_missing"),
        Column("ends_on", ("Loppupvm", "Päättyy"), day),
        Column("interval", ("Käyntiväli", "Kierrosväli"), whole, soft=True),
        Column("monthly_value", ("Sopimusarvo €/kk", "Sopimusarvo", "€/kk"), number, soft=True),
    ),
)
CHANGES = SheetPlan(
    "supervisor_changes",
    (
        Column("changed_on", ("Muutospvm", "Muutospäivä"), day, must="value", empty_code="date_missing"),
        Column("customer_no", CUSTOMER_NO, customer, soft=True),
        Column("site_no", SITE_NO, new_site_number, must="value"),
        Column("old", ("Vanha hlönro",), person_number, must="column", soft=True),
        Column("new", ("Uusi hlönro",), person_number, must="value"),
    ),
)


class SitesImporter(Importer):
    """One row is one site. Sites that vanished from the list end; more than a fifth vanished stops the delivery."""

    kind = "sites"
    order = 30
    source = "supervisors"
    plans = (SITES, CHANGES)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The site number; of a change the site and the day."""
        if plan is SITES:
            return (values["site_no"],)
        return (values["site_no"], values["changed_on"])

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Periods are the right way round; the supervisor did not start later than the delivery."""
        if plan is CHANGES:
            return
        if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
            yield Problem("ends_before_start", "Loppupvm", str(values["ends_on"]))

    def check_all(self, records: list[Record], setting: Setting) -> Iterator[tuple[Record, Problem]]:
        """A change must speak of a site of the list or of the database."""
        listed = {record.values["site_no"] for record in _of(records, SITES)}
        for record in _of(records, CHANGES):
            number_ = record.values["site_no"]
            if number_ not in listed and number_ not in setting.world.sites:
                yield record, Problem("unknown_site", "Kohdenro", number_)

    def learn(self, records: list[Record], world: World) -> None:
        """Later files may name these sites."""
        for record in _of(records, SITES):
            world.sites[record.values["site_no"]] = world.customers[record.values["customer_no"]]
        world.measure()

    def freshness(self, records: list[Record], applying: Applying) -> Freshness | None:
        """The day of the snapshot."""
        return Freshness(self.source, _snapshot_on(applying))

    def blockers(self, records: list[Record], applying: Applying) -> Iterator[Problem]:
        """More than 20 % of the sites in force of the delivered accounts are not on the list any more."""
        present, vanished = _vanished(records, _snapshot_on(applying))
        if present and len(vanished) > VANISHED_SHARE * present:
            values = {"count": len(vanished), "total": present}
            yield Problem("sites_vanished", "Kohdenro", values=values)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Towns and sites, then the end of vanished ones, then supervisors as dated rows."""
        rows = _of(records, SITES)
        gone = _vanished(records, _snapshot_on(applying))[1] if rows else []
        changes = ensure_named(model=Town, names=(row.values["town"] for row in rows), by=applying.by)
        changes += _sites(rows, applying)
        if gone:
            changes += end_sites(site_ids=gone, on=_snapshot_on(applying) - datetime.timedelta(days=1), by=applying.by)
        on = _snapshot_on(applying)
        changes += supervise(sites=_supervised(records, on), by=applying.by)
        return changes + vacate(site_ids=_vacant(rows), on=on, by=applying.by)


def _vacant(rows: list[Record]) -> list[int]:
    """Sites of the list with neither number nor name of a supervisor; an unreadable number alone empties nothing."""
    numbers = [row.values["site_no"] for row in rows if not (row.values["supervisor"] or row.values["supervisor_name"])]
    return list(Site.objects.filter(site_no__in=numbers).values_list("pk", flat=True))


def _of(records: list[Record], plan: SheetPlan) -> list[Record]:
    return [record for record in records if ("name" in record.values) == (plan is SITES)]


def _snapshot_on(applying: Applying) -> datetime.date:
    return applying.printed_on or applying.as_of


def _vanished(records: list[Record], on: datetime.date) -> tuple[int, list[int]]:
    """How many sites of the delivered accounts are in force on the day, and the keys of those not delivered."""
    rows = _of(records, SITES)
    listed = {row.values["site_no"] for row in rows}
    customers = {row.values["customer_no"] for row in rows}
    accounts = {owned.account_id for number_, owned in keys.customers().items() if number_ in customers}
    present = Site.objects.filter(in_force(on), account_id__in=accounts).values_list("site_no", "pk")
    sites = list(present)
    return len(sites), [pk for site_no, pk in sites if site_no not in listed]


def _sites(rows: list[Record], applying: Applying) -> Changes:
    customers, towns, people = keys.customers(), keys.towns(), keys.people()
    records: dict[Key, Values] = {}
    for row in rows:
        values = row.values
        owned = customers[values["customer_no"]]
        fields = {
            "name": values["name"],
            "account_id": owned.account_id,
            "customer_number_id": owned.pk,
            "town_id": towns[values["town"]],
            "address": values["address"],
            "postcode": values["postcode"],
            "area_m2": values["area_m2"],
            "quality_level": values["quality_level"],
            "is_critical": bool(values["is_critical"]),
            "area_director_id": people.get(values["area_director"] or ""),
            "visit_interval_months": values["interval"] or 1,
            "monthly_value_eur": values["monthly_value"] or 0,
            "starts_on": values["starts_on"],
            "ends_on": values["ends_on"],
        }
        columns = {
            "account_id": "customer_no",
            "customer_number_id": "customer_no",
            "town_id": "town",
            "area_director_id": "area_director",
            "visit_interval_months": "interval",
            "monthly_value_eur": "monthly_value",
        }
        records[(values["site_no"],)] = applying.delivered(fields, columns)
    return replace_by_key(model=Site, key=("site_no",), records=records, scope=Q(), by=applying.by)


def _supervised(records: list[Record], snapshot_on: datetime.date) -> Iterator[SupervisedSite]:
    """Per site: the delivered changes and the present supervisor with the day of `Esimies alkaen`."""
    people = keys.people()
    changes: dict[str, list[Values]] = {}
    for record in sorted((row.values for row in _of(records, CHANGES)), key=itemgetter("changed_on")):
        changes.setdefault(record["site_no"], []).append(record)
    listed = {row.values["site_no"]: row.values for row in _of(records, SITES)}
    sites = Site.objects.filter(site_no__in={*listed, *changes}).values_list("site_no", "pk", "starts_on")
    present, ever = _present_supervisors(list(listed)), _ever_supervised(list(listed))
    for site_no, pk, starts_on in sites:
        moves = changes.get(site_no, [])
        starts = {move["changed_on"]: people[move["new"]] for move in moves}
        now = listed.get(site_no)
        if now is not None and now["supervisor"]:
            person = people[now["supervisor"]]
            latest = starts[max(starts)] if starts else present.get(pk)
            if latest != person or now["supervisor_since"]:
                starts[now["supervisor_since"] or (snapshot_on if latest or pk in ever else starts_on)] = person
        if starts:
            before = people.get(moves[0]["old"] or "") if moves else None
            yield SupervisedSite(pk, starts_on, before, tuple(sorted(starts.items())))


def _present_supervisors(site_numbers: list[str]) -> dict[int, int]:
    """The open supervisor of each site in the database."""
    rows = Site.objects.filter(supervisions__ends_on__isnull=True, supervisions__isnull=False)
    found = dict(rows.values_list("pk", "supervisions__supervisor_id"))
    return found if site_numbers else {}


def _ever_supervised(site_numbers: list[str]) -> set[int]:
    """Sites that have had a supervisor: whoever comes now starts now, not when the site did."""
    found = Site.objects.filter(supervisions__isnull=False).values_list("pk", flat=True)
    return set(found.distinct()) if site_numbers else set()
