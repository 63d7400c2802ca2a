"""People (HEN), R24–R28: site lists, the brief, absences, ownership and the support organisation.

Ownership has no page yet: it is ended with the action `accounts_app.actions.assignments`, and the account is judged
again with the button of its page.
"""

import pytest

from accounts_app.models import Assignment, SupportRequirement
from tests.factories import make_area, make_person, make_town
from tests.journeys.world import World, day

SITES = ["Kohdenro", "Kohde", "Asiakasnro", "Kunta", "Kriittinen", "Esimiehen hlönro", "Esimies alkaen", "Alkupvm"]
ABSENCES = ["Hlönro", "Alkaa", "Päättyy"]


def site_list(world: World, replaced: dict[int, str], since: str, *more: list[str]) -> None:
    """The list of sites in force; `replaced` gives some places of supervisors to somebody else from a day."""
    rows = []
    for place, site in enumerate(world.sites()):
        seat = place // 6
        supervisor, started = (replaced[seat], since) if seat in replaced else (world.person_no(seat), "")
        rows.append([site.site_no, site.name, world.customer_no(), "Helsinki", "E", supervisor, started, "1.1.2020"])
    world.deliver(SITES, *rows, *more)


@pytest.mark.parametrize(("changed", "level"), [(2, "AMBER"), (3, "RED")])
def test_supervisors_who_change_between_two_site_lists_colour_r24(world: World, changed: int, level: str) -> None:
    site_list(world, {}, "")
    assert world.colour() == "GREEN"
    newcomers = {seat: make_person().person_no for seat in range(changed)}
    site_list(world, newcomers, "30.8.2026")
    world.shows("R24", level)


def unled(world: World, number: int, since: str) -> list[str]:
    return [f"39{number:04}", f"Uusi {number}", world.customer_no(), "Helsinki", "E", "", "", since]


@pytest.mark.parametrize(
    ("count", "since", "level"), [(1, "7.9.2026", "AMBER"), (2, "7.9.2026", "RED"), (1, "20.8.2026", "RED")]
)
def test_listed_sites_without_a_supervisor_colour_r25_until_they_have_one(
    world: World, count: int, since: str, level: str
) -> None:
    site_list(world, {}, "", *(unled(world, number, since) for number in range(count)))
    world.shows("R25", level)
    named = [unled(world, number, since) for number in range(count)]
    for row in named:
        row[5] = world.person_no(0)
    world.deliver(SITES, *_rows_of(world, 24), *named)
    assert world.colour() == "GREEN"
    assert world.memory("R25") == [("GREEN", level, "facts"), (level, "GREEN", "facts")]


def test_a_list_that_names_a_supervisor_no_more_colours_r25_until_the_next_one_does(world: World) -> None:
    emptied = [[*row[:5], "", *row[6:]] if place < 6 else row for place, row in enumerate(_rows_of(world, 24))]
    world.deliver(SITES, *emptied)
    assert world.coloured()["R25"] == "RED"
    world.deliver(SITES, *_rows_of(world, 24))
    assert "R25" not in world.coloured()


def _rows_of(world: World, count: int) -> list[list[str]]:
    """The first sites of the list as they are."""
    common = [world.customer_no(), "Helsinki", "E"]
    sites = enumerate(world.sites()[:count])
    return [[site.site_no, site.name, *common, world.person_no(place // 6), "", "1.1.2020"] for place, site in sites]


def test_a_brief_nobody_reads_makes_r26_red_and_each_reader_helps(world: World) -> None:
    world.write(world.owner, "brief", text="Kulkuluvat on uusittu, katso ohje.")
    assert world.colour() == "GREEN"
    world.night(day("9-26"))
    assert (world.coloured()["R26"], world.colour()) == ("RED", "RED")
    for user in world.supervisors[:3]:
        world.write(user, "acknowledgement")
    assert (world.coloured()["R26"], world.colour()) == ("AMBER", "AMBER")
    world.write(world.supervisors[3], "acknowledgement")
    assert "R26" not in world.coloured()
    assert world.memory("R26") == [("GREEN", "RED", "facts"), ("RED", "AMBER", "facts"), ("AMBER", "GREEN", "facts")]


def test_owner_and_deputy_both_away_make_r27_amber_until_one_is_back(world: World) -> None:
    away = [[user.person.person_no, "1.9.2026", "30.9.2026"] for user in (world.owner, world.deputy)]
    world.deliver(ABSENCES, *away)
    world.shows("R27", "AMBER")
    away[1][2] = "4.9.2026"
    world.deliver(ABSENCES, *away)
    assert world.colour() == "GREEN"
    assert world.memory("R27") == [("GREEN", "AMBER", "facts"), ("AMBER", "GREEN", "facts")]


@pytest.mark.parametrize(("role", "level"), [("deputy", "AMBER"), ("owner", "RED")])
def test_an_account_that_loses_its_deputy_or_owner_is_coloured_by_r27(world: World, role: str, level: str) -> None:
    other = world.owner if role == "deputy" else world.deputy
    held = Assignment.objects.get(account=world.account, role=role)
    world.write(other, "responsible", held, ends_on=day("9-10"))
    world.shows("R27", level)
    world.write(other, "responsible", role=role, person=make_person("Uusi Nimi"), starts_on=day("9-11"))
    assert world.colour() == "GREEN"


def test_a_required_cell_without_a_person_makes_r28_amber_until_somebody_is_named(world: World) -> None:
    cell = {"town": make_town("Helsinki"), "business_area": make_area("Ikkunat")}
    requirement: SupportRequirement = world.write(world.owner, "support-requirement", **cell)
    world.shows("R28", "AMBER")
    named = {"person": world.supervisors[2].person, "town": requirement.town, "business_area": cell["business_area"]}
    world.write(world.owner, "support", **named)
    assert world.colour() == "GREEN"
    assert world.memory("R28") == [("GREEN", "AMBER", "facts"), ("AMBER", "GREEN", "facts")]
