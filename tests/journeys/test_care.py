"""Care (HOI), R18–R23: meetings, clock, goals, instructions, hours and the card, by their pages and by days passing."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from accounts_app.models import Contact, Goal, HoursBudget, Instruction, Meeting
from reporting.models import QualityCard, SourceLoad
from tests.factories.records import path_typed
from tests.journeys.world import World, day

HOURS = ["Hlönro", "Pvm", "Seurantakohde", "Laji", "Tunnit"]


def test_a_meeting_that_was_not_held_colours_r18_and_the_next_one_clears_it(world: World) -> None:
    earlier, latest = Meeting.objects.filter(account=world.account).order_by("meets_on")
    world.write(world.owner, "meeting", latest, is_cancelled="on")
    world.shows("R18", "AMBER")
    world.write(world.owner, "meeting", earlier, meets_on=day("3-25"))
    world.shows("R18", "RED")
    decider = Contact.objects.get(account=world.account)
    typed = {"kind": "director", "mode": "face_to_face", "contacts": [decider]}
    world.write(world.owner, "meeting", **typed, meets_on=day("9-20"))
    world.shows("R18", "AMBER")
    world.write(world.owner, "meeting", **typed, meets_on=day("9-11"))
    assert world.colour() == "GREEN"
    assert [change[:2] for change in world.memory("R18")] == [
        ("GREEN", "AMBER"),
        ("AMBER", "RED"),
        ("RED", "AMBER"),
        ("AMBER", "GREEN"),
    ]
    assert {change[2] for change in world.memory("R18")} == {"facts"}


def event(world: World, kind: str, latest: str) -> Any:
    typed = {"kind": kind, "earliest_on": day(latest) - datetime.timedelta(days=28), "latest_on": day(latest)}
    return world.write(world.deputy, "clock-event", **typed)


@pytest.mark.parametrize(
    ("events", "level"),
    [([("TV", "8-20")], "AMBER"), ([("TV", "8-20")] * 3, "RED"), ([("TS", "7-20")], "RED")],
    ids=["one", "three", "key"],
)
def test_late_events_of_the_clock_colour_r19_until_their_evidence_is_linked(
    world: World, events: list[tuple[str, str]], level: str
) -> None:
    late = [event(world, *one) for one in events]
    world.shows("R19", level)
    for one in late:
        world.write(world.owner, "clock-event", one, done_on=day("9-10"), evidence="Muistio 14")
    assert world.colour() == "GREEN"
    up = ["AMBER", "RED", "AMBER"] if len(events) > 1 else [level]
    assert [new for _old, new, _cause in world.memory("R19")] == [*up, "GREEN"]


def test_a_window_moved_with_a_reason_clears_r19_until_it_is_over_as_well(world: World) -> None:
    late = event(world, "TV", "8-20")
    world.shows("R19", "AMBER")
    world.write(world.owner, "clock-window", late, latest_on=day("9-20"), move_reason="Asiakas on muuttamassa")
    assert world.colour() == "GREEN"
    world.night(day("10-5"))
    assert world.coloured()["R19"] == "AMBER"


@pytest.mark.parametrize(
    ("state", "count", "level"), [("at_risk", 1, "AMBER"), ("late", 1, "AMBER"), ("late", 2, "RED")]
)
def test_goals_off_their_track_colour_r20(world: World, state: str, count: int, level: str) -> None:
    goals = Goal.objects.filter(account=world.account).order_by("pk")[:count]
    for goal in goals:
        world.write(world.owner, "goal", goal, state=state)
    world.shows("R20", level)
    for goal in goals:
        world.write(world.owner, "goal", goal, state="on_track", progress_pct="50")
    assert world.colour() == "GREEN"


def test_a_check_of_a_goal_missed_for_two_weeks_makes_r20_amber(world: World) -> None:
    typed = {"name": "Uusi tavoite", "due_on": day("12-31"), "rhythm": "monthly", "first_check_on": day("9-11")}
    goal = world.write(world.owner, "goal", **typed)
    assert world.colour() == "GREEN"
    world.night(day("9-26"))
    assert world.coloured()["R20"] == "AMBER"
    check = goal.checks.order_by("due_on")[0]
    world.write(world.owner, "goal", goal, **{f"check_{check.pk}_done_on": day("9-26")})
    assert "R20" not in world.coloured()


def test_a_board_instruction_nobody_acknowledges_makes_r21_amber(world: World) -> None:
    typed = {"text": "Sovi tapaaminen", "responsible": world.owner.person, "due_on": day("10-30")}
    instruction: Instruction = world.write(world.chair, "instruction", **typed)
    world.night(day("9-18"))
    assert "R21" not in world.coloured(), "five working days are given"
    world.night(day("9-21"))
    world.shows("R21", "AMBER")
    world.step(world.owner, instruction, "acknowledge")
    assert world.colour() == "GREEN"
    assert world.memory("R21") == [("GREEN", "AMBER", "facts"), ("AMBER", "GREEN", "facts")]


def test_an_action_of_the_board_that_is_late_turns_r21_amber_then_red(world: World) -> None:
    typed = {"text": "Korjaa laatu", "responsible": world.owner.person, "due_on": day("9-11")}
    instruction: Instruction = world.write(world.chair, "instruction", **typed)
    world.step(world.owner, instruction, "acknowledge")
    world.night(day("9-26"))
    assert (world.coloured()["R21"], world.colour()) == ("AMBER", "AMBER")
    world.night(day("10-12"))
    assert (world.coloured()["R21"], world.colour()) == ("RED", "RED")
    world.step(world.owner, instruction, "finish", done_on=day("10-12"), evidence="Raportti")
    assert "R21" not in world.coloured()


@pytest.mark.parametrize("hours", ["9", "-"], ids=["too much", "too little"])
def test_care_hours_far_from_their_budget_make_r22_amber(world: World, hours: str) -> None:
    number = world.owner.person.person_no
    if hours == "-":
        world.deliver(HOURS, *([number, f"5.{m}.2026", world.customer_no(), "Asiakashoito", "4"] for m in range(1, 9)))
    else:
        days = [f"{d}.8.2026" for d in (10, 11, 12, 13)]
        world.deliver(HOURS, *([number, on, world.customer_no(), "Asiakashoito", hours] for on in days))
    world.shows("R22", "AMBER")


def test_a_budget_of_hours_that_fits_takes_r22_back(world: World) -> None:
    budget = HoursBudget.objects.get(account=world.account)
    world.write(world.controller, "hours-budget", budget, hours="300")
    world.shows("R22", "AMBER")
    world.write(world.owner, "hours-budget", budget, hours="120")
    assert world.colour() == "GREEN"


def publish(world: World, month: str) -> None:
    """Drafts by the controller, words by the owner, publication by the owner."""
    world.post(world.controller, reverse("reporting:job_build_cards"), {"month": month})
    card = QualityCard.objects.get(account=world.account, month=f"{month}-01")
    world.post(
        world.owner, reverse("reporting:card_write", args=[card.pk]), {"comment": "Kaikki kunnossa.", **path_typed()}
    )
    world.post(world.owner, reverse("reporting:card_publish", args=[card.pk]), {})


def test_a_card_published_late_makes_r23_amber_until_the_next_one_comes_in_time(world: World) -> None:
    """The card of July is due on 14.8., that of August on 14.9.; once September is judged, August's card speaks."""
    publish(world, "2026-07")
    world.refresh(world.owner)
    world.shows("R23", "AMBER")
    publish(world, "2026-08")
    for source in ("revenue", "margin", "targets"):
        SourceLoad.objects.create(source=source, as_of_on=day("10-7"), last_month=day("9-1"))
    world.night(day("10-7"))
    assert "R23" not in world.coloured()
    assert world.memory("R23") == [("NA", "AMBER", "facts"), ("AMBER", "GREEN", "facts")]


