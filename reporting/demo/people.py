"""The people of the demo: management, owners, area directors, supervisors, roles and the board (domain.md 6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reporting.demo import organisation as own
from reporting.demo.dice import dice
from reporting.demo.names import OWNERS, SPECIAL_NAMES, email, people_names, phone
from reporting.demo.world import World
from teams.actions.people import folded
from teams.models import BoardMembership, Person, RoleGrant
from teams.roles import PROCESS_OWNER

FIRST_NUMBER = 200101
CHAIR, DIRECTOR, STAFF_DESK, SUPERVISOR_DESK, CONTROLLER, ADMINISTRATOR, PROCESS_OWNER_DESK, AREA_DESK = (
    "puheenjohtaja",
    "asiakkuusjohtaja",
    "projekti",
    "esimies",
    "controller",
    "yllapito",
    "kehitys",
    "aluejohtaja",
)
# Logins of the demo.
DESKS = (
    DIRECTOR,
    CHAIR,
    STAFF_DESK,
    SUPERVISOR_DESK,
    CONTROLLER,
    ADMINISTRATOR,
    PROCESS_OWNER_DESK,
    AREA_DESK,
)
USER_SUPPORT = "Pääkäyttäjä"
BOARD_SIZE = 7
# Supervisors by town in the small demo; every other town has one.
SUPERVISORS = {"Helsinki": 6, "Espoo": 3, "Vantaa": 3, "Tampere": 4, "Turku": 3, "Oulu": 3, "Jyväskylä": 3}
SUPERVISORS |= {"Lahti": 2, "Kuopio": 2}


@dataclass(frozen=True)
class Staffing:
    """How many people a size of demo has."""

    owners: int
    supervisors: int
    area_directors: int


STAFFING = {"small": Staffing(4, 40, 8), "full": Staffing(12, 180, 25)}


class Hiring:
    """Adds people one by one with running numbers and names that do not repeat."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.names: Iterator[str] = people_names(dice(world.size, "names"))
        self.special = list(SPECIAL_NAMES)
        self.count = 0

    def add(self, title: str, unit: str, town: str, manager: Person | None, name: str = "") -> Person:
        """A new person of the unit in the town."""
        name = name or next(self.names)
        person = Person(
            person_no=str(FIRST_NUMBER + self.count),
            name=name,
            title=title,
            unit=self.world.units[unit],
            town=self.world.towns[town],
            line_manager=manager,
            email=email(name),
            phone=phone(100 + self.count),
        )
        person.search_text = folded(person)
        self.count += 1
        return self.world.add(person)

    def supervisor(self, town: str, manager: Person) -> Person:
        """A supervisor; the names made for layout come first, one to each of the first towns."""
        name = self.special.pop(0) if self.special and not self.world.supervisors.get(town) else ""
        person = self.add("Palveluesimies", own.area_of(town), town, manager, name)
        self.world.supervisors.setdefault(town, []).append(person)
        return person


def build(world: World) -> None:
    """Add everybody with their roles, business areas and seats."""
    hiring = Hiring(world)
    staffing = STAFFING[world.size]
    chief = hiring.add("Toimitusjohtaja", own.MANAGEMENT, "Helsinki", None)
    directors = {
        own.CAPITAL: hiring.add("Liiketoimintajohtaja, Uusimaa", own.MANAGEMENT, "Helsinki", chief),
        own.ELSEWHERE: hiring.add("Liiketoimintajohtaja, muu Suomi", own.MANAGEMENT, "Tampere", chief),
    }
    towns = ("Helsinki", "Helsinki", "Vantaa", "Tampere", "Turku", "Oulu")
    for number, name in enumerate(OWNERS[: staffing.owners]):
        town = towns[number % len(towns)]
        world.owners.append(hiring.add("Asiakkuusjohtaja", own.ACCOUNTS, town, chief, name))
    chair = hiring.add("Johtoryhmän puheenjohtaja", own.MANAGEMENT, "Helsinki", None)
    office = _office(hiring, chief)
    _lines(hiring, directors, staffing)
    _specialists(hiring, directors[own.CAPITAL])
    office[USER_SUPPORT] = hiring.add(USER_SUPPORT, own.DEVELOPMENT, "Helsinki", office["Kehityspäällikkö"])
    world.offices = office
    world.desks = {
        DIRECTOR: world.owners[0],
        CHAIR: chair,
        STAFF_DESK: office["Projektipäällikkö"],
        SUPERVISOR_DESK: world.supervisors["Espoo"][0],
        CONTROLLER: office["Controller"],
        ADMINISTRATOR: office[USER_SUPPORT],
        PROCESS_OWNER_DESK: office["Kehityspäällikkö"],
        AREA_DESK: world.area_directors["Alue Espoo"][0],
    }
    seats = [chair, chief, *directors.values(), office["Talousjohtaja"], office["Henkilöstöpäällikkö"]]
    _board(world, [*seats, office["Laatupäällikkö"]])
    _roles(world, office)


