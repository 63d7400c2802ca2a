"""An event of the clock is done when evidence is linked, never by ticking."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.clock_events import generate
from accounts_app.actions.records import write
from accounts_app.forms.records.clock_event import ClockEventForm
from accounts_app.models import ClockEvent
from tests.factories import make_account, make_clock_event, make_meeting
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def new(world: SimpleNamespace, **values: Any) -> Any:
    typed = {"kind": "KS", "earliest_on": "2026-10-01", "latest_on": "2026-10-31"}
    return fill(ClockEventForm, world.account, world.owner, **typed | values)


def old(world: SimpleNamespace, row: ClockEvent, **values: Any) -> Any:
    return fill(ClockEventForm, world.account, world.owner, row, **values)


def test_a_new_event_takes_the_next_number_of_its_year(world: SimpleNamespace) -> None:
    make_clock_event(world.account, "KS", TODAY, ordinal=3)
    make_clock_event(make_account(), "KS", TODAY, ordinal=7)
    form = new(world)
    assert form.is_valid(), form.errors
    row = ClockEvent.objects.get(pk=write(form=form, kind="clock-event", by=world.owner).pk)
    assert (row.year, row.ordinal, row.account) == (2026, 4, world.account)


def test_the_window_ends_after_it_begins(world: SimpleNamespace) -> None:
    assert set(new(world, latest_on="2026-09-30").errors) == {"latest_on"}
    assert new(world, latest_on="2026-10-01").is_valid()


def test_evidence_and_its_day_come_together(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "KS", TODAY)
    assert set(old(world, row, done_on="2026-09-10").errors) == {"evidence"}
    assert set(old(world, row, evidence="https://intra.example/ks").errors) == {"done_on"}
    assert set(old(world, row, done_on="2026-09-12", evidence="x").errors) == {"done_on"}
    assert old(world, row, done_on="2026-09-11", evidence="Kate käyty läpi").is_valid()


def test_the_window_of_an_existing_event_stays(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "KS", TODAY)
    form = old(world, row, kind="RI", earliest_on="2027-01-01", latest_on="2027-12-31")
    assert form.is_valid()
    write(form=form, kind="clock-event", by=world.owner)
    row.refresh_from_db()
    assert (row.kind, row.latest_on) == ("KS", TODAY)


def test_an_event_that_is_a_meeting_takes_a_fitting_meeting_only(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "JT", TODAY)
    form = empty(ClockEventForm, world.account, world.owner, row)
    assert list(form.fields) == ["meeting"]
    remote = make_meeting(world.account, TODAY, mode="remote")
    fitting = make_meeting(world.account, TODAY - DAY)
    assert set(old(world, row, meeting=remote.pk).errors) == {"meeting"}
    assert old(world, row, meeting=fitting.pk).is_valid()


def test_a_new_event_that_is_a_meeting_is_not_done_by_words(world: SimpleNamespace) -> None:
    form = new(world, kind="JT", done_on="2026-09-10", evidence="tavattiin")
    assert "done_on" in form.errors


def test_meetings_of_others_and_cancelled_ones_are_no_evidence(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "TU", TODAY)
    for meeting in (make_meeting(make_account(), TODAY), make_meeting(world.account, TODAY, state="cancelled")):
        assert set(old(world, row, meeting=meeting.pk).errors) == {"meeting"}


def test_the_form_tells_event_window_and_state(world: SimpleNamespace) -> None:
    row = make_clock_event(world.account, "KS", TODAY - 20 * DAY)
    told = [str(line.value) for line in empty(ClockEventForm, world.account, world.owner, row).told()]
    assert told[1] == "23.7.2026–22.8.2026"
    assert list(empty(ClockEventForm, world.account, world.owner).told()) == []


def test_the_latest_one_without_evidence_stands_first(world: SimpleNamespace) -> None:
    done = make_clock_event(world.account, "KS", TODAY - 60 * DAY, done_on=TODAY - 70 * DAY, evidence="x")
    ahead = make_clock_event(world.account, "KS", TODAY + 60 * DAY)
    late = make_clock_event(world.account, "KS", TODAY - 30 * DAY)
    page = Desk(world.owner, world.account, "clock-event").list()
    assert [row for row, _cells, _may in page.context["rows"]] == [late, ahead, done]


def test_an_event_of_the_plan_is_not_taken_away_but_one_added_by_hand_is(world: SimpleNamespace) -> None:
    generate(account=world.account, year=2026)
    planned = ClockEvent.objects.filter(kind="TV").get()
    by_hand = make_clock_event(world.account, "TV", TODAY, ordinal=2)
    desk = Desk(world.owner, world.account, "clock-event")
    assert "record-delete" not in text_of(desk.form(planned.pk))
    assert desk.take_away(planned.pk).status_code == 403
    assert desk.take_away(by_hand.pk).status_code == 302
