"""Director meetings, goals and the clock (domain.md 1.4 G2, G4)."""

from datetime import date

import pytest

from accounts_app.models import Account, ClockEvent, Goal, GoalCheck, Meeting
from reporting.facts.care import Care, read
from reporting.facts.period import Period
from tests.factories import make_account, make_goal, make_meeting, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
PERIOD = Period(date(2026, 8, 1), TODAY)


def care(account: Account, as_of: date = TODAY) -> Care:
    return read([account.pk], Period(PERIOD.month, as_of))[account.pk]


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


def test_the_clock_of_the_year() -> None:
    account = make_account()
    window = {"earliest_on": date(2026, 5, 1), "latest_on": date(2026, 6, 1)}
    ClockEvent.objects.create(account=account, year=2026, kind="JT", **window)
    assert care(account).has_clock
    assert not care(account, date(2027, 1, 10)).has_clock
    assert not care(make_account()).has_clock
