"""Quality (LAA), R06–R10 of a service company and R06k–R08k of a consultancy: made amber and red, and green again."""

import datetime
from collections.abc import Iterable

import pytest

from accounts_app.models import Audit, Site
from tests.journeys.world import ROUND_DAYS, World, day

JUNE, JULY, AUGUST = ROUND_DAYS
ROUNDS = ["Kohdenro", "Suunniteltu pvm", "Kierroksen pvm", "Tulos-%", "Tila"]
SITES = ["Kohdenro", "Kohde", "Asiakasnro", "Kunta", "Kriittinen", "Esimiehen hlönro", "Alkupvm"]


def written(on: datetime.date) -> str:
    return f"{on.day}.{on.month}.{on.year}"


def rounds(on: datetime.date, sites: Iterable[Site], scores: dict[int, int | None], usual: int = 94) -> list[list[str]]:
    """The log of a day: `scores` names the sites by place that differ, None = planned and never done."""
    rows = []
    for place, site in enumerate(sites):
        score = scores.get(place, usual)
        done = [written(on), str(score), "Tehty"] if score is not None else ["", "", "Suunniteltu"]
        rows.append([site.site_no, written(on), *done])
    return rows


@pytest.mark.parametrize(("missed", "level"), [(5, "AMBER"), (12, "RED")])
def test_rounds_left_undone_in_the_log_colour_r06(world: World, missed: int, level: str) -> None:
    undone = dict.fromkeys(range(missed))
    world.deliver(ROUNDS, *rounds(JUNE, world.sites(), undone))
    world.shows("R06", level)


@pytest.mark.parametrize(("scores", "level"), [({}, "AMBER"), (dict.fromkeys(range(24), 79), "RED")])
def test_low_scores_everywhere_colour_r07(world: World, scores: dict[int, int | None], level: str) -> None:
    world.deliver(ROUNDS, *rounds(AUGUST, world.sites(), scores, usual=88))
    assert world.coloured()["R07"] == level
    assert world.colour() == level
    assert world.memory("R07") == [("GREEN", level, "facts")]


@pytest.mark.parametrize(("below", "level"), [(1, "AMBER"), (3, "RED")])
def test_sites_below_the_limit_colour_r08(world: World, below: int, level: str) -> None:
    world.deliver(ROUNDS, *rounds(AUGUST, world.sites(), dict.fromkeys(range(below), 75)))
    world.shows("R08", level)


def test_a_critical_site_below_the_limit_twice_running_is_red_alone(world: World) -> None:
    first = world.sites()[0]
    titles = [*SITES[:4], "Kriittinen", *SITES[5:]]
    world.deliver(titles, *(_site(world, site, "K" if site == first else "E") for site in world.sites()))
    assert world.colour() == "GREEN"
    for on in (JULY, AUGUST):
        world.deliver(ROUNDS, *rounds(on, world.sites(), {0: 75}))
    world.shows("R08", "RED")
    assert world.memory("R08") == [("GREEN", "RED", "facts")]


def _site(world: World, site: Site, critical: str = "E") -> list[str]:
    supervisor = site.supervisions.get().supervisor.person_no
    return [site.site_no, site.name, world.customer_no(), "Helsinki", critical, supervisor, "1.1.2020"]


def test_new_sites_without_a_round_make_the_coverage_r09_amber(world: World) -> None:
    new = [[f"39{n:04}", f"Uusi {n}", world.customer_no(), "Helsinki", "E", world.person_no(n % 4)] for n in range(5)]
    listed = [_site(world, site) for site in world.sites()]
    world.deliver(SITES, *listed, *([*row, "1.9.2026"] for row in new))
    world.shows("R09", "AMBER")
    done = [[row[0], "9.9.2026", "9.9.2026", "95", "Tehty"] for row in new]
    world.deliver(ROUNDS, *done)
    assert world.colour() == "GREEN"


def test_a_failed_audit_makes_r10_red_until_the_next_one_is_passed(world: World) -> None:
    world.write(world.owner, "audit", held_on=day("9-9"), is_passed="False")
    world.shows("R10", "RED")
    world.write(world.owner, "audit", held_on=day("9-11"), is_passed="True")
    assert world.colour() == "GREEN"
    assert world.memory("R10") == [("GREEN", "RED", "facts"), ("RED", "GREEN", "facts")]


@pytest.mark.parametrize(("severity", "level"), [("minor", "AMBER"), ("major", "RED")])
def test_a_late_non_conformity_colours_r10_until_it_is_closed(world: World, severity: str, level: str) -> None:
    audit = Audit.objects.get(account=world.account)
    typed = {"audit": audit, "name": "Avaimet kirjaamatta", "severity": severity, "due_on": day("9-1")}
    found = world.write(world.deputy, "non-conformity", **typed)
    world.shows("R10", level)
    world.write(world.deputy, "non-conformity", found, closed_on=day("9-11"))
    assert world.colour() == "GREEN"


def test_an_audit_whose_day_is_corrected_to_fourteen_months_ago_makes_r10_amber(world: World) -> None:
    world.write(world.owner, "audit", Audit.objects.get(account=world.account), held_on="2025-07-01")
    world.shows("R10", "AMBER")


@pytest.mark.parametrize(("late", "level"), [(1, "AMBER"), (2, "RED")])
def test_late_milestones_colour_r06k(world: World, late: int, level: str) -> None:
    account = world.consultancy
    projects = account.projects.filter(closed_on=None).order_by("pk")[:late]
    for project in projects:
        world.write(world.controller, "project", project, account, milestone_on=day("8-20"))
    world.shows("R06k", level, account)
    for project in projects:
        world.write(world.owner, "project", project, account, milestone_on=day("11-9"))
    assert world.colour(account) == "GREEN"


@pytest.mark.parametrize(("grade", "level"), [("3,8", "AMBER"), ("3,2", "RED")])
def test_low_feedback_of_closed_projects_colours_r07k(world: World, grade: str, level: str) -> None:
    account = world.consultancy
    for project in account.projects.exclude(closed_on=None):
        world.write(world.owner, "project", project, account, feedback=grade)
    world.shows("R07k", level, account)


@pytest.mark.parametrize(("hours", "level"), [("112", "AMBER"), ("130", "RED")])
def test_a_project_over_its_hours_colours_r08k(world: World, hours: str, level: str) -> None:
    account = world.consultancy
    project = account.projects.filter(closed_on=None).earliest("pk")
    world.write(world.controller, "project", project, account, used_hours=hours)
    world.shows("R08k", level, account)
    world.write(world.controller, "project", project, account, budget_hours="200")
    assert world.colour(account) == "GREEN"
