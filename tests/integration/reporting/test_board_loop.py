"""What waits between the board and the accounts: on the board's start page, its lists, and the owner's start page."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts_app.actions import board_requests, instructions
from accounts_app.models import Account
from accounts_app.support.strain import strained_owners
from config.common.clock import HELSINKI
from reporting.actions import card_publishing, cards
from reporting.dashboards.board_loop import board_loop
from reporting.dashboards.feedback import feedback_lines, from_board, last_feedback, silent_cards, silent_lines
from reporting.models import BoardMeeting, QualityCard, Stance
from teams.models import User
from tests.factories import make_account, make_budget, make_hours, make_instruction, make_person, make_user
from tests.unit.accounts_app.instructions.desk import DAY, NOON, TODAY, give, make_loop

pytestmark = pytest.mark.django_db
JULY = datetime.date(2026, 7, 1)
PUBLISHED = datetime.datetime(2026, 8, 14, 12, tzinfo=HELSINKI)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_loop(care_model="A")


def page(user: User, name: str, query: str = "") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"reporting:{name}") + query)


def published(account: Account) -> QualityCard:
    cards.build(month=JULY, as_of=PUBLISHED.date(), accounts=[account], by=None)
    card_publishing.publish(cards=QualityCard.objects.filter(account=account), by=None, at=PUBLISHED)
    card: QualityCard = QualityCard.objects.get(account=account)
    return card


def stance(card: QualityCard, made_at: datetime.datetime, **values: Any) -> Stance:
    meeting, _made = BoardMeeting.objects.get_or_create(month=JULY, defaults={"meets_at": PUBLISHED})
    said = {"kind": "approved", "text": "Jatkakaa näin"} | values
    row: Stance = Stance.objects.create(meeting=meeting, card=card, made_at=made_at, **said)
    return row


def test_late_ones_lead_then_unacknowledged_then_the_chairs_turn(world: SimpleNamespace) -> None:
    known = {"responsible": world.owner.person, "acknowledged_on": TODAY - 50 * DAY}
    make_instruction(world.account, TODAY - 60 * DAY, text="Eniten myöhässä", due_on=TODAY - 9 * DAY, **known)
    make_instruction(world.account, TODAY - 60 * DAY, text="Myöhässä", due_on=TODAY - 2 * DAY, **known)
    make_instruction(world.account, TODAY - 60 * DAY, text="Peruttu", due_on=TODAY - 2 * DAY, cancelled_on=TODAY)
    give(world, text="Kuittaamatta")
    done = give(world, text="Valmis")
    instructions.finish(row=done, done_on=TODAY, evidence="Muistio", by=world.owner, at=NOON)
    proposed = give(world, text="Muutettava")
    instructions.propose(row=proposed, reason="Myöhemmin", by=world.owner, at=NOON)
    loop = board_loop(world.member, on=TODAY)
    assert [(group.code, [row.text for row in group.rows]) for group in loop.groups] == [
        ("late", ["Eniten myöhässä", "Myöhässä"]),
        ("unacknowledged", ["Kuittaamatta"]),
        ("chair", ["Valmis", "Muutettava"]),
    ]
    assert loop.total == 5
    shown = page(world.member, "board").content.decode()
    assert shown.index("Eniten myöhässä") < shown.index("Kuittaamatta") < shown.index("Valmis")
    assert reverse("accounts:instruction", args=[world.account.pk, done.pk]) in shown


def test_the_list_narrows_and_goes_into_a_file(world: SimpleNamespace) -> None:
    give(world, text="Kuittaamatta")
    done = give(world, text="=Valmis")
    instructions.finish(row=done, done_on=TODAY, evidence="Muistio", by=world.owner, at=NOON)
    texts = [line.text for line in page(world.chair, "board_instructions").context["lines"]]
    assert texts == ["Kuittaamatta", "=Valmis"]
    assert [line.text for line in page(world.chair, "board_instructions", "?state=chair").context["lines"]] == [
        "=Valmis"
    ]
    assert [line.text for line in page(world.chair, "board_instructions", "?q=kuitt").context["lines"]] == [
        "Kuittaamatta"
    ]
    assert page(world.chair, "board_instructions", "?q=olematon").context["lines"] == ()
    file = page(world.chair, "board_instructions", "?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(file) == 3
    assert ";'=Valmis;" in file[2]
    assert page(world.chair, "board_instructions", "?format=xlsx").status_code == 200
    assert page(world.owner, "board_instructions").status_code == 403


def test_a_secret_account_leaves_no_trace(world: SimpleNamespace) -> None:
    give(world, text="Salainen ohje")
    board_requests.ask(account=world.account, kind="help", text="Salainen pyyntö", by=world.owner, at=NOON)
    published(world.account)
    Account.objects.update(confidentiality="secret")
    loop = board_loop(world.chair, on=TODAY)
    assert (loop.total, loop.groups, loop.requests, loop.silent_cards) == (0, (), (), 0)
    for name in ("board", "board_instructions", "board_feedback", "board_about"):
        assert "Salainen" not in page(world.chair, name).content.decode()
    assert [row.text for row in from_board(world.owner, Account.objects.all(), on=TODAY).instructions] == [
        "Salainen ohje"
    ]


def test_a_card_without_a_stance_for_two_weeks_is_listed_to_the_chair(world: SimpleNamespace) -> None:
    card = published(world.account)
    early = PUBLISHED.date() + 13 * DAY
    assert not silent_cards(world.chair, early).exists()
    (line,) = silent_lines(silent_cards(world.chair, early + DAY), early + DAY)
    assert (line.card, line.days) == (card.pk, 14)
    assert f"/cards/{card.pk}/" in page(world.chair, "board_feedback").content.decode()
    undone = stance(card, NOON, withdrawn_at=NOON)
    assert silent_cards(world.chair, TODAY).exists(), "an undone stance is none"
    undone.delete()
    stance(card, NOON)
    assert not silent_cards(world.chair, TODAY).exists()


def test_only_the_newest_card_of_an_account_waits(world: SimpleNamespace) -> None:
    published(world.account)
    cards.build(month=datetime.date(2026, 8, 1), as_of=TODAY, accounts=[world.account], by=None)
    card_publishing.publish(cards=QualityCard.objects.filter(state="draft"), by=None, at=NOON)
    assert not silent_cards(world.chair, TODAY).exists()


def test_the_owner_reads_stances_instructions_and_answers_first(world: SimpleNamespace) -> None:
    card = published(world.account)
    stance(card, NOON - 3 * DAY)
    row = give(world)
    asked = board_requests.ask(account=world.account, kind="help", text="Apua", by=world.owner, at=NOON - 5 * DAY)
    board_requests.answer(asked=asked, text="Tulossa", by=world.chair, at=NOON - 4 * DAY)
    told = from_board(world.owner, Account.objects.all(), on=TODAY)
    assert [line.pk for line in told.instructions] == [row.pk]
    assert [(line.card, line.text, line.made_on) for line in told.stances] == [
        (card.pk, "Jatkakaa näin", TODAY - 3 * DAY)
    ]
    assert [line.row.answer for line in told.requests] == ["Tulossa"]
    shown = page(world.owner, "start").content.decode()
    for text in ("Jatkakaa näin", "Tulossa", row.text):
        assert text in shown
    assert last_feedback([world.account.pk]) == {world.account.pk: TODAY - 3 * DAY}
    assert page(world.owner, "start").context["page"].attention[0].feedback_days == 3
    instructions.finish(row=row, done_on=TODAY, evidence="x", by=world.owner, at=NOON)
    assert from_board(world.owner, Account.objects.all(), on=TODAY).instructions == ()


def test_days_since_the_last_feedback_never_first(world: SimpleNamespace) -> None:
    other = make_account("Toinen Oy", owner=world.owner.person)
    asked = board_requests.ask(account=world.account, kind="help", text="Apua", by=world.owner, at=NOON - 5 * DAY)
    board_requests.answer(asked=asked, text="Tulossa", by=world.chair, at=NOON - 4 * DAY)
    lines = [(line.account_id, line.days) for line in feedback_lines(world.chair, TODAY)]
    assert lines == [(other.pk, None), (world.account.pk, 4)]
    assert feedback_lines(world.outsider, TODAY) == []


def test_time_that_is_missing_or_overused_is_shown_by_owner(world: SimpleNamespace) -> None:
    make_budget(world.account, 135)  # twelve hours in an ordinary month
    idle = make_account("Tunniton Oy", owner=make_person("Väinö Väsynyt"), care_model="B")
    make_account("Hoitomalli D Oy", owner=make_person(), care_model="D")
    make_account("Orpo Oy", care_model="A")
    make_hours(world.account, datetime.date(2026, 8, 10), 14)
    names = [line.person.name if line.person else None for line in strained_owners(world.chair, TODAY)]
    assert names == ["Väinö Väsynyt", None], "116 per cent is not too much"
    make_hours(world.account, datetime.date(2026, 8, 11), 1)
    found = strained_owners(world.chair, TODAY)
    assert [line.person.name if line.person else None for line in found] == ["Oili Omistaja", "Väinö Väsynyt", None]
    assert found[0].accounts[0].used_pct == 125
    assert (found[1].accounts[0].account, found[1].accounts[0].used_pct) == (idle, None)
    assert "Tunniton Oy" in page(world.chair, "board").content.decode()
    assert strained_owners(world.outsider, TODAY) == []


def test_the_page_of_the_load_is_offered_to_those_only_who_may_open_it(world: SimpleNamespace) -> None:
    link = f'href="{reverse("teams:load")}"'
    controller = make_user("Kaisa Kontrolleri", role="controller")
    for user in (world.chair, controller):
        panel = page(user, "board").content.decode().split('id="strained-title"')[1].split("</header>")[0]
        assert (link in panel) == (page_of_load(user) == 200)
    assert page_of_load(controller) == 403


def page_of_load(user: User) -> int:
    client = Client()
    client.force_login(user)
    return client.get(reverse("teams:load")).status_code
