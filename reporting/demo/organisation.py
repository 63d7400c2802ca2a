"""The own organisation of the demo: companies, regions, units, towns, business areas and services (domain.md 6.2)."""

from decimal import Decimal

from accounts_app.models import Service
from reporting.demo.world import World
from teams.models import BusinessArea, Company, Region, Town, Unit

PARENT = "Siistipolku Oy"
SUBSIDIARIES = ("Siistipolku Kiinteistöt Oy", "Siistipolku Keittiöt Oy")
CONSULTANCY = "Viivasuora Insinöörit Oy"
CAPITAL, ELSEWHERE = "Uusimaa", "Muu Suomi"
MANAGEMENT, ACCOUNTS, FINANCE, DEVELOPMENT, STAFF, SERVICES = (
    "Johto",
    "Asiakkuudet",
    "Talous",
    "Kehitys",
    "Henkilöstö",
    "Palvelut",
)
# Town: share of sites (domain.md 6.2) and the area it belongs to.
TOWNS = {
    "Helsinki": (18, "Alue Helsinki"),
    "Espoo": (9, "Alue Espoo"),
    "Vantaa": (9, "Alue Vantaa"),
    "Tampere": (9, "Alue Pirkanmaa"),
    "Turku": (7, "Alue Lounais-Suomi"),
    "Oulu": (7, "Alue Pohjoinen"),
    "Jyväskylä": (6, "Alue Keski-Suomi"),
    "Lahti": (5, "Alue Keski-Suomi"),
    "Kuopio": (5, "Alue Itä-Suomi"),
    "Pori": (3, "Alue Lounais-Suomi"),
    "Joensuu": (3, "Alue Itä-Suomi"),
    "Lappeenranta": (3, "Alue Itä-Suomi"),
    "Vaasa": (3, "Alue Keski-Suomi"),
    "Seinäjoki": (3, "Alue Pirkanmaa"),
    "Rovaniemi": (2, "Alue Pohjoinen"),
    "Kotka": (2, "Alue Vantaa"),
    "Hämeenlinna": (2, "Alue Espoo"),
    "Mikkeli": (2, "Alue Itä-Suomi"),
    "Kajaani": (1, "Alue Pohjoinen"),
    "Kokkola": (1, "Alue Pohjoinen"),
}
AREAS = tuple(dict.fromkeys(area for _weight, area in TOWNS.values()))
CAPITAL_AREAS = ("Alue Helsinki", "Alue Espoo", "Alue Vantaa")
MAIN_SERVICE = "Ylläpitosiivous"
WINDOWS = "Ikkunanpesu"
SERVICE_AREAS = {
    MAIN_SERVICE: "Siivouspalvelut",
    "Perussiivous": "Siivouspalvelut",
    WINDOWS: "Siivouspalvelut",
    "Kiinteistönhoito": "Kiinteistöpalvelut",
    "Ulkoalueet": "Kiinteistöpalvelut",
    "Korjauspalvelut": "Kiinteistöpalvelut",
    "Aula- ja postipalvelut": "Toimitilapalvelut",
    "Turvallisuuspalvelut": "Toimitilapalvelut",
    "Hygienia- ja mattopalvelut": "Toimitilapalvelut",
    "Ruokapalvelut": "Ruokapalvelut",
}

# What the consultancy of the group sells, and how its invoicing divides.
CONSULTING_AREA = "Suunnittelupalvelut"
CONSULTING = {
    "LVI-suunnittelu": Decimal(45),
    "Sähkösuunnittelu": Decimal(30),
    "Energia ja ympäristö": Decimal(25),
}


def build(world: World) -> None:
    """Add companies, regions, units, towns, business areas and services."""
    parent = world.add(Company(name=PARENT))
    for name in SUBSIDIARIES:
        world.add(Company(name=name, parent=parent))
    regions = {name: world.add(Region(company=parent, name=name)) for name in (CAPITAL, ELSEWHERE)}
    for name in (MANAGEMENT, ACCOUNTS, FINANCE, DEVELOPMENT, STAFF, SERVICES):
        world.units[name] = world.add(Unit(company=parent, name=name))
    for area in AREAS:
        region = regions[CAPITAL if area in CAPITAL_AREAS else ELSEWHERE]
        world.units[area] = world.add(Unit(company=parent, region=region, name=area))
    for name in TOWNS:
        world.towns[name] = world.add(Town(name=name))
    for name in dict.fromkeys(SERVICE_AREAS.values()):
        world.areas[name] = world.add(BusinessArea(name=name))
    for name, area in SERVICE_AREAS.items():
        world.services[name] = world.add(Service(name=name, business_area=world.areas[area]))
    if world.size == "full":
        _consulting(world, parent)


def _consulting(world: World, parent: Company) -> None:
    """The consultancy among the subsidiaries with its services."""
    world.add(Company(name=CONSULTANCY, parent=parent))
    area = world.areas[CONSULTING_AREA] = world.add(BusinessArea(name=CONSULTING_AREA))
    for name in CONSULTING:
        world.services[name] = world.add(Service(name=name, business_area=area))


def area_of(town: str) -> str:
    """The area a town belongs to."""
    return TOWNS[town][1]
