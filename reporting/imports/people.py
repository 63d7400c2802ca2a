"""People of the own organisation from the personnel system (`henkilosto`). Birth dates are never read."""

from collections.abc import Iterator

from django.db.models import Q

from config.common.folding import fold
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values
from reporting.imports.columns import Column, Setting, code, text
from reporting.imports.world import World
from teams.actions.deliveries import Changes, ensure_named, replace_by_key
from teams.models import BoardMembership, BusinessArea, Company, Person, RoleGrant, Town, Unit, in_force

# Titles that carry a role of `teams/roles.py`; other roles are granted by people.
ROLE_OF_TITLE = {
    "asiakkuusjohtaja": RoleGrant.Role.ACCOUNT_DIRECTOR,
    "controller": RoleGrant.Role.CONTROLLER,
    "palveluesimies": RoleGrant.Role.SUPERVISOR,
}
SEAT_OF_TITLE = {"johtoryhman puheenjohtaja": BoardMembership.Seat.CHAIR}

PEOPLE = SheetPlan(
    "people",
    (
        Column("person_no", ("Hlönro", "Henkilönumero", "Henkilönro"), code, must="value"),
        Column("name", ("Nimi", "Henkilö"), text(120), must="value"),
        Column("title", ("Titteli", "Tehtävänimike", "Nimike"), text(120), must="column"),
        Column("unit", ("Yksikkö", "Osasto"), text(120), must="column"),
        Column("town", ("Paikkakunta", "Kunta", "Toimipaikka"), text(80)),
        Column("business_area", ("Liiketoiminta", "Liiketoiminta-alue"), text(120)),
        Column("line_manager", ("Esimies", "Lähiesimies"), text(120)),
        Column("email", ("Sähköposti", "E-mail", "Email"), text(254), must="column"),
        Column("phone", ("Puhelin", "Puhelinnumero", "Puh."), text(40)),
    ),
)