def _office(hiring: Hiring, chief: Person) -> dict[str, Person]:
    head = hiring.add("Kehityspäällikkö", own.DEVELOPMENT, "Helsinki", chief)
    finance = hiring.add("Talousjohtaja", own.FINANCE, "Helsinki", chief)
    desks = {"Kehityspäällikkö": head, "Talousjohtaja": finance}
    for title, unit, town, manager in (
        ("Controller", own.FINANCE, "Helsinki", finance),
        ("Laatupäällikkö", own.DEVELOPMENT, "Turku", head),
        ("Henkilöstöpäällikkö", own.STAFF, "Helsinki", chief),
        ("Projektipäällikkö", own.DEVELOPMENT, "Tampere", head),
        ("Projektiasiantuntija", own.DEVELOPMENT, "Jyväskylä", head),
        ("Projektikoordinaattori", own.DEVELOPMENT, "Oulu", head),
    ):
        desks[title] = hiring.add(title, unit, town, manager)
    return desks


def _lines(hiring: Hiring, directors: dict[str, Person], staffing: Staffing) -> None:
    """Area directors, several to an area when there are more of them, and the supervisors of each town."""
    world = hiring.world
    for number in range(staffing.area_directors):
        area = own.AREAS[number % len(own.AREAS)]
        manager = directors[own.CAPITAL if area in own.CAPITAL_AREAS else own.ELSEWHERE]
        town = next(town for town in own.TOWNS if own.area_of(town) == area)
        world.area_directors.setdefault(area, []).append(hiring.add("Aluejohtaja", area, town, manager))
    for town, count in supervisors_by_town(staffing.supervisors).items():
        leaders = world.area_directors[own.area_of(town)]
        for number in range(count):
            person = hiring.supervisor(town, leaders[number % len(leaders)])
            _expert(world, person, "Siivouspalvelut")


def supervisors_by_town(total: int) -> dict[str, int]:
    """How many supervisors work in each town: the small table, or shares of sites for more people."""
    counts = {town: SUPERVISORS.get(town, 1) for town in own.TOWNS}
    spare = total - sum(counts.values())
    weights = sum(weight for weight, _area in own.TOWNS.values())
    for town, (weight, _area) in own.TOWNS.items():
        counts[town] += spare * weight // weights
    counts["Helsinki"] += total - sum(counts.values())
    return counts


def _specialists(hiring: Hiring, manager: Person) -> None:
    for title, town, area in (
        ("Palvelupäällikkö, siivous", "Helsinki", "Siivouspalvelut"),
        ("Palvelupäällikkö, kiinteistönhoito", "Tampere", "Kiinteistöpalvelut"),
        ("Palvelupäällikkö, ruokapalvelut", "Turku", "Ruokapalvelut"),
        ("Palvelupäällikkö, toimitilat", "Lahti", "Toimitilapalvelut"),
    ):
        person = hiring.add(title, own.SERVICES, town, manager)
        _expert(hiring.world, person, area)
        hiring.world.specialists.append(person)


def _expert(world: World, person: Person, area: str) -> None:
    world.link(Person.business_areas.through, person=person, businessarea=world.areas[area])


def _board(world: World, people: list[Person]) -> None:
    """The first one leads, the last one keeps the papers."""
    since = date(world.era.as_of.year - 3, 1, 1)
    seat = BoardMembership.Seat
    seated = people[:BOARD_SIZE]
    seats = [seat.CHAIR, *[seat.MEMBER] * (len(seated) - 2), seat.SECRETARY]
    for person, held in zip(seated, seats, strict=True):
        world.add(BoardMembership(person=person, seat=held, starts_on=since))


def _roles(world: World, office: dict[str, Person]) -> None:
    since = date(world.era.as_of.year - 3, 1, 1)
    role = RoleGrant.Role
    held: list[tuple[Person, str]] = [(person, role.ACCOUNT_DIRECTOR) for person in world.owners]
    held += [(person, role.SUPERVISOR) for people in world.supervisors.values() for person in people]
    held += [(office["Controller"], role.CONTROLLER), (office[USER_SUPPORT], role.ADMINISTRATOR)]
    held += [(office["Kehityspäällikkö"], PROCESS_OWNER.code)]
    held += [(office[title], role.PROJECT_STAFF) for title in office if title.startswith("Projekti")]
    for person, code in held:
        world.add(RoleGrant(person=person, role=code, starts_on=since))