def test_an_instruction_goes_from_the_board_to_the_account_and_back_until_it_is_closed(world: World) -> None:
    typed = {"text": "Sovi tapaaminen", "responsible": world.owner.person, "due_on": day("10-30")}
    instruction: Instruction = world.write(world.chair, "instruction", **typed)
    world.step(world.owner, instruction, "acknowledge")
    world.step(world.owner, instruction, "propose", reason="Asiakas on lomalla lokakuun, uusi päivä 15.11.")
    world.step(world.chair, instruction, "accept", due_on=day("11-15"))
    world.step(world.owner, instruction, "start")
    world.step(world.owner, instruction, "finish", evidence="https://intra.example/muistio")
    world.step(world.chair, instruction, "send-back", reason="Muistiosta puuttuu päättäjä")
    world.step(world.owner, instruction, "finish", evidence="https://intra.example/muistio-2")
    world.step(world.chair, instruction, "close")
    instruction.refresh_from_db()
    assert (instruction.due_on, instruction.closed_on) == (day("11-15"), day("9-11"))
    assert "R21" not in world.coloured()
    world.step(world.chair, instruction, "reopen", due_on=day("12-15"))
    again = Instruction.objects.get(reopens=instruction)
    world.night(day("9-21"))
    world.shows("R21", "AMBER")
    world.step(world.chair, again, "cancel", reason="Tapaaminen on sovittu muuten")
    assert world.colour() == "GREEN"
