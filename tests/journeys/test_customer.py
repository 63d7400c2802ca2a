"""Customer (ASI), R11–R17: answers and complaints, delivered or written by hand."""

import datetime
from typing import Any

import pytest

from accounts_app.models import Complaint, SurveyAnswer
from tests.journeys.world import World, day

SURVEY = ["Kysely", "Vastauspvm", "Asiakasnro", "Rooli", "Kokonaisarvosana"]
COMPLAINTS = ["Numero", "Saapunut", "Asiakasnro", "Kohdenro", "Luokka", "Vakavuus", "Ensivastaus", "Määräaika"]


def answers(world: World, on: str, *grades: tuple[str, str]) -> None:
    world.deliver(SURVEY, *(["Kysely 8/2026", on, world.customer_no(), role, grade] for role, grade in grades))


@pytest.mark.parametrize(("grade", "level"), [("3,8", "AMBER"), ("3,2", "RED")])
def test_a_survey_with_low_grades_colours_r11(world: World, grade: str, level: str) -> None:
    answers(world, "20.8.2026", *[("käyttäjä", grade)] * 6)
    world.shows("R11", level)


def test_a_low_answer_of_a_decision_maker_waits_turns_red_and_is_followed_up(world: World) -> None:
    answers(world, "7.9.2026", ("päättäjä", "2"), *[("käyttäjä", "5")] * 6)
    world.shows("R12", "AMBER")
    world.night(day("9-22"))
    assert (world.coloured()["R12"], world.colour()) == ("RED", "RED")
    low = SurveyAnswer.objects.get(account=world.account, role="decider")
    world.write(world.owner, "answer", low, note="Soitettu, sovittu katselmus")
    assert (world.coloured()["R12"], world.colour()) == ("AMBER", "AMBER")
    assert world.memory("R12") == [("GREEN", "AMBER", "facts"), ("AMBER", "RED", "facts"), ("RED", "AMBER", "facts")]
    world.night(day("11-22"))
    assert "R12" not in world.coloured(), "the talk is followed for sixty days"


def log(world: World, count: int, *, late: int = 0) -> None:
    """Complaints of July by the log: each of another site, closed at once, `late` of them answered after two days."""
    rows = []
    for place, site in enumerate(world.sites()[:count]):
        answered = "8.7.2026 9.00" if place < late else "6.7.2026 10.00"
        row = [f"R-{place}", "6.7.2026 9.00", world.customer_no(), site.site_no, "Laatu", "Tavanomainen", answered]
        rows.append([*row, "20.7.2026", "9.7.2026"])
    world.deliver([*COMPLAINTS, "Suljettu"], *rows)


@pytest.mark.parametrize(("count", "level"), [(6, "AMBER"), (11, "RED")])
def test_many_complaints_in_the_log_colour_r13(world: World, count: int, level: str) -> None:
    log(world, count)
    world.shows("R13", level)


@pytest.mark.parametrize(("count", "late", "level"), [(3, 1, "AMBER"), (5, 2, "RED")])
def test_late_first_responses_in_the_log_colour_r16(world: World, count: int, late: int, level: str) -> None:
    log(world, count, late=late)
    world.shows("R16", level)


def complain(world: World, place: int = 0, **typed: Any) -> Complaint:
    """A complaint of the end of August logged by a supervisor near the account and answered within an hour."""
    came = {"received_at": "2026-08-27T09:00", "first_response_at": "2026-08-27T10:00"}
    plain = {"site": world.sites()[place], "category": f"Vika {place}", "severity": "ordinary"}
    complaint: Complaint = world.write(world.supervisors[0], "complaint", **(came | plain | typed))
    return complaint


@pytest.mark.parametrize(("count", "due_on", "level"), [(1, "9-4", "AMBER"), (3, "9-4", "RED"), (1, "8-27", "RED")])
def test_complaints_overdue_colour_r14_until_they_are_closed(world: World, count: int, due_on: str, level: str) -> None:
    late = [complain(world, place, due_on=day(due_on)) for place in range(count)]
    world.shows("R14", level)
    for complaint in late:
        world.write(world.owner, "complaint", complaint, closed_on=day("9-11"))
    assert world.colour() == "GREEN"
    assert world.memory("R14")[-1] == ("AMBER" if count > 1 else level, "GREEN", "facts")


def test_a_critical_complaint_is_red_then_amber_for_thirty_days(world: World) -> None:
    complaint = complain(
        world, severity="critical", received_at="2026-09-11T08:00", first_response_at="2026-09-11T08:30"
    )
    world.shows("R15", "RED")
    world.write(world.owner, "complaint", complaint, closed_on=day("9-11"), is_accepted="true")
    world.shows("R15", "AMBER")
    assert world.memory("R15") == [("GREEN", "RED", "facts"), ("RED", "AMBER", "facts")]
    world.night(datetime.date(2026, 10, 12))
    assert "R15" not in world.coloured()


@pytest.mark.parametrize(("count", "level"), [(2, "AMBER"), (4, "RED")])
def test_the_same_fault_at_the_same_site_colours_r17(world: World, count: int, level: str) -> None:
    for _time in range(count):
        complain(world, closed_on=day("8-28"), is_accepted="true")
    world.shows("R17", level)
