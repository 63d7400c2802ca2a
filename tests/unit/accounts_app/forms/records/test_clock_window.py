"""The window of an event is moved with a reason, twice at most, and what is on time is told by the first one."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.clock_events import move
from accounts_app.clock import State, days_late, state, state_words
from accounts_app.forms.records.clock_window import ClockWindowForm
from accounts_app.models import ClockEvent
from tests.factories import make_clock_event, make_meeting, make_user
from tests.unit.accounts_app.forms.records.desk import TODAY, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHY = "Asiakas on muuttamassa"


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def moved(world: SimpleNamespace, row: ClockEvent, to: datetime.date, user: Any = None, **values: Any) -> Any:
    typed = {"latest_on": to.isoformat(), "move_reason": WHY}
    return fill(ClockWindowForm, world.account, user or world.owner, row, **typed | values)


def carried_out(world: SimpleNamespace, row: ClockEvent, to: datetime.date) -> ClockEvent:
    form = moved(world, ClockEvent.objects.get(pk=row.pk), to)
    assert form.is_valid(), form.errors
    move(form=form, kind="clock-window", by=world.owner)
    row.refresh_from_db()
    return row


def test_the_window_keeps_its_length_and_the_first_end_is_kept(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "KS", TODAY - 20 * DAY)
    carried_out(world, row, TODAY + 5 * DAY)
    assert (row.earliest_on, row.latest_on) == (TODAY - 25 * DAY, TODAY + 5 * DAY)
    carried_out(world, row, TODAY + 9 * DAY)
    assert (row.planned_latest_on, row.moves, row.move_reason) == (TODAY - 20 * DAY, 2, WHY)


def test_a_moved_event_is_late_by_its_new_window_and_on_time_by_the_first(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "KS", TODAY - 20 * DAY)
    assert days_late(row, TODAY) == 20
    carried_out(world, row, TODAY + 5 * DAY)
    assert (days_late(row, TODAY), state(row, TODAY)) == (0, State.OPEN)
    assert state_words(row, TODAY) == "auki, siirretty"
    row.done_on = TODAY
    assert state(row, TODAY) is State.DONE_LATE
    row.done_on = TODAY - 20 * DAY
    assert state(row, TODAY) is State.DONE


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"move_reason": "  "}, "move_reason"),
        ({"latest_on": ""}, "latest_on"),
        ({"latest_on": "2026-09-10"}, "latest_on"),
        ({"latest_on": "2026-09-30"}, "latest_on"),
    ],
    ids=["no reason", "no day", "in the past", "the same day"],
)
def test_a_move_has_a_reason_and_another_day_ahead(world: SimpleNamespace, typed: dict[str, str], field: str) -> None:
    row = make_clock_event(world.account, "KS", datetime.date(2026, 9, 30))
    assert set(moved(world, row, TODAY, **typed).errors) == {field}


def test_the_last_reason_is_not_offered_for_the_next_move(world: SimpleNamespace) -> None:
    row = carried_out(world, make_clock_event(world.account, "KS", TODAY), TODAY + DAY)
    page = text_of(Desk(world.owner, world.account, "clock-window").form(row.pk))
    assert WHY not in page
    assert "Ensimmäinen ikkuna päättyi" in page


@pytest.mark.parametrize(("days", "is_allowed"), [(30, True), (31, False)])
def test_a_key_event_goes_further_than_thirty_days_only_by_a_director(
    world: SimpleNamespace, days: int, is_allowed: bool
) -> None:
    row = make_clock_event(world.account, "TS", TODAY)
    assert moved(world, row, TODAY + days * DAY).is_valid() is is_allowed
    for director in (world.director, make_user(role="business_director")):
        assert moved(world, ClockEvent.objects.get(pk=row.pk), TODAY + days * DAY, director).is_valid()


def test_thirty_days_are_counted_from_the_first_window(world: SimpleNamespace) -> None:
    row = carried_out(world, make_clock_event(world.account, "TS", TODAY), TODAY + 20 * DAY)
    assert "latest_on" in moved(world, row, TODAY + 31 * DAY).errors


def test_a_director_who_owns_the_account_moves_no_further_than_any_owner(world: SimpleNamespace) -> None:
    world.site.area_director = world.owner.person
    world.site.save(update_fields=["area_director"])
    row = make_clock_event(world.account, "TS", TODAY)
    assert "latest_on" in moved(world, row, TODAY + 31 * DAY).errors


def test_only_what_waits_and_was_not_moved_twice_is_offered(world: SimpleNamespace) -> None:
    waiting = make_clock_event(world.account, "KS", TODAY)
    booked = make_clock_event(
        world.account, "OR", TODAY + DAY, meeting=make_meeting(world.account, TODAY, state="booked")
    )
    held = make_meeting(world.account, TODAY - DAY)
    others = [
        make_clock_event(world.account, "TA", TODAY, done_on=TODAY, evidence="x"),
        make_clock_event(world.account, "JT", TODAY, meeting=held),
        make_clock_event(world.account, "TU", TODAY, moves=2),
    ]
    desk = Desk(world.owner, world.account, "clock-window")
    assert [row for row, _cells, may in desk.list().context["rows"] if may] == [waiting, booked]
    assert {desk.form(row.pk).status_code for row in others} == {404}


def test_who_moves_a_window_and_who_only_reads(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "KS", TODAY)
    for user, answer in ((world.deputy, 200), (world.director, 200), (world.supervisor, 403), (world.outsider, 403)):
        assert Desk(user, world.account, "clock-window").form(row.pk).status_code == answer
    typed = {"latest_on": "2026-09-20", "move_reason": WHY}
    assert Desk(world.supervisor, world.account, "clock-window").write(row.pk, **typed).status_code == 403
    assert Desk(world.director, world.account, "clock-window").write(row.pk, **typed).status_code == 302
    row.refresh_from_db()
    assert row.latest_on == datetime.date(2026, 9, 20)
