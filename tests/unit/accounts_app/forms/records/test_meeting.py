"""A meeting logged on a phone: what is derived, what is asked, and which events of the clock it fulfils."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.meetings import log
from accounts_app.forms.records.meeting import MeetingForm
from accounts_app.models import ClockEvent, Contact, Meeting
from teams.models import AuditEvent, User
from tests.factories import make_account, make_clock_event, make_contact, make_meeting
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import make_world

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.decider = make_contact(made.account, name="Päivi Päättäjä", title="Toimitusjohtaja")
    made.user = make_contact(made.account, name="Kari Käyttäjä", buying_role=Contact.BuyingRole.USER)
    return made


def typed(world: SimpleNamespace, **values: Any) -> dict[str, Any]:
    usual = {"kind": "director", "mode": "face_to_face", "meets_on": TODAY.isoformat(), "contacts": [world.decider.pk]}
    return usual | values


def sent(world: SimpleNamespace, row: Any = None, by: User | None = None, **values: Any) -> Any:
    return fill(MeetingForm, world.account, by or world.owner, row, **typed(world, **values))


def saved(world: SimpleNamespace, row: Any = None, by: User | None = None, **values: Any) -> Meeting:
    form = sent(world, row, by, **values)
    assert form.is_valid(), form.errors
    found = log(form=form, kind="meeting", by=by or world.owner)
    assert isinstance(found, Meeting)
    found.refresh_from_db()
    return found


@pytest.mark.parametrize(("meets_on", "state"), [(TODAY - DAY, "held"), (TODAY, "held"), (TODAY + DAY, "booked")])
def test_the_day_says_whether_it_was_held(world: SimpleNamespace, meets_on: datetime.date, state: str) -> None:
    assert saved(world, meets_on=meets_on.isoformat()).state == state


def test_the_writer_is_the_host(world: SimpleNamespace) -> None:
    assert saved(world).host == world.owner.person


def test_a_correction_keeps_the_host(world: SimpleNamespace) -> None:
    row = make_meeting(world.account, TODAY - DAY, host=world.deputy.person)
    assert saved(world, row, meets_on=(TODAY - DAY).isoformat(), subject="Hinnat").host == world.deputy.person


def test_a_booked_meeting_becomes_held_when_it_is_logged(world: SimpleNamespace) -> None:
    row = make_meeting(world.account, TODAY - DAY, state="booked", with_decision_maker=False)
    row.contacts.add(world.decider)
    logged = saved(world, row, meets_on=(TODAY - DAY).isoformat())
    assert (logged.state, logged.with_decision_maker) == ("held", True)


def test_a_cancelled_meeting_needs_nobody_and_leaves_its_event_open(world: SimpleNamespace) -> None:
    row = make_meeting(world.account, TODAY + DAY, state="booked")
    event = make_clock_event(world.account, "JT", TODAY + DAY, meeting=row)
    logged = saved(world, row, meets_on=(TODAY + DAY).isoformat(), contacts=[], is_cancelled="on", events=[event.pk])
    event.refresh_from_db()
    assert (logged.state, event.meeting) == ("cancelled", None)


def test_a_decision_maker_is_known_by_the_role(world: SimpleNamespace) -> None:
    assert saved(world).with_decision_maker is True
    assert saved(world, kind="visit", contacts=[world.user.pk]).with_decision_maker is False


def test_a_meeting_without_names_keeps_what_was_said_of_it(world: SimpleNamespace) -> None:
    row = make_meeting(world.account, TODAY - DAY, with_decision_maker=True)
    assert saved(world, row, meets_on=(TODAY - DAY).isoformat(), contacts=[]).with_decision_maker is True


def test_unticking_the_decision_maker_is_believed(world: SimpleNamespace) -> None:
    row = make_meeting(world.account, TODAY - DAY, with_decision_maker=True)
    row.contacts.add(world.decider)
    logged = saved(world, row, meets_on=(TODAY - DAY).isoformat(), contacts=[world.user.pk])
    assert logged.with_decision_maker is False


def test_somebody_has_to_be_named(world: SimpleNamespace) -> None:
    assert set(sent(world, contacts=[]).errors) == {"contacts"}


def test_somebody_new_is_added_to_the_customers_people(world: SimpleNamespace) -> None:
    logged = saved(world, contacts=[], new_name=" Uuno Uusi ", new_role="decider")
    newcomer = Contact.objects.get(name="Uuno Uusi")
    assert (newcomer.account, newcomer.buying_role, list(logged.contacts.all())) == (
        world.account,
        "decider",
        [newcomer],
    )
    assert logged.with_decision_maker is True
    assert AuditEvent.objects.get(act="contact.add").object_id == str(newcomer.pk)


def test_somebody_in_the_list_is_not_added_again(world: SimpleNamespace) -> None:
    assert set(sent(world, new_name="päivi päättäjä").errors) == {"new_name"}


def test_people_who_left_and_people_of_others_cannot_be_ticked(world: SimpleNamespace) -> None:
    gone = make_contact(world.account, left_on=TODAY - DAY)
    stranger = make_contact(make_account())
    for contact in (gone, stranger):
        assert set(sent(world, contacts=[contact.pk]).errors) == {"contacts"}


def test_a_second_one_of_the_kind_on_the_day_is_refused_in_words(world: SimpleNamespace) -> None:
    make_meeting(world.account, TODAY)
    form = sent(world)
    assert form.non_field_errors() == ["Tälle päivälle on jo kirjattu tällainen tapaaminen."]
    assert sent(world, kind="steering").is_valid()


def test_notes_stop_at_a_thousand_characters(world: SimpleNamespace) -> None:
    assert sent(world, notes="x" * 1000).is_valid()
    assert set(sent(world, notes="x" * 1001).errors) == {"notes"}


def test_the_usual_meeting_is_filled_in(world: SimpleNamespace) -> None:
    last = make_meeting(world.account, TODAY - 30 * DAY)
    last.contacts.add(world.user)
    make_meeting(world.account, TODAY - 60 * DAY).contacts.add(world.decider)
    form = empty(MeetingForm, world.account, world.owner)
    assert [contact.pk for contact in form["contacts"].initial] == [world.user.pk]
    assert (form["meets_on"].initial, form["kind"].initial, form["mode"].initial) == (TODAY, "director", "face_to_face")


def test_nobody_is_filled_in_before_the_first_meeting(world: SimpleNamespace) -> None:
    assert list(empty(MeetingForm, world.account, world.owner)["contacts"].initial) == []


def test_others_near_the_account_log_visits_and_operative_meetings(world: SimpleNamespace) -> None:
    form = empty(MeetingForm, world.account, world.supervisor)
    assert [code for code, _label in form.fields["kind"].choices] == ["operative", "visit"]
    assert form["kind"].initial == "visit"
    assert set(sent(world, by=world.supervisor).errors) == {"kind", "contacts"}
    world.decider.counterpart = world.supervisor.person
    world.decider.save()
    assert set(sent(world, by=world.supervisor).errors) == {"kind"}


class TestClock:
    """Which events of the clock a meeting fulfils (domain.md 3.2, 3.5)."""

    def test_the_open_event_is_offered_and_fulfilled(self, world: SimpleNamespace) -> None:
        event = make_clock_event(world.account, "JT", TODAY + 10 * DAY)
        form = empty(MeetingForm, world.account, world.owner)
        assert form["events"].initial == [event.pk]
        logged = saved(world, events=[event.pk])
        event.refresh_from_db()
        assert event.meeting == logged

    def test_a_suggested_event_that_does_not_fit_stays_open_and_is_said(self, world: SimpleNamespace) -> None:
        event = make_clock_event(world.account, "JT", TODAY + 10 * DAY)
        form = sent(world, mode="remote", events=[event.pk])
        assert form.is_valid()
        assert form.fulfilled == []
        log(form=form, kind="meeting", by=world.owner)
        event.refresh_from_db()
        assert event.meeting is None
        assert len(form.left_open) == 1
        assert form.left_open[0] in form.outcome()

    def test_an_event_the_writer_ticked_has_to_fit(self, world: SimpleNamespace) -> None:
        make_clock_event(world.account, "JT", TODAY + DAY)
        other = make_clock_event(world.account, "OR", TODAY + 10 * DAY)
        assert set(sent(world, events=[other.pk]).errors) == {"events"}
        assert sent(world, kind="steering", events=[other.pk]).is_valid()

    def test_a_director_meeting_is_not_also_the_anniversary(self, world: SimpleNamespace) -> None:
        events = [make_clock_event(world.account, kind, TODAY + 10 * DAY).pk for kind in ("JT", "SY")]
        assert set(sent(world, events=events).errors) == {"events"}

    def test_one_meeting_fulfils_a_talk_too(self, world: SimpleNamespace) -> None:
        events = [make_clock_event(world.account, kind, TODAY + 10 * DAY) for kind in ("JT", "ATP")]
        logged = saved(world, events=[event.pk for event in events])
        assert set(ClockEvent.objects.filter(meeting=logged)) == set(events)

    def test_a_late_event_is_fulfilled_late(self, world: SimpleNamespace) -> None:
        event = make_clock_event(world.account, "JT", TODAY - 90 * DAY)
        saved(world, events=[event.pk])
        event.refresh_from_db()
        assert event.meeting is not None

    def test_an_event_is_not_fulfilled_long_before_its_window(self, world: SimpleNamespace) -> None:
        event = make_clock_event(world.account, "JT", TODAY + 60 * DAY)  # begins in 30 days
        assert sent(world, events=[event.pk]).is_valid()
        early = (TODAY - 30 * DAY).isoformat()
        assert set(sent(world, meets_on=early, events=[event.pk]).errors) == {"events"}

    def test_events_done_or_of_others_are_not_offered(self, world: SimpleNamespace) -> None:
        make_clock_event(world.account, "JT", TODAY, done_on=TODAY - DAY)
        make_clock_event(world.account, "SY", TODAY, meeting=make_meeting(world.account, TODAY - DAY))
        make_clock_event(world.account, "KS", TODAY)  # an entry, not a meeting
        make_clock_event(make_account(), "JT", TODAY)
        assert "events" not in empty(MeetingForm, world.account, world.owner).fields

    def test_unticking_an_event_opens_it_again(self, world: SimpleNamespace) -> None:
        row = make_meeting(world.account, TODAY - DAY)
        event = make_clock_event(world.account, "JT", TODAY, meeting=row)
        saved(world, row, meets_on=(TODAY - DAY).isoformat(), events=[])
        event.refresh_from_db()
        assert event.meeting is None

    def test_it_is_said_what_the_meeting_fulfils(self, world: SimpleNamespace) -> None:
        event = make_clock_event(world.account, "JT", TODAY + 10 * DAY)
        form = sent(world, events=[event.pk])
        assert form.is_valid()
        log(form=form, kind="meeting", by=world.owner)
        assert "Johtajatapaaminen" in form.outcome()

    def test_a_booked_meeting_says_its_day(self, world: SimpleNamespace) -> None:
        form = sent(world, meets_on="2026-10-02")
        assert form.is_valid()
        assert "2.10.2026" in form.outcome()
