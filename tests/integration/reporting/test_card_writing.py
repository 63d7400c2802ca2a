"""The director's page of a draft: one form, one button, what is missing with links, the next card (domain.md 1.8)."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts_app.models import BoardRequest, PathAction
from reporting.actions import card_publishing, cards
from reporting.models import BoardMeeting, QualityCard, Stance
from tests.factories import make_account, make_board_chair, make_figure, make_instruction, make_user
from tests.factories.records import make_step, path_typed
from tests.factories.red import AS_OF, AUGUST, RED_RULE, make_red

pytestmark = pytest.mark.django_db
JULY = datetime.date(2026, 7, 1)
AT = datetime.datetime(2026, 8, 14, 9, tzinfo=datetime.UTC)


@pytest.fixture
def owner():
    return make_user("Aino Mallinen")


@pytest.fixture
def deputy():
    return make_user("Eero Esimerkkilä")


@pytest.fixture
def card(owner, deputy):
    """July published with the board's answer, August red and open."""
    account = make_account("Esimerkkihoiva Oy", owner=owner.person, deputy=deputy.person)
    make_figure(account, JULY)
    cards.build(month=JULY, as_of=datetime.date(2026, 8, 13), by=None)
    july = QualityCard.objects.get(account=account)
    july.comment = "Heinäkuussa kaikki oli hyvin."
    july.save()
    card_publishing.publish(cards=[july], by=None, at=AT)
    told = make_instruction(
        account, datetime.date(2026, 8, 18), text="Korjaa Koivula", responsible=owner.person,
        acknowledged_on=datetime.date(2026, 8, 20),
    )  # fmt: skip
    meeting = BoardMeeting.objects.create(month=JULY, meets_at=AT, state="closed")
    stance = Stance.objects.create(meeting=meeting, card=july, kind="instructed", text="Laatu ensin.", made_at=AT)
    stance.instructions.add(told)
    make_red(account)
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    return QualityCard.objects.get(account=account, month=AUGUST)


def address(card: QualityCard) -> str:
    return reverse("reporting:card_write", args=[card.pk])


def typed_step(person, **changes):
    values = {
        "what": "Uusintakierros", "owner": person.pk, "due_on": "2026-10-01", "decider": "board", "metric": "Q3",
        "expected_effect": "Ei kohteita alle rajan",
    }  # fmt: skip
    return values | changes


def typed(person, **changes):
    said = {"comment": "Korjataan.", f"answer_{RED_RULE}": "Uusi siistijä perehdytetään.", "seen": ""}
    return {**said, **path_typed(typed_step(person)), **changes}


def page_of(client: Client, card: QualityCard) -> str:
    return client.get(address(card)).content.decode().replace("\u00a0", " ")


def test_the_page_says_what_changed_what_was_said_and_what_is_missing(as_user, card, owner):
    page = page_of(as_user(owner), card)
    for words in (
        "Muutokset kortista 7/2026", "Kriittinen kohde Koivula", "huonompi",
        "Heinäkuussa kaikki oli hyvin.", "Edellinen kannanotto (7/2026)", "Annetaan ohje", "Laatu ensin.",
        "Korjaa Koivula", "kuitattu 20.8.",
        "3 asiaa puuttuu vielä:", 'href="#comment"', f'href="#answer-{RED_RULE}"', 'href="#path"',
        "Kommentoi viimeistään 11.9., julkaistaan viimeistään 14.9.",
        "Mittarit", "Laatupisteet",
    ):  # fmt: skip
        assert words in page, words
    for anchor in ("comment", f"answer-{RED_RULE}", "path"):
        assert f'id="{anchor}"' in page


def test_everything_is_saved_with_one_button(as_user, card, owner):
    client = as_user(owner)
    asked = {"request_kind": "decision", "request_text": "Lisätäänkö tunteja?"}
    answer = client.post(address(card), typed(owner.person, **asked), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address(card), 302)]
    assert "Tallennettu. Mitään ei puutu." in page
    card.refresh_from_db()
    assert (card.state, card.comment, card.answers) == (
        "commented", "Korjataan.", {RED_RULE: "Uusi siistijä perehdytetään."},
    )  # fmt: skip
    step, asked = PathAction.objects.get(), BoardRequest.objects.get()
    assert (step.owner, step.decider, step.made_by) == (owner.person, "board", owner.person)
    assert asked.text in page
    assert step.what in page


