"""A frozen pack holds every account; whoever is outside sees the same of it whether a secret one is in it or not."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client

from accounts_app.models import AccountGrant
from reporting.actions import list_approval, meetings, stances
from reporting.actions.stances import Said
from reporting.board.rest import rest_of
from reporting.models import MeetingRecord, QualityCard, Stance
from tests.factories.people import LONG_AGO
from tests.integration.barrier_world import AT, JULY, add_secret, make_world
from tests.integration.reporting.portfolio_world import TODAY
from tests.integration.test_barrier import ABSENT, answer, tells, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
PAGES = ("", "pack/pdf/", "pack/pdf/?lang=sv", "pack/xlsx/", "rest/", "minutes/")
GUESSED = "Zyxhanke"  # what the chair may have heard outside: writing it must not tell whether it is true
NOTES = f"Käytiin läpi kortit.\n{GUESSED} puhutti eniten."


def asked(world: SimpleNamespace, *, held: bool) -> list[str]:
    place = f"board/meetings/{world.meeting.pk}/"
    cards = QualityCard.objects.filter(month=JULY, account__in=[world.red, world.grey]).order_by("pk")
    found = [f"{place}{end}" for end in PAGES] + [f"{place}cards/{card.pk}/" for card in cards]
    found += ["board/meetings/", "board/movements/?format=csv", "cards/?month=2026-07"]
    return [*found, f"{place}minutes/pdf/"] if held else found


def answers(world: SimpleNamespace, *, held: bool) -> dict[tuple[str, str], Any]:
    found = {}
    for who in ("board chair", "board member"):
        client = Client()
        client.force_login(world.outsiders[who])
        for address in asked(world, held=held):
            found[who, address] = answer(client, address)
            assert found[who, address][0] in (200, 403), address
    return found


def hold(world: SimpleNamespace) -> list[dict[tuple[str, str], Any]]:
    """The whole meeting, then all of it taken back: what was answered before and after the minutes were frozen."""
    chair = world.outsiders["board chair"]
    with transaction.atomic():
        meetings.freeze(meeting=world.meeting, by=chair, at=AT)
        card = QualityCard.objects.get(month=JULY, account=world.red)
        stances.take(meeting=world.meeting, card=card, said=Said(kind="noted"), by=chair, at=AT)
        rest = [row.card for row in rest_of(world.meeting, chair, on=TODAY)]
        list_approval.note_rest(meeting=world.meeting, cards=[*rest, ABSENT], by=chair, at=AT)
        meetings.keep_notes(meeting=world.meeting, notes=NOTES, attendees=[chair.person], by=chair, on=TODAY)
        before = answers(world, held=False)
        meetings.close(meeting=world.meeting, by=chair, at=AT)
        after = answers(world, held=True)
        transaction.set_rollback(True)
    return [before, after]


def test_the_pack_and_the_minutes_tell_the_same_with_and_without_a_secret_account() -> None:
    world = make_world()
    without = hold(world)
    add_secret(world)
    with_it = hold(world)
    assert with_it == without
    assert not [key for told in with_it for key, found in told.items() if tells(found[2], GUESSED)]


def test_who_knows_a_closed_account_cannot_name_it_in_the_notes() -> None:
    world = make_world()
    secret = add_secret(world)
    chair = world.outsiders["board chair"]
    keep = {"meeting": world.meeting, "attendees": [], "by": chair, "on": TODAY}
    assert meetings.keep_notes(notes=NOTES, **keep).notes == NOTES
    AccountGrant.objects.create(account=secret.account, person=chair.person, starts_on=LONG_AGO)
    with pytest.raises(ValidationError) as refused:
        meetings.keep_notes(notes=NOTES, **keep)
    assert list(refused.value.message_dict) == ["notes"]
    assert meetings.keep_notes(notes="Käytiin läpi kortit.", **keep).notes == "Käytiin läpi kortit."


def test_who_is_named_for_it_reads_it_in_the_same_pack() -> None:
    world = make_world()
    secret = add_secret(world)
    member = world.outsiders["board member"]
    AccountGrant.objects.create(account=secret.account, person=member.person, starts_on=LONG_AGO)
    meetings.freeze(meeting=world.meeting, by=world.outsiders["board chair"], at=AT)
    pack = MeetingRecord.objects.get()
    assert {row["account"] for row in pack.content["cards"]} >= {secret.account.pk, world.red.pk}
    for who, sees in (("board member", True), ("board chair", False)):
        client = Client()
        client.force_login(world.outsiders[who])
        for end in ("", "pack/pdf/", "pack/xlsx/"):
            page = text_of(client.get(f"/board/meetings/{world.meeting.pk}/{end}"))
            assert tells(page) is sees, (who, end)


def test_nobody_outside_takes_a_stance_on_the_secret_card() -> None:
    world = make_world()
    secret = add_secret(world)
    chair = world.outsiders["board chair"]
    meetings.freeze(meeting=world.meeting, by=chair, at=AT)
    client = Client()
    client.force_login(chair)
    for end in ("stance/", "undo/"):
        hidden, absent = (
            client.post(f"/board/meetings/{world.meeting.pk}/cards/{card}/{end}", {"kind": "noted"})
            for card in (secret.published.pk, ABSENT)
        )
        assert (hidden.status_code, text_of(hidden)) == (absent.status_code, text_of(absent))
        assert hidden.status_code == 404
    list_approval.note_rest(meeting=world.meeting, cards=[secret.published.pk], by=chair, at=AT)
    assert not Stance.objects.exists()
