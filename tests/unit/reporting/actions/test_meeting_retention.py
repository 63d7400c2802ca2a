"""Names of people leave a meeting after its years: records, stances and notes, and the chain holds (domain.md 1.9)."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from reporting import due, freeze
from reporting.actions import meeting_retention, meetings, stances
from reporting.actions.meeting_retention import meetings_due, redact_old_meetings
from reporting.actions.stances import Order, Said
from reporting.cards.canonical import checksum
from reporting.cards.verify import verify
from reporting.models import BoardMeeting, MeetingRecord, Stance
from teams.models import AuditEvent, User
from tests.factories import make_account, make_person
from tests.integration.reporting.meeting_world import AT, TODAY, card_of, make_meeting_world, with_cards

pytestmark = pytest.mark.django_db
KEPT, OVER = datetime.date(2032, 9, 11), datetime.date(2032, 9, 12)
PEOPLE = ("Kirsti", "Simo", "Aino", "Tauno")


@pytest.fixture
def meeting(monkeypatch):
    """A held meeting: an instruction, notes and an attendee name people; a customer is called like one of them."""
    world = make_meeting_world(packed=False)
    account = make_account("Simo Sihteeri Oy", owner=world.owner.person)
    with_cards(account, "GREEN", "RED", 1)
    meetings.freeze(meeting=world.meeting, by=world.chair, at=AT)
    order = Order(
        text="Tauno Tekijä sopii asiakkaan kanssa",
        responsible=make_person("Tauno Tekijä"),
        due_on=TODAY + datetime.timedelta(days=20),
        metric="Q2",
        expected_effect="+2 pistettä",
    )
    said = Said(kind=Stance.Kind.INSTRUCTED, text="Aino, hoida tämä.", order=order)
    stances.take(meeting=world.meeting, card=card_of(account), said=said, by=world.chair, at=AT)
    notes = "Simo Sihteeri kirjasi."
    people = [world.chair.person, world.secretary.person]
    meetings.keep_notes(meeting=world.meeting, notes=notes, attendees=people, by=world.chair, on=TODAY)
    meetings.close(meeting=world.meeting, by=world.chair, at=AT)
    monkeypatch.setattr("reporting.cards.verify._cards", lambda _month: card_of(account)._meta.model.objects.none())
    connection.check_constraints()
    return BoardMeeting.objects.get(pk=world.meeting.pk)


def everything(meeting):
    rows = [MeetingRecord.objects.filter(meeting=meeting), Stance.objects.filter(meeting=meeting)]
    said = str([list(found.order_by("pk").values()) for found in rows])
    return said + meeting.notes + str(list(meeting.attendees.values_list("name", flat=True)))


def differences():
    return [row.differs for row in verify().altered]


def test_it_is_kept_six_years(meeting):
    assert [meetings_due(on).count() for on in (KEPT, OVER)] == [0, 1]
    MeetingRecord.objects.create(meeting=meeting, kind="pack", version=2, frozen_at=AT + datetime.timedelta(days=9))
    assert meetings_due(OVER).count() == 0


def test_nobody_is_named_any_more_and_the_decisions_remain(meeting):
    assert redact_old_meetings(on=OVER, by=None) == 1
    meeting.refresh_from_db()
    assert [name for name in PEOPLE if name in everything(meeting).replace("Simo Sihteeri Oy", "")] == []
    minutes = meeting.records.get(kind="minutes").content
    (card,) = (row for row in minutes["cards"] if row["stance"])
    assert (card["name"], card["colour"], card["before"]) == ("Simo Sihteeri Oy", "RED", "GREEN")
    assert (card["stance"]["kind"], card["stance"]["instructions"][0]["metric"]) == ("instructed", "Q2")
    stance = Stance.objects.get(meeting=meeting)
    assert (stance.kind, stance.text, stance.made_by) == ("instructed", "", None)


def test_the_chain_holds_and_both_checksums_are_known(meeting):
    before = dict(meeting.records.values_list("kind", "checksum"))
    redact_old_meetings(on=OVER, by=None)
    assert verify().altered == ()
    for row in meeting.records.all():
        assert (row.checksum, row.content["redacted"]["checksum"]) == (before[row.kind], before[row.kind])
        assert row.redacted_checksum == checksum(row.content) != row.checksum
    assert AuditEvent.objects.filter(act="board_meeting.redact").count() == 2


def test_run_twice_is_run_once(meeting):
    assert [redact_old_meetings(on=OVER, by=None), redact_old_meetings(on=OVER, by=None)] == [1, 0]
    before = everything(meeting)
    due.keep_house(on=OVER + datetime.timedelta(days=400))
    assert everything(meeting) == before


def test_the_house_keeps_it_and_the_command_counts(meeting, monkeypatch, capsys):
    monkeypatch.setenv("KAM_TODAY", OVER.isoformat())
    call_command("run_retention", "--dry-run")
    assert "and 1 meetings." in capsys.readouterr().out
    assert meeting.records.filter(redacted_at=None).exists()
    due.keep_house(on=OVER)
    assert not meeting.records.filter(redacted_at=None).exists()


def test_when_anything_fails_nothing_is_changed_and_the_guard_stands(meeting, monkeypatch):
    def broken(**_values):
        raise ZeroDivisionError

    monkeypatch.setattr(meeting_retention, "record", broken)
    before = everything(meeting)
    with pytest.raises(ZeroDivisionError):
        redact_old_meetings(on=OVER, by=None)
    assert everything(meeting) == before
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        MeetingRecord.objects.filter(meeting=meeting).update(version=9)


def test_the_guard_stands_again_afterwards(meeting):
    redact_old_meetings(on=OVER, by=None)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        MeetingRecord.objects.filter(meeting=meeting).update(version=9)


def test_minutes_changed_by_hand_cannot_be_passed_off_as_minutes_without_names(meeting):
    row = meeting.records.get(kind="minutes")
    forged = row.content | {"notes": "Ei mitään.", "redacted": {"checksum": row.checksum}}
    with freeze.lifted(connection):
        MeetingRecord.objects.filter(pk=row.pk).update(
            content=forged, redacted_at=AT, redacted_checksum=checksum(forged)
        )
    assert differences() == [("names removed too early", "names removed without a trail")]


@pytest.mark.parametrize("name", ["meeting", "meeting_minutes"])
def test_its_pages_can_still_be_read(meeting, as_user, name):
    redact_old_meetings(on=OVER, by=None)
    chair = as_user(User.objects.get(person__name="Kirsti Puheenjohtaja"))
    page = chair.get(reverse(f"reporting:{name}", args=[meeting.pk]))
    assert page.status_code == 200
    assert "Simo Sihteeri Oy" in page.content.decode()
