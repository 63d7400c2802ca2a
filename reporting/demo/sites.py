"""Sites, and who supervises them from when."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from accounts_app.models import Site, SiteSupervision
from reporting.demo import organisation as own
from reporting.demo.accounts import started_on
from reporting.demo.dice import dice
from reporting.demo.era import on_or_before
from reporting.demo.names import PLACES, SITE_KINDS
from reporting.demo.world import Holding, World
from teams.models import Person

FIRST_SITE = 60101
INTERVALS = {"A": 1, "B": 1, "C": 3, "D": 6}  # months between quality rounds
SITE_SHARE = Decimal("0.80")  # of revenue is contract price of sites
LEVELS = ("2", "3", "3", "4")
STORY_CHANGES = (100, 45)  # days since the supervisor changes of the account whose supervisors change too often
TURNOVER = Decimal("0.25")


def build(world: World) -> None:
    """Add the sites of every account and their supervisors."""
    numbers = iter(range(FIRST_SITE, FIRST_SITE + 100_000))
    for holding in world.holdings:
        for town, name in _places(world, holding):
            holding.sites.append(world.add(_site(world, holding, town, name, str(next(numbers)))))
        _price(world, holding)
        _mark_critical(holding)
        _supervise(world, holding)


def _places(world: World, holding: Holding) -> list[tuple[str, str]]:
    """Town and name of each site: those of the story first, then the home town and others by weight."""
    spec = holding.spec
    chance = dice(world.size, "places", spec.no)
    kinds = SITE_KINDS[spec.industry]
    named = [(low.town, f"{low.place}{kinds[0]}, {low.town}") for low in spec.story.low_sites]
    taken = {name for _town, name in named}
    towns = list(own.TOWNS)
    weights = [weight for weight, _area in own.TOWNS.values()]
    names = _names(chance, kinds)
    while len(named) < spec.sites:
        home = len(named) * 5 < spec.sites * 2
        town = spec.town if home else chance.choices(towns, weights)[0]
        name = f"{next(names)}, {town}"
        if name not in taken:
            taken.add(name)
            named.append((town, name))
    return named


def _names(chance: random.Random, kinds: tuple[str, ...]) -> Iterator[str]:
    while True:
        places = list(PLACES)
        chance.shuffle(places)
        for place in places:
            yield place + chance.choice(kinds)


def _site(world: World, holding: Holding, town: str, name: str, number: str) -> Site:
    chance = dice(world.size, "site", number)
    directors = world.area_directors[own.area_of(town)]
    return Site(
        account=holding.account,
        customer_number=holding.numbers[int(number) % len(holding.numbers)],
        site_no=number,
        name=name,
        town=world.towns[town],
        address=f"Esimerkkikatu {1 + int(number) % 90}",
        postcode=f"{chance.randrange(0, 990):03d}00",
        area_m2=Decimal(chance.randrange(200, 2600, 20)),
        quality_level=chance.choice(LEVELS),
        area_director=directors[holding.spec.no % len(directors)],
        visit_interval_months=INTERVALS[holding.spec.model],
        starts_on=started_on(world, holding.spec),
    )


def _price(world: World, holding: Holding) -> None:
    """Contract value of each site, whole euros a month, by floor area."""
    monthly = Decimal(holding.spec.revenue_teur * 1000) / 12 * SITE_SHARE
    area = sum((site.area_m2 or Decimal(0) for site in holding.sites), Decimal(0))
    for site in holding.sites:
        site.monthly_value_eur = ((site.area_m2 or Decimal(0)) / area * monthly).quantize(Decimal(1))


def _mark_critical(holding: Holding) -> None:
    story = holding.spec.story.low_sites
    ordinary = holding.sites[len(story) :]
    for low, site in zip(story, holding.sites, strict=False):
        site.is_critical = low.is_critical
    left = holding.spec.critical - sum(low.is_critical for low in story)
    for site in ordinary[: max(0, left)]:
        site.is_critical = True


def _supervise(world: World, holding: Holding) -> None:
    """Exactly as many supervisors as positions, each for a run of neighbouring sites; some positions changed hands."""
    spec, order = holding.spec, list(own.TOWNS)
    rank = {area: number for number, area in enumerate(own.AREAS)}
    sites = sorted(
        holding.sites, key=lambda site: (rank[own.area_of(site.town.name)], order.index(site.town.name), site.site_no)
    )
    positions = max(1, min(spec.positions, len(sites)))
    chance = dice(world.size, "supervisors", spec.no)
    groups = [sites[len(sites) * at // positions : len(sites) * (at + 1) // positions] for at in range(positions)]
    team: list[Person] = []
    for group in groups:
        team.append(_pick(world, group[0].town.name, team, chance))
    changed = _changes(world, holding, positions)
    for number, (group, person) in enumerate(zip(groups, team, strict=True)):
        before = _pick(world, group[0].town.name, team, chance)
        _hold(world, holding, group, person, since=changed.get(number), before=before)


def _pick(world: World, town: str, taken: list[Person], chance: random.Random) -> Person:
    """A supervisor of the town who is not taken, else of its area, else of anywhere."""
    area = own.area_of(town)
    near = [person for place in own.TOWNS if own.area_of(place) == area for person in world.supervisors[place]]
    anybody = [person for people in world.supervisors.values() for person in people]
    for pool in (world.supervisors[town], near, anybody):
        free = [person for person in pool if all(person is not other for other in taken)]
        if free:
            return chance.choice(free)
    return chance.choice(anybody)


def _changes(world: World, holding: Holding, positions: int) -> dict[int, date]:
    """Which position changed on which day within a year, and one older change for the comparison."""
    spec, era = holding.spec, world.era
    chance = dice(world.size, "changes", spec.no)
    busy = spec.changes > TURNOVER * positions
    days = STORY_CHANGES if busy else ()
    found: dict[int, date] = {}
    for number in range(min(spec.changes, positions)):
        back = days[number] if number < len(days) else chance.randrange(60, 330)
        found[number] = on_or_before(era.ago(back))
    if spec.model in "AB" and positions > spec.changes + 1:
        found[spec.changes] = on_or_before(era.ago(chance.randrange(420, 640)))
    return found


def _hold(
    world: World, holding: Holding, sites: list[Site], person: Person, *, since: date | None, before: Person
) -> None:
    for site in sites:
        holding.supervisors[site.site_no] = person
        if since is not None:
            ended = since - timedelta(days=1)
            world.add(SiteSupervision(site=site, supervisor=before, starts_on=site.starts_on, ends_on=ended))
        row = world.add(SiteSupervision(site=site, supervisor=person, starts_on=since or site.starts_on))
        if holding.spec.story.unsupervised_days and site is holding.sites[-1]:
            row.ends_on = world.era.ago(holding.spec.story.unsupervised_days)
