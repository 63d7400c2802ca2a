"""The annual clock: windows of a year, states from evidence, generation that never doubles."""

import datetime

import pytest

from accounts_app import clock
from accounts_app.actions.clock_events import generate, link_evidence, tie
from accounts_app.clock import State, days_late, plan_year, state
from accounts_app.clock_windows import is_quiet
from accounts_app.models import ClockEvent, Contract, Meeting
from config.common.working_days import is_working_day
from teams.models import AuditEvent
from tests.factories import make_account, make_meeting

date = datetime.date
TODAY = date(2026, 9, 11)


def kinds(care_model: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for planned in plan_year(care_model=care_model, anniversary=date(2019, 3, 1), year=2026):
        found[planned.kind] = found.get(planned.kind, 0) + 1
    return found


def event(**values: object) -> ClockEvent:
    fields = {"kind": "OR", "earliest_on": date(2026, 9, 1), "latest_on": date(2026, 9, 29), **values}
    return ClockEvent(year=2026, **fields)


def test_counts_of_the_care_models() -> None:
    a, b, c, d = (kinds(model) for model in "ABCD")
    assert (a["JT"], a["SY"], a["OR"], a["WE"], a["TA"]) == (3, 1, 2, 4, 4)
    assert (b["JT"], b["SY"], b["OR"], b["WE"], b["TU"]) == (1, 1, 1, 2, 2)
    assert (c["JT"], "SY" in c, "OR" in c) == (1, False, False)
    assert d == {"TV": 1, "VV": 1}
    assert sum(a.values()) > sum(b.values()) > sum(c.values()) > sum(d.values())


@pytest.mark.parametrize("anniversary", [date(2019, month, 15) for month in range(1, 13)], ids=str)
def test_director_meetings_stand_in_four_quarters(anniversary: date) -> None:
    planned = plan_year(care_model="A", anniversary=anniversary, year=2026)
    meetings = [row.window for row in planned if row.kind in ("JT", "SY")]
    middles = sorted(window.earliest_on + (window.latest_on - window.earliest_on) / 2 for window in meetings)
    assert len({(day.year, (day.month - 1) // 3) for day in middles}) == 4


def test_anniversary_in_july_moves_to_august() -> None:
    planned = plan_year(care_model="A", anniversary=date(2019, 7, 15), year=2026)
    window = next(row.window for row in planned if row.kind == "SY")
    assert (window.earliest_on, window.latest_on) == (date(2026, 8, 10), date(2026, 9, 4))


def test_anniversary_of_a_leap_day_is_the_28th() -> None:
    planned = plan_year(care_model="B", anniversary=date(2020, 2, 29), year=2027)
    window = next(row.window for row in planned if row.kind == "SY")
    assert window.earliest_on <= date(2027, 2, 28) <= window.latest_on


@pytest.mark.parametrize("year", range(2024, 2031))
def test_meeting_windows_end_on_open_days(year: int) -> None:
    for row in plan_year(care_model="A", anniversary=date(2019, 1, 1), year=year):
        assert row.window.earliest_on <= row.window.latest_on
        if row.kind in ("JT", "SY", "OR", "WE"):
            assert is_working_day(row.window.latest_on)
            assert not is_quiet(row.window.latest_on)


def test_contracts_bring_their_own_events() -> None:
    contract = Contract(ends_on=date(2027, 6, 30), price_review_month=10)
    planned = plan_year(care_model="C", anniversary=date(2019, 3, 1), year=2026, contracts=[contract])
    windows = {row.kind: row.window for row in planned}
    assert windows["SP"].earliest_on == date(2027, 6, 30) - datetime.timedelta(days=270)
    assert windows["HI"].earliest_on == date(2026, 10, 1) - datetime.timedelta(days=90)


def test_states_follow_the_day_and_the_evidence() -> None:
    held = Meeting(kind="steering", state="held", meets_on=date(2026, 9, 8))
    booked = Meeting(kind="steering", state="booked", meets_on=date(2026, 9, 20))
    forgotten = Meeting(kind="steering", state="booked", meets_on=date(2026, 9, 5))
    assert state(event(earliest_on=date(2026, 9, 12)), TODAY) is State.UPCOMING
    assert state(event(), TODAY) is State.OPEN
    assert state(event(meeting=booked), TODAY) is State.BOOKED
    assert state(event(meeting=held), TODAY) is State.DONE
    assert state(event(meeting=forgotten), TODAY) is State.OPEN
    assert state(event(done_on=date(2026, 9, 3)), TODAY) is State.DONE
    assert state(event(latest_on=date(2026, 9, 2), done_on=date(2026, 9, 3)), TODAY) is State.DONE_LATE
    assert state(event(latest_on=date(2026, 9, 10)), TODAY) is State.LATE
    assert state(event(done_on=date(2026, 9, 20)), TODAY) is State.OPEN


def test_days_late_are_counted_from_the_end_of_the_window() -> None:
    assert days_late(event(latest_on=date(2026, 8, 27)), TODAY) == 15
    assert days_late(event(), TODAY) == 0


def test_only_a_meeting_with_a_decision_maker_face_to_face_is_evidence() -> None:
    meeting = Meeting(kind="director", mode="face_to_face", state="held", with_decision_maker=True)
    assert clock.fulfils("JT", meeting)
    assert not clock.fulfils("OR", meeting)
    assert not clock.fulfils("TS", meeting)
    for change in ({"mode": "remote"}, {"with_decision_maker": False}, {"state": "cancelled"}):
        other = Meeting(
            **{"kind": "director", "mode": "face_to_face", "state": "held", "with_decision_maker": True} | change
        )
        assert not clock.fulfils("JT", other)


def test_a_meeting_serves_one_event_of_its_sort() -> None:
    meeting = Meeting(kind="director", state="held", with_decision_maker=True, meets_on=date(2026, 9, 8))
    events = [event(kind="SY"), event(kind="JT")]
    assert tie(events, [meeting]) == events[:1]
    assert events[1].meeting is None


def test_every_kind_of_a_template_is_registered() -> None:
    for patterns in clock.TEMPLATES.values():
        assert {pattern.kind for pattern in patterns} <= clock.KINDS.keys()


@pytest.mark.django_db
def test_generating_twice_adds_nothing() -> None:
    account = make_account(care_model="A")
    first = generate(account=account, year=2026)
    assert first == ClockEvent.objects.filter(account=account).count() > 25
    ClockEvent.objects.filter(account=account, kind="OR", ordinal=1).update(done_on=TODAY)
    assert generate(account=account, year=2026) == 0
    assert ClockEvent.objects.get(account=account, kind="OR", ordinal=1).done_on == TODAY
    assert AuditEvent.objects.filter(act="generate_clock").count() == 1


@pytest.mark.django_db
def test_an_account_without_a_beginning_has_no_clock() -> None:
    assert generate(account=make_account(relationship_started_on=None), year=2026) == 0


@pytest.mark.django_db
def test_held_meetings_are_linked_once() -> None:
    account = make_account(care_model="B")
    generate(account=account, year=2026)
    window = ClockEvent.objects.get(account=account, kind="JT")
    make_meeting(account, window.earliest_on, kind="director", state="held", with_decision_maker=True)
    assert link_evidence(account=account) == 1
    window.refresh_from_db()
    assert state(window, window.latest_on) is State.DONE
    assert link_evidence(account=account) == 0