class PeopleImporter(Importer):
    """One row is one person; the line manager is named and must be among the people."""

    kind = "people"
    order = 10
    plans = (PEOPLE,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The person number."""
        return (values["person_no"],)

    def check_all(self, records: list[Record], setting: Setting) -> Iterator[tuple[Record, Problem]]:
        """A line manager nobody knows, or two people of the name, is a warning."""
        names: dict[str, int] = {}
        for record in records:
            names[fold(record.values["name"])] = names.get(fold(record.values["name"]), 0) + 1
        for record in records:
            manager = record.values["line_manager"]
            if not manager:
                continue
            count = max(names.get(fold(manager), 0), len(setting.world.people_named(manager)))
            if count != 1:
                yield record, Problem("person_ambiguous" if count else "unknown_person", "Esimies", manager, hard=False)

    def learn(self, records: list[Record], world: World) -> None:
        """Later files may name these people."""
        for record in records:
            world.add_person(record.values["person_no"], record.values["name"])
        world.measure()

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Organisation first, then people, then their managers, areas, roles and seats."""
        company, changes = _company(records, applying)
        changes += ensure_named(
            model=Unit, names=(r.values["unit"] for r in records), by=applying.by, company_id=company
        )
        changes += ensure_named(model=Town, names=(r.values["town"] for r in records), by=applying.by)
        changes += ensure_named(model=BusinessArea, names=(r.values["business_area"] for r in records), by=applying.by)
        changes += _people(records, company, applying)
        changes += _areas(records, applying)
        return changes + _roles(records, applying) + _seats(records, applying)


def _company(records: list[Record], applying: Applying) -> tuple[int, Changes]:
    """The parent company; a new installation names it after the domain of the e-mail addresses."""
    parent = Company.objects.filter(parent__isnull=True).order_by("pk").first()
    if parent is not None:
        return parent.pk, Changes()
    domains = [(record.values["email"] or "").partition("@")[2] for record in records]
    name = next((domain.split(".")[0].capitalize() for domain in domains if domain), "Konserni")
    changes = ensure_named(model=Company, names=[name], by=applying.by)
    return Company.objects.get(name=name).pk, changes


def _people(records: list[Record], company: int, applying: Applying) -> Changes:
    """New people are made without managers, because a manager may be new as well."""
    units = dict(Unit.objects.filter(company_id=company).values_list("name", "pk"))
    towns = keys.towns()
    known = set(Person.objects.values_list("person_no", flat=True))
    rows = {(record.values["person_no"],): _fields(record.values, units, towns, applying) for record in records}
    fresh = {key: row for key, row in rows.items() if key[0] not in known}
    scope = Q(person_no__in=[key[0] for key in rows])
    changes = replace_by_key(model=Person, key=("person_no",), records=fresh, scope=Q(pk__in=[]), by=applying.by)
    if "line_manager" not in applying.columns:
        old_rows = {key: row for key, row in rows.items() if key not in fresh}
        return changes + replace_by_key(model=Person, key=("person_no",), records=old_rows, scope=scope, by=applying.by)
    managers = _manager_ids(records)
    links = {key: {"line_manager_id": managers.get(key[0])} for key in fresh}
    replace_by_key(model=Person, key=("person_no",), records=links, scope=scope, by=applying.by)
    old = {key: {**row, "line_manager_id": managers.get(key[0])} for key, row in rows.items() if key not in fresh}
    return changes + replace_by_key(model=Person, key=("person_no",), records=old, scope=scope, by=applying.by)


def _fields(values: Values, units: dict[str, int], towns: dict[str, int], applying: Applying) -> Values:
    fields = {
        "name": values["name"],
        "title": values["title"],
        "unit_id": units.get(values["unit"] or ""),
        "town_id": towns.get(values["town"] or ""),
        "email": values["email"],
        "phone": values["phone"],
    }
    return applying.delivered(fields, {"unit_id": "unit", "town_id": "town"})


def _manager_ids(records: list[Record]) -> dict[str, int | None]:
    """Person number to the key of the line manager; a name several people share leads to nobody."""
    by_name: dict[str, list[int]] = {}
    for pk, name in Person.objects.values_list("pk", "name"):
        by_name.setdefault(fold(name), []).append(pk)
    found = {
        record.values["person_no"]: by_name.get(fold(record.values["line_manager"] or ""), []) for record in records
    }
    return {number: pks[0] if len(pks) == 1 else None for number, pks in found.items()}


def _areas(records: list[Record], applying: Applying) -> Changes:
    if "business_area" not in applying.columns:
        return Changes()
    people = keys.people()
    areas = dict(BusinessArea.objects.values_list("name", "pk"))
    pairs: dict[Key, Values] = {
        (people[record.values["person_no"]], areas[record.values["business_area"]]): {}
        for record in records
        if record.values["business_area"]
    }
    scope = Q(person_id__in=[people[record.values["person_no"]] for record in records])
    return replace_by_key(
        model=Person.business_areas.through,
        key=("person_id", "businessarea_id"),
        records=pairs,
        scope=scope,
        by=applying.by,
        delete=True,
    )


def _roles(records: list[Record], applying: Applying) -> Changes:
    """Titles give roles to those who do not hold them; roles are taken away by people, never by a list."""
    held = set(RoleGrant.objects.filter(in_force(applying.as_of)).values_list("person_id", "role"))
    people = keys.people()
    wanted = [
        (people[record.values["person_no"]], ROLE_OF_TITLE[fold(record.values["title"] or "")])
        for record in records
        if fold(record.values["title"] or "") in ROLE_OF_TITLE
    ]
    rows: dict[Key, Values] = {
        (person, role, applying.as_of): {} for person, role in wanted if (person, role) not in held
    }
    return replace_by_key(
        model=RoleGrant,
        key=("person_id", "role", "starts_on"),
        records=rows,
        scope=Q(starts_on=applying.as_of),
        by=applying.by,
    )


def _seats(records: list[Record], applying: Applying) -> Changes:
    held = set(BoardMembership.objects.filter(in_force(applying.as_of)).values_list("person_id", flat=True))
    people = keys.people()
    rows: dict[Key, Values] = {
        (people[record.values["person_no"]], applying.as_of): {"seat": SEAT_OF_TITLE[fold(record.values["title"])]}
        for record in records
        if fold(record.values["title"] or "") in SEAT_OF_TITLE and people[record.values["person_no"]] not in held
    }
    return replace_by_key(
        model=BoardMembership,
        key=("person_id", "starts_on"),
        records=rows,
        scope=Q(starts_on=applying.as_of),
        by=applying.by,
    )