def test_a_partly_filled_draft_is_saved_and_says_what_is_missing(as_user, card, owner):
    data = {"comment": "Korjataan.", "seen": "", **path_typed()}
    answer = as_user(owner).post(address(card), data, follow=True)
    page = answer.content.decode()
    assert "Tallennettu. 2 asiaa puuttuu vielä." in page
    card.refresh_from_db()
    assert (card.state, card.comment) == ("draft", "Korjataan.")
    publish = as_user(owner).post(address(card), data | {"seen": card.commented_at.isoformat(), "then": "publish"})
    assert publish["Location"] == address(card)
    card.refresh_from_db()
    assert card.frozen_at is None


def test_save_and_publish(as_user, card, owner):
    answer = as_user(owner).post(address(card), typed(owner.person, then="publish"))
    card.refresh_from_db()
    assert answer["Location"] == reverse("reporting:card", args=[card.pk])
    assert card.snapshot["summary"]["answers"][0]["rule"] == RED_RULE


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"comment": "ä" * 601}, "id_comment"),
        ({f"answer_{RED_RULE}": "ö" * 301}, f"id_answer_{RED_RULE}"),
        ({"path-0-metric": ""}, "id_path-0-metric"),
        ({"path-0-due_on": "2026-09-10"}, "id_path-0-due_on"),
        ({"path-0-owner": ""}, "id_path-0-owner"),
        ({"request_text": "x" * 601}, "id_request_text"),
    ],
)
def test_what_was_typed_is_kept_when_something_is_wrong(as_user, card, owner, changes, wrong):
    data = typed(owner.person, request_text="Apua kiitos") | changes
    answer = as_user(owner).post(address(card), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{wrong}_error"' in page
    for text in ("Uusintakierros", "Ei kohteita alle rajan", changes.get("comment", "Korjataan.")):
        assert text in page
    assert "[&#x27;" not in page  # a text, not a list of texts
    card.refresh_from_db()
    assert (card.comment, PathAction.objects.count()) == ("", 0)


def test_an_empty_line_of_the_path_is_no_action(as_user, card, owner):
    """A browser sends what its lists show, though nobody wrote on the line."""
    untouched = {
        "what": "",
        "owner": owner.person.pk,
        "due_on": "",
        "decider": "owner",
        "metric": "",
        "expected_effect": "",
    }
    data = typed(owner.person) | path_typed(typed_step(owner.person), untouched)
    assert as_user(owner).post(address(card), data).status_code == 302
    assert PathAction.objects.count() == 1


def test_open_actions_are_changed_finished_and_dropped(as_user, card, owner):
    account, person = card.account, owner.person
    rows = [make_step(account, what=f"Polku {n}", owner=person, due_on=datetime.date(2026, 9, n)) for n in (1, 2, 3)]
    client = as_user(owner)
    page = page_of(client, card)
    assert all(row.what in page for row in rows)
    told = (("keep", "", "Uusi sana"), ("done", "Pöytäkirja", "Polku 2"), ("drop", "Turha", "Polku 3"))
    lines = [
        typed_step(person, action=row.pk, act=act, note=note, due_on=f"{row.due_on}", what=what, decider="owner")
        for row, (act, note, what) in zip(rows, told, strict=True)
    ]
    client.post(address(card), {"comment": "", "seen": "", **path_typed(*lines, open_count=3)})
    kept, done, dropped = (PathAction.objects.get(pk=row.pk) for row in rows)
    assert (kept.what, kept.due_on) == ("Uusi sana", datetime.date(2026, 9, 1))  # a day that has passed may stay
    assert (done.done_on, done.evidence) == (AS_OF, "Pöytäkirja")
    assert (dropped.dropped_on, dropped.drop_reason) == (AS_OF, "Turha")


def test_dropping_without_a_reason_is_refused_beside_its_field(as_user, card, owner):
    row = make_step(card.account, owner=owner.person)
    line = typed_step(owner.person, action=row.pk, act="drop", note="")
    answer = as_user(owner).post(address(card), {"comment": "", "seen": "", **path_typed(line, open_count=1)})
    assert answer.status_code == 422
    assert 'id="id_path-0-note_error"' in answer.content.decode()


def test_an_action_of_another_account_is_not_touched(as_user, card, owner):
    foreign = make_step(make_account("Muu Oy"), what="Vieras")
    line = typed_step(owner.person, action=foreign.pk, what="Kaapattu")
    answer = as_user(owner).post(address(card), {"comment": "", "seen": "", **path_typed(line, open_count=1)})
    assert answer.status_code == 422
    foreign.refresh_from_db()
    assert foreign.what == "Vieras"


def test_somebody_wrote_meanwhile(as_user, card, owner, deputy):
    as_user(deputy).post(address(card), typed(deputy.person, comment="Varahenkilön teksti"))
    client = as_user(owner)
    answer = client.post(address(card), typed(owner.person, comment="Omistajan teksti"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Eero Esimerkkilä kirjoitti tähän korttiin" in page
    assert "Omistajan teksti" in page
    card.refresh_from_db()
    assert (card.comment, PathAction.objects.count()) == ("Varahenkilön teksti", 1)
    again = typed(owner.person, comment="Omistajan teksti", seen=answer.context["form"]["seen"].value(), **path_typed())
    assert client.post(address(card), again).status_code == 302
    card.refresh_from_db()
    assert card.comment == "Omistajan teksti"


def test_the_deputy_writes_and_is_marked(as_user, card, deputy):
    client = as_user(deputy)
    client.post(address(card), typed(deputy.person))
    assert "Kirjoittanut Eero Esimerkkilä (varahenkilö)." in page_of(client, card)
    assert "Eero Esimerkkilä (varahenkilö)" in client.get(reverse("reporting:card", args=[card.pk])).content.decode()


def test_the_next_card_is_the_worst_of_the_open_drafts(as_user, card, owner):
    calm = make_account("Aakkosten Alku Oy", owner=owner.person)
    ready = make_account("Valmis Oy", owner=owner.person)
    foreign = make_account("Muiden Oy")
    make_red(foreign)
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    done = QualityCard.objects.get(account=ready)
    done.state, done.comment = "commented", "Tehty."
    done.save()
    client = as_user(owner)
    second = QualityCard.objects.get(account=calm)
    first = client.post(address(card), typed(owner.person, then="next"))
    assert first["Location"] == address(second)
    last = client.post(address(second), {"comment": "Rauhallista.", "seen": "", "then": "next", **path_typed()})
    assert last["Location"] == reverse("reporting:start")
    assert "Muita kortteja ei odota sinua." in client.get("/").content.decode()


def test_the_start_page_counts_what_waits_with_its_days(as_user, card, owner):
    page = as_user(owner).get("/").content.decode()
    assert "Yksi laatukortti (8/2026) odottaa sinua" in page
    assert "Kommentoi viimeistään 11.9., julkaistaan viimeistään 14.9." in page
    assert address(card) in page


def test_a_published_card_is_written_on_no_more(as_user, card, owner):
    card_publishing.publish(cards=[card], by=None, at=AT)
    client = as_user(owner)
    assert client.get(address(card))["Location"] == reverse("reporting:card", args=[card.pk])
    late = client.post(address(card), typed(owner.person, comment="Myöhässä"))
    assert late.status_code == 422
    assert "Myöhässä" in late.content.decode()
    assert not PathAction.objects.exists()


def test_readers_of_the_card_do_not_write(as_user, card, owner):
    for reader in (make_board_chair(), make_user(role="controller")):
        assert as_user(reader).get(address(card)).status_code == 403
        assert as_user(reader).post(address(card), typed(owner.person)).status_code == 403


def test_a_post_without_the_path_is_refused_and_not_lost(as_user, card, owner):
    answer = as_user(owner).post(address(card), {"comment": "Ilman polkua"})
    assert answer.status_code == 422
    assert "Ilman polkua" in answer.content.decode()


def test_the_number_of_queries(as_user, card, owner, django_assert_max_num_queries):
    for number in range(5):
        make_step(card.account, what=f"Polku {number}")
        make_account(owner=owner.person)
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    client = as_user(owner)
    client.get(address(card))
    with django_assert_max_num_queries(30):
        client.get(address(card))
