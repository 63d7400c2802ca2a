"""The director's words on a draft: kept complete or not, never lost, never over somebody else's (domain.md 1.8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.models import BoardRequest, PathAction
from reporting.actions import card_publishing, card_words, cards
from reporting.actions.card_words import DONE, DROP, Step, Words
from reporting.cards.authors import authors_of
from reporting.models import QualityCard
from teams.models import Absence
from tests.factories import make_account, make_board_chair, make_person, make_user
from tests.factories.records import make_step
from tests.factories.red import AS_OF, AUGUST, RED_RULE, fail_twice, make_red

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(hours=1)


@pytest.fixture
def owner():
    return make_user("Aino Mallinen")


@pytest.fixture
def deputy():
    return make_user("Eero Esimerkkilä")


@pytest.fixture
def account(owner, deputy):
    """An account whose critical site failed twice: red by R08."""
    made = make_account("Esimerkkihoiva Oy", owner=owner.person, deputy=deputy.person)
    make_red(made)
    return made


@pytest.fixture
def card(account):
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    made = QualityCard.objects.get(account=account)
    assert [one["rule"] for one in made.snapshot["findings"] if one["level"] == "RED"] == [RED_RULE]
    return made


def step(writer, **changes):
    values = {
        "what": "Uusintakierros", "owner": writer.person, "due_on": datetime.date(2026, 10, 1), "decider": "owner",
        "metric": "Q3", "expected_effect": "Ei kohteita alle rajan",
    }  # fmt: skip
    return Step(**(values | changes))


def complete(owner, **changes):
    said = {"comment": "Korjataan.", "answers": {RED_RULE: "Uusi siistijä perehdytetään."}, "path": (step(owner),)}
    return Words(**(said | changes))


def save(card, words, by, at=AT):
    card_words.write(card=card, words=words, by=by, at=at)
    card.refresh_from_db()
    return card


def test_a_complete_red_card_is_commented(card, owner):
    save(card, complete(owner), owner)
    assert (card.state, card.comment, card.commented_by_id) == ("commented", "Korjataan.", owner.pk)
    assert card.answers == {RED_RULE: "Uusi siistijä perehdytetään."}
    assert [row["kind"] for row in card.snapshot["actions"]["rows"]] == ["path"]
    assert card.snapshot["actions"]["open"]["path"] == 1


@pytest.mark.parametrize(
    "left_out",
    [{"comment": " "}, {"answers": {}}, {"answers": {RED_RULE: "  "}}, {"path": ()}],
    ids=["comment", "answer", "blank answer", "path"],
)
def test_a_partly_filled_draft_is_kept_as_a_draft(card, owner, left_out):
    save(card, complete(owner, **left_out), owner)
    assert card.state == "draft"
    kept = {"comment": card.comment, "answers": card.answers, "path": tuple(PathAction.objects.all())}
    assert all(kept[name] for name in kept if name not in left_out)


def test_the_last_open_action_gone_the_card_is_a_draft_again(card, owner):
    save(card, complete(owner), owner)
    action = PathAction.objects.get()
    save(card, complete(owner, path=(step(owner, action=action, act=DONE, note="Pöytäkirja"),)), owner)
    assert card.state == "draft"
    action.refresh_from_db()
    assert (action.done_on, action.evidence) == (AS_OF, "Pöytäkirja")


def test_an_action_is_changed_or_dropped_with_its_reason(card, owner):
    first, second = make_step(card.account, owner=owner.person), make_step(card.account, owner=owner.person)
    path = (
        step(owner, action=first, what="Kaksi kierrosta"),
        step(owner, action=second, act=DROP, note="Asiakas ei halua"),
    )
    save(card, complete(owner, path=path), owner)
    assert PathAction.objects.get(pk=first.pk).what == "Kaksi kierrosta"
    assert PathAction.objects.get(pk=second.pk).drop_reason == "Asiakas ei halua"
    assert [row["what"] for row in card.snapshot["actions"]["rows"]] == ["Kaksi kierrosta"]


def test_a_request_goes_to_the_board_and_stands_on_the_card(card, owner):
    save(card, complete(owner, request_kind="decision", request_text="Lisätäänkö tunteja?"), owner)
    asked = BoardRequest.objects.get()
    assert (asked.kind, asked.card_month, asked.asked_by) == ("decision", AUGUST, owner.person)
    assert [one["text"] for one in card.snapshot["requests"]] == ["Lisätäänkö tunteja?"]
    save(card, complete(owner, path=()), owner, LATER)
    assert BoardRequest.objects.count() == 1


@pytest.mark.parametrize(("length", "fits"), [(300, True), (301, False)])
def test_an_answer_has_300_characters(card, owner, length, fits):
    words = complete(owner, answers={RED_RULE: "ä" * length})
    if fits:
        assert len(save(card, words, owner).answers[RED_RULE]) == length
        return
    with pytest.raises(ValidationError) as refused:
        save(card, words, owner)
    assert list(refused.value.error_dict) == [f"answer_{RED_RULE}"]
    assert not PathAction.objects.exists()


def test_what_is_refused_leaves_nothing_behind(card, owner):
    words = complete(owner, path=(step(owner), step(owner, what="x" * 201)), request_text="Apua", request_kind="help")
    with pytest.raises(ValidationError):
        save(card, words, owner)
    card.refresh_from_db()
    assert (card.comment, PathAction.objects.count(), BoardRequest.objects.count()) == ("", 0, 0)


def test_answers_to_what_is_not_red_are_not_taken_and_old_ones_are_kept(card, owner):
    card.answers = {"R14": "Viime viikolla"}
    card.save()
    save(card, complete(owner, answers={RED_RULE: "Nyt", "R99": "Muu"}), owner)
    assert card.answers == {"R14": "Viime viikolla", RED_RULE: "Nyt"}


def test_two_writers_do_not_lose_each_others_words(card, owner, deputy):
    seen = card_words.mark_of(card)
    save(card, complete(owner, seen=seen), owner)
    with pytest.raises(ValidationError, match="Aino Mallinen"):
        save(card, complete(owner, comment="Varalta", path=(), seen=seen), deputy, LATER)
    card.refresh_from_db()
    assert card.comment == "Korjataan."
    save(card, complete(owner, comment="Varalta", path=(), seen=card_words.mark_of(card)), deputy, LATER)
    assert (card.comment, card.commented_by_id) == ("Varalta", deputy.pk)


def test_saving_the_same_words_again_keeps_their_author(card, owner, deputy):
    save(card, complete(owner), owner)
    save(card, complete(owner, path=()), deputy, LATER)
    assert (card.commented_by_id, card.commented_at) == (owner.pk, AT)


def test_a_published_card_takes_nothing(card, owner):
    card_publishing.publish(cards=[card], by=None, at=AT)
    with pytest.raises(ValidationError, match=r"published|julkaistu"):
        save(card, complete(owner), owner)
    assert not PathAction.objects.exists()


def test_nobody_else_writes(card, owner):
    with pytest.raises(PermissionDenied):
        save(card, complete(owner), make_board_chair())


def test_the_owner_publishes_only_what_is_complete_the_clock_anything(card, owner):
    with pytest.raises(ValidationError) as refused:
        card_publishing.publish(cards=[card], by=owner, at=AT)
    assert refused.value.code == "incomplete"
    save(card, complete(owner), owner)
    assert card_publishing.publish(cards=[card], by=owner, at=AT) == 1


def test_the_clock_publishes_without_words(card):
    assert card_publishing.publish(cards=[card], by=None, at=AT) == 1


def test_publishing_freezes_answers_path_and_request(card, owner):
    save(card, complete(owner, request_kind="help", request_text="Apua"), owner)
    PathAction.objects.update(what="Muutettu julkaisun aamuna")
    card_publishing.publish(cards=[card], by=owner, at=AT)
    card.refresh_from_db()
    assert card.snapshot["summary"]["answers"] == [{"rule": RED_RULE, "text": "Uusi siistijä perehdytetään."}]
    assert card.snapshot["actions"]["rows"][0]["what"] == "Muutettu julkaisun aamuna"
    assert card.snapshot["requests"][0]["text"] == "Apua"
    PathAction.objects.update(what="Muutettu julkaisun jälkeen")
    card.refresh_from_db()
    assert card.snapshot["actions"]["rows"][0]["what"] == "Muutettu julkaisun aamuna"


def test_who_wrote_in_whose_place(card, owner, deputy):
    stand_in = make_user("Sijainen Sanna")
    absence = {"person": owner.person, "starts_on": AS_OF, "ends_on": AS_OF, "stand_in": stand_in.person}
    Absence.objects.create(**absence)
    places = {}
    for number, writer in enumerate((owner, deputy, stand_in)):
        words = complete(owner, comment=f"Teksti {number}", path=())
        save(card, words, writer, AT + datetime.timedelta(minutes=number))
        author = authors_of([card])[card.pk]
        places[author.name] = author.place
    assert places == {"Aino Mallinen": "", "Eero Esimerkkilä": "deputy", "Sijainen Sanna": "substitute"}
    card_publishing.publish(cards=[card], by=None, at=LATER)
    card.refresh_from_db()
    assert card.snapshot["summary"]["comment_as"] == "substitute"


def test_a_new_red_after_a_rebuild_opens_the_draft_again(account, owner):
    QualityCard.objects.all().delete()
    account.sites.filter(is_critical=True).delete()
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    card = QualityCard.objects.get(account=account)
    save(card, Words(comment="Hyvin menee."), owner)
    assert card.state == "commented"
    fail_twice(account)
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    card.refresh_from_db()
    assert (card.state, card.comment) == ("draft", "Hyvin menee.")


def test_the_step_names_a_person(card, owner):
    other = make_person("Aluejohtaja")
    save(card, complete(owner, path=(step(owner, owner=other, decider="board"),)), owner)
    row = card.snapshot["actions"]["rows"][0]
    assert (row["owner"], row["decider"], row["metric"]) == ("Aluejohtaja", "board", "Q3")
