"""Planning, freezing and closing: once each, chained over all meetings, and never a trace of what is hidden."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts_app.models import Account, BoardRequest, ClockEvent, PathAction
from reporting.actions import meetings
from reporting.board.gather import gather
from reporting.board.records import items_of, part_checksum, visible_part
from reporting.cards.canonical import checksum
from reporting.models import BoardMeeting, MeetingRecord
from teams.models import AuditEvent
from tests.factories import make_account, make_instruction, make_person
from tests.factories.overrides import make_override
from tests.factories.published import make_published
from tests.integration.reporting.meeting_world import AT, JULY, JUNE, TODAY, make_meeting_world, plan

pytestmark = pytest.mark.django_db
LATER = AT + datetime.timedelta(hours=2)


@pytest.fixture
def world():
    return make_meeting_world()


def names(content):
    return [(item["section"], item["name"]) for item in items_of(content)]


def pack_of(meeting):
    return meeting.records.filter(kind="pack").order_by("-version").first()


def test_the_agenda_is_built_in_the_order_of_the_board(world):
    assert names(pack_of(world.meeting).content) == [
        ("new_red", "Uusipunainen Oy"),
        ("long_red", "Pitkäpunainen Oy"),
        ("grey", "Harmaa Oy"),
        ("new_amber", "Uusikeltainen Oy"),
        ("raised", "Jatkuvakeltainen Oy"),
        ("rest", "Vanhakeltainen Oy"),
        ("rest", "Oma Vihreä Oy"),
        ("rest", "Parantunut Oy"),
        ("rest", "Vihreä Oy"),
    ]


def test_an_item_carries_what_the_board_needs(world):
    account = world.accounts["Vihreä Oy"]
    responsible = make_person("Rauha Ratkaisija")
    due = TODAY - datetime.timedelta(days=5)
    row = make_instruction(
        account, JUNE, text="Sovi tapaaminen", responsible=responsible, due_on=due, acknowledged_on=JULY, metric="Q2"
    )
    make_instruction(account, JUNE, closed_on=JULY)
    make_instruction(account, JUNE, cancelled_on=JULY)
    make_instruction(account, TODAY + datetime.timedelta(days=1))
    PathAction.objects.create(
        account=account, month=JULY, what="Lisää käyntejä", owner=responsible, due_on=TODAY, decider="board",
        metric="Q2", expected_effect="+2", made_on=JULY,
    )  # fmt: skip
    BoardRequest.objects.create(account=account, kind="decision", text="Saako palkata?", asked_at=AT)
    make_override(account, world.owner, colour="GREEN", computed="AMBER")
    ClockEvent.objects.create(
        account=account, year=2026, kind="JT", earliest_on=JULY, latest_on=datetime.date(2026, 8, 20)
    )
    ClockEvent.objects.create(account=account, year=2026, kind="TA", earliest_on=JULY, latest_on=TODAY)
    found = {item["name"]: item for item in gather(Account.objects.all(), month=JULY, on=TODAY)}["Vihreä Oy"]
    assert found["section"] == "overdue"
    assert found["grounds"] == ["late_instruction", "waiting_override", "request", "clock_miss"]
    assert found["instructions"] == [
        {
            "id": row.pk,
            "text": "Sovi tapaaminen",
            "responsible": "Rauha Ratkaisija",
            "given_on": "2026-06-01",
            "due_on": due.isoformat(),
            "metric": "Q2",
            "effect": "",
            "state": "acknowledged",
            "late_days": 5,
        }
    ]
    assert [step["decider"] for step in found["path"]] == ["board"]
    assert found["requests"][0]["text"] == "Saako palkata?"
    assert found["misses"] == [{"kind": "JT", "latest_on": "2026-08-20", "days": 22, "is_new": True}]
    assert found["override"]["asked_by"] == "Aino Mallinen"


def test_an_account_without_a_card_is_on_the_agenda_for_what_waits(world):
    account = make_account("Kortiton Oy")
    BoardRequest.objects.create(account=account, kind="help", text="Apua", asked_at=AT)
    quiet = make_account("Hiljainen Oy")
    found = gather(Account.objects.all(), month=JULY, on=TODAY)
    assert [item["card"] for item in found if item["account"] == account.pk] == [None]
    assert quiet.pk not in {item["account"] for item in found}


def test_the_newest_published_version_is_taken_and_compared_with_the_card_before(world):
    account = world.accounts["Vihreä Oy"]
    corrected = make_published(account, JULY, "AMBER", version=2)
    found = {item["account"]: item for item in gather(Account.objects.all(), month=JULY, on=TODAY)}[account.pk]
    assert (found["card"], found["version"], found["before"], found["movement"]) == (corrected.pk, 2, "GREEN", "worse")


def test_planning_needs_the_right_and_one_open_meeting_a_month(world):
    with pytest.raises(PermissionDenied):
        plan(by=world.member, month=JUNE)
    with pytest.raises(ValidationError, match="jo"):
        plan(by=world.chair)
    meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    assert plan(by=world.secretary).month == JULY


def test_changing_keeps_the_month_of_a_frozen_pack(world):
    values = {"meets_at": LATER, "place": " Teams ", "by": world.secretary, "on": TODAY}
    changed = meetings.change(meeting=world.meeting, month=JULY, **values)
    assert (changed.place, changed.meets_at) == ("Teams", LATER)
    with pytest.raises(ValidationError) as refused:
        meetings.change(meeting=world.meeting, month=JUNE, **values)
    assert refused.value.message_dict.keys() == {"month"}
    meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    with pytest.raises(ValidationError):
        meetings.change(meeting=world.meeting, month=JULY, **values)


def test_freezing_twice_is_once(world):
    again = meetings.freeze(meeting=world.meeting, by=world.chair, at=LATER)
    assert (again.version, MeetingRecord.objects.count()) == (1, 1)
    assert world.meeting.state == BoardMeeting.State.PACKED


def test_a_pack_is_frozen_anew_only_after_a_correction(world):
    with pytest.raises(ValidationError, match="muuttunut"):
        meetings.freeze(meeting=world.meeting, by=world.chair, at=LATER, after=1)
    make_published(world.accounts["Vihreä Oy"], JULY, "GREEN", version=2)
    second = meetings.freeze(meeting=world.meeting, by=world.chair, at=LATER, after=1)
    assert second.version == 2
    assert meetings.freeze(meeting=world.meeting, by=world.chair, at=LATER, after=1) == second


def test_the_content_is_chained_and_proves_itself(world):
    pack = pack_of(world.meeting)
    assert pack.content["previous"] == ""
    assert checksum(pack.content) == pack.checksum
    minutes = meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    assert (minutes.content["previous"], minutes.previous) == (pack.checksum, pack)
    other = plan(by=world.chair, month=JUNE)
    third = meetings.freeze(meeting=other, by=world.secretary, at=LATER)
    assert (third.content["previous"], third.previous) == (minutes.checksum, minutes)
    cards = {row["account"]: row for row in pack.content["cards"]}
    frozen = world.accounts["Vihreä Oy"].quality_cards.get(month=JULY)
    row = cards[frozen.account_id]
    assert (row["card"], row["version"], row["checksum"]) == (frozen.pk, 1, frozen.checksum)


def test_a_frozen_record_cannot_be_changed(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingRecord.objects.update(version=9)


def test_only_those_who_run_it_freeze_and_close(world):
    for act in (meetings.freeze, meetings.close):
        for user in (world.member, world.owner, world.staff):
            with pytest.raises(PermissionDenied):
                act(meeting=world.meeting, by=user, at=AT)


def test_minutes_need_a_pack_and_close_once(world):
    other = plan(by=world.chair, month=JUNE)
    with pytest.raises(ValidationError):
        meetings.close(meeting=other, by=world.chair, at=AT)
    first = meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    assert meetings.close(meeting=world.meeting, by=world.secretary, at=LATER) == first
    with pytest.raises(ValidationError):
        meetings.freeze(meeting=world.meeting, by=world.chair, at=LATER, after=1)


def test_notes_and_those_present_go_into_the_minutes(world):
    people = [world.chair.person, world.secretary.person]
    meetings.keep_notes(
        meeting=world.meeting, notes=" Rivi 1\r\nRivi 2 ", attendees=people, by=world.secretary, on=TODAY
    )
    minutes = meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    assert minutes.content["attendees"] == ["Kirsti Puheenjohtaja", "Simo Sihteeri"]
    assert minutes.content["notes"] == "Rivi 1\nRivi 2"
    with pytest.raises(ValidationError):
        meetings.keep_notes(meeting=world.meeting, notes="", attendees=[], by=world.chair, on=TODAY)


def test_answered_requests_stand_in_the_minutes_of_their_time(world):
    account = world.accounts["Vihreä Oy"]
    values = {"account": account, "kind": "help", "asked_at": AT, "answered_by": world.chair.person}
    BoardRequest.objects.create(**values, text="Nyt", answer="Kyllä", answered_at=AT)
    BoardRequest.objects.create(**values, text="Myöhemmin", answer="Ei", answered_at=LATER + datetime.timedelta(days=2))
    first = meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    assert [row["text"] for row in first.content["requests"]] == ["Nyt"]
    other = plan(by=world.chair, month=JUNE)
    meetings.freeze(meeting=other, by=world.chair, at=LATER)
    second = meetings.close(meeting=other, by=world.chair, at=LATER + datetime.timedelta(days=3))
    assert [row["text"] for row in second.content["requests"]] == ["Myöhemmin"]


def test_what_is_shown_is_cut_to_the_reader_and_knows_no_chain(world):
    pack = pack_of(world.meeting)
    mine = {world.accounts["Vihreä Oy"].pk}
    part = visible_part(pack.content, mine)
    assert [row["name"] for row in part["cards"]] == ["Vihreä Oy"]
    assert "previous" not in part
    assert part_checksum(part) != pack.checksum
    assert part_checksum(part) == part_checksum(visible_part(pack.content, mine | {987654}))


def test_a_hidden_correction_does_not_open_a_new_version(world):
    secret = make_account("Salainen Oy", owner=make_person(), confidentiality="secret")
    make_published(secret, JULY, "RED")
    with pytest.raises(ValidationError, match="muuttunut"):
        meetings.freeze(meeting=world.meeting, by=world.chair, at=LATER, after=1)


def test_every_act_is_in_the_trail(world):
    meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    acts = AuditEvent.objects.filter(object_type="reporting.boardmeeting").values_list("act", flat=True)
    assert set(acts) == {"board_meeting.plan", "board_meeting.freeze", "board_meeting.close"}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_make_one_chain():
    import threading

    from django.db import connections

    world = make_meeting_world(packed=False)
    other = plan(by=world.chair, month=JUNE)
    started = threading.Barrier(4)

    def freeze(meeting):
        started.wait()
        try:
            meetings.freeze(meeting=meeting, by=world.chair, at=AT)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=freeze, args=[meeting]) for meeting in (world.meeting, other) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = MeetingRecord.objects.order_by("pk")
    assert (first.previous, second.previous) == (None, first)
