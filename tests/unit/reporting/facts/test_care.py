"""Director meetings, goals and the clock (domain.md 1.4 G2–G6)."""

from datetime import date

import pytest

from accounts_app.models import Account, ClockEvent, Goal, GoalCheck, Meeting
from reporting.facts.care import Care, read
from reporting.facts.period import Period
from tests.factories import (
    make_account,
    make_budget,
    make_card,
    make_clock_event,
    make_goal,
    make_instruction,
    make_meeting,
    make_person,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
PERIOD = Period(date(2026, 8, 1), TODAY)


def care(account: Account, as_of: date = TODAY) -> Care:
    return read([account.pk], Period(PERIOD.month, as_of), has_hours=True)[account.pk]


def test_only_held_meetings_face_to_face_with_a_decision_maker_count() -> None:
    account = make_account()
    make_meeting(account, date(2026, 6, 10))
    make_meeting(account, date(2026, 7, 1), mode=Meeting.Mode.REMOTE)
    make_meeting(account, date(2026, 7, 2), with_decision_maker=False)
    make_meeting(account, date(2026, 7, 3), kind=Meeting.Kind.STEERING)
    make_meeting(account, date(2026, 7, 4), state=Meeting.State.CANCELLED)
    make_meeting(account, date(2026, 9, 30), state=Meeting.State.BOOKED, with_decision_maker=False)
    make_meeting(account, date(2026, 10, 30), state=Meeting.State.BOOKED)
    fields = care(account).fields
    assert (fields["last_meeting_on"], fields["days_since_meeting"]) == (date(2026, 6, 10), 93)
    assert (fields["next_meeting_on"], fields["next_meeting_in_days"]) == (date(2026, 9, 30), 19)


def test_a_meeting_held_later_is_not_known() -> None:
    account = make_account()
    make_meeting(account, date(2026, 6, 10))
    make_meeting(account, date(2026, 9, 1))
    assert care(account, date(2026, 8, 31)).fields["days_since_meeting"] == 82


def test_no_meeting_and_nothing_booked() -> None:
    fields = care(make_account()).fields
    assert fields["days_since_meeting"] is None
    assert fields["next_meeting_in_days"] is None


def test_goals_by_how_they_go() -> None:
    account, owner = make_account(), make_person()
    make_goal(account, owner)
    make_goal(account, owner, state=Goal.State.AT_RISK)
    make_goal(account, owner, state=Goal.State.LATE)
    make_goal(account, owner, due_on=date(2026, 9, 10))  # on track by word, late by the calendar
    make_goal(account, owner, state=Goal.State.DONE, due_on=date(2026, 1, 1))
    unchecked = make_goal(account, owner)
    GoalCheck.objects.create(goal=unchecked, due_on=date(2026, 8, 27))
    GoalCheck.objects.create(goal=unchecked, due_on=date(2026, 8, 26))
    GoalCheck.objects.create(goal=make_goal(account, owner), due_on=date(2026, 6, 1), done_on=date(2026, 6, 2))
    fields = care(account).fields
    assert fields["goals_active"] == 6
    assert (fields["goals_on_track"], fields["goals_at_risk"], fields["goals_late"]) == (3, 1, 2)
    assert fields["goals_unchecked"] == 1


def test_the_goal_that_speaks_is_late_then_at_risk_then_unchecked() -> None:
    account, owner = make_account(), make_person()
    assert (care(account).fields["goal_name"], care(account).fields["goal_reason"]) == ("", "")
    make_goal(account, owner, name="Kunnossa")
    forgotten = make_goal(account, owner, name="Tarkistamatta")
    GoalCheck.objects.create(goal=forgotten, due_on=date(2026, 8, 27))
    assert spoken(account, date(2026, 9, 10)) == ("", "")  # fourteen days are given
    assert spoken(account) == ("Tarkistamatta", "unchecked")
    make_goal(account, owner, name="Vaarassa", state=Goal.State.AT_RISK)
    assert spoken(account) == ("Vaarassa", "at_risk")
    make_goal(account, owner, name="Myöhässä", state=Goal.State.LATE)
    make_goal(account, owner, name="Eniten myöhässä", due_on=date(2026, 9, 1))
    assert spoken(account) == ("Eniten myöhässä", "late")


def spoken(account: Account, as_of: date = TODAY) -> tuple[object, object]:
    fields = care(account, as_of).fields
    return fields["goal_name"], fields["goal_reason"]


def test_a_check_done_later_counts_as_missed() -> None:
    account = make_account()
    goal = make_goal(account, make_person())
    GoalCheck.objects.create(goal=goal, due_on=date(2026, 8, 1), done_on=date(2026, 9, 12))
    assert care(account).fields["goals_unchecked"] == 1
    assert care(account, date(2026, 9, 12)).fields["goals_unchecked"] == 0


def test_what_is_late_stands_beside_the_meetings() -> None:
    account = make_account()
    make_clock_event(account, "SA", date(2026, 8, 1))
    make_instruction(account, date(2026, 9, 10))
    make_budget(account, 120)
    make_card(account, date(2026, 7, 1))
    fields = care(account).fields
    assert (fields["clock_late14"], fields["instr_unack_wd"], fields["prev_card_late"]) == (1, 1, True)
    assert fields["time_budget_pct"] == 0
    bare = care(make_account()).fields
    assert (bare.get("clock_late14"), bare.get("time_budget_pct"), bare["prev_card_late"]) == (None, None, None)


def test_the_clock_of_the_year() -> None:
    account = make_account()
    window = {"earliest_on": date(2026, 5, 1), "latest_on": date(2026, 6, 1)}
    ClockEvent.objects.create(account=account, year=2026, kind="JT", **window)
    assert care(account).has_clock
    assert not care(account, date(2027, 1, 10)).has_clock
    assert not care(make_account()).has_clock
