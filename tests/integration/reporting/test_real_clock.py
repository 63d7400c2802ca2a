"""The way from drafts to minutes with the real clock, whose moments are finer than those of a fixed day."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from config.common import clock
from config.common.working_days import last_closed_month
from reporting.actions import cards, meetings
from reporting.models import BoardMeeting, QualityCard
from tests.factories import make_account, make_board_chair, make_figure, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A draft of the last closed month and a meeting about it, without a fixed day."""
    monkeypatch.delenv("KAM_TODAY")
    month, today = last_closed_month(clock.today()), clock.today()
    account = make_account("Esimerkkihoiva Oy", owner=make_user("Aino Mallinen").person)
    make_figure(account, month, 12345)
    cards.build(month=month, as_of=today, by=None)
    chair = make_board_chair("Kirsti Puheenjohtaja")
    meeting = meetings.plan(month=month, meets_at=clock.now(), place="", by=chair, on=today)
    client = Client()
    client.force_login(chair)
    return SimpleNamespace(client=client, card=QualityCard.objects.get(), meeting=meeting)


def test_everything_is_published_frozen_printed_and_proved(
    world: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    def posts(name: str, pk: int, **typed: str) -> None:
        assert world.client.post(reverse(f"reporting:{name}", args=[pk]), typed).status_code == 302

    def prints(name: str, pk: int) -> None:
        answer = world.client.get(reverse(f"reporting:{name}", args=[pk]))
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")

    card, meeting = world.card.pk, world.meeting.pk
    prints("card_pdf", card)
    posts("card_publish", card)
    prints("card_pdf", card)
    posts("meeting_freeze", meeting, after="0")
    prints("meeting_pack_pdf", meeting)
    posts("minutes_close", meeting)
    prints("minutes_pdf", meeting)
    assert BoardMeeting.objects.get().state == BoardMeeting.State.CLOSED
    call_command("verify_cards")
    assert "1 published cards" in capsys.readouterr().out
