"""Cards are built, commented, published and corrected through these doors only (domain.md 1.8, 1.9)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError

from reporting.actions import card_publishing, card_words, cards
from reporting.cards.canonical import checksum
from reporting.models import QualityCard
from teams.models import AuditEvent
from tests.factories import make_account, make_board_chair, make_figure, make_user

pytestmark = pytest.mark.django_db

AUGUST = datetime.date(2026, 8, 1)
JULY = datetime.date(2026, 7, 1)
AS_OF = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)


def build(**values):
    return cards.build(**{"month": AUGUST, "as_of": AS_OF, "by": None} | values)


def card_of(account, **values) -> QualityCard:
    return QualityCard.objects.get(account=account, **values)


def rows():
    return list(QualityCard.objects.order_by("pk").values())


@pytest.fixture
def account():
    user = make_user("Aino Mallinen")
    made = make_account("Esimerkkihoiva Oy", owner=user.person, deputy=make_user("Eero Esimerkkilä").person)
    make_figure(made, AUGUST)
    return made


@pytest.fixture
def owner(account):
    return account.assignments.get(role="owner").person.user


def test_a_draft_for_every_account_in_care(account):
    make_account(ended_on=datetime.date(2026, 7, 31))
    make_account(relationship_started_on=datetime.date(2026, 9, 1))
    result = build()
    assert (result.built, result.unchanged, result.failed) == (1, 0, [])
    card = card_of(account)
    assert (card.state, card.version, card.month) == ("draft", 1, AUGUST)
    assert card.snapshot["header"]["owner"] == "Aino Mallinen"
    assert card.status == card.snapshot["header"]["status"]


def test_run_twice_is_the_same(account):
    build()
    before = rows()
    assert build() == (0, 1, [])
    assert rows() == before


def test_a_draft_follows_the_figures_and_keeps_its_comment(account, owner):
    build()
    card_words.comment(card=card_of(account), text="Näin on.", by=owner, at=AT)
    account.name = "Uusi nimi Oy"
    account.save()
    assert build().built == 1
    card = card_of(account)
    assert card.snapshot["header"]["name"] == "Uusi nimi Oy"
    assert (card.comment, card.state) == ("Näin on.", "commented")


def test_a_published_card_is_left_alone(account):
    build()
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    before = rows()
    make_figure(account, JULY, 99999)
    assert build() == (0, 1, [])
    assert rows() == before


def test_only_the_named_accounts(account):
    other = make_account()
    assert build(accounts=[other]).built == 1
    assert build(accounts=[account.pk]).built == 1
    assert QualityCard.objects.count() == 2


def test_an_account_that_fails_is_named_and_stops_nobody(account, monkeypatch):
    bad = make_account("Rikki Oy")
    good = cards._content

    def content(facts, context):
        if context.account_id == bad.pk:
            raise ZeroDivisionError("nollalla ei jaeta")
        return good(facts, context)

    monkeypatch.setattr(cards, "_content", content)
    result = build()
    assert result.built == 1
    assert result.failed == [(bad.pk, "Rikki Oy", "ZeroDivisionError: nollalla ei jaeta")]
    assert result.to_json() == {"built": 1, "unchanged": 0, "failed": 1}
    assert list(QualityCard.objects.values_list("account", flat=True)) == [account.pk]


def test_an_account_that_cannot_be_read_is_named_and_stops_nobody(account, monkeypatch):
    bad = make_account("Lukukelvoton Oy")
    read = cards.collect

    def collect(accounts, **values):
        if bad in accounts:
            raise ValueError("outo rivi")
        return read(accounts, **values)

    monkeypatch.setattr(cards, "collect", collect)
    result = build()
    assert (result.built, [failure.name for failure in result.failed]) == (1, ["Lukukelvoton Oy"])


def test_an_account_the_database_refuses_is_named_and_stops_nobody(account, monkeypatch):
    bad = make_account("Kirjoituskelvoton Oy")
    write = cards._write_rows

    def write_rows(found):
        if any(card.account_id == bad.pk for card in found):
            raise DatabaseError("ei mahdu")
        write(found)

    monkeypatch.setattr(cards, "_write_rows", write_rows)
    result = build()
    assert (result.built, result.unchanged, [failure.account for failure in result.failed]) == (1, 0, [bad.pk])


@pytest.mark.parametrize("name", ["contexts", "_write_rows"])
def test_a_lost_database_is_nobodys_fault(account, monkeypatch, name):
    def lost(*args, **values):
        raise OperationalError("yhteys katkesi")

    monkeypatch.setattr(cards, name, lost)
    with pytest.raises(OperationalError):
        build()


def test_progress_is_told(account):
    told = []
    build(progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]


def test_a_build_that_was_slower_adds_no_second_card(account, monkeypatch):
    monkeypatch.setattr(cards, "_latest", lambda month, found: {})
    build()
    build()
    assert QualityCard.objects.count() == 1


def test_the_number_of_queries_does_not_grow(account, django_assert_max_num_queries):
    with django_assert_max_num_queries(200) as few:
        build()
    for _ in range(10):
        made = make_account(owner=make_user().person)
        make_figure(made, AUGUST)
    QualityCard.objects.all().delete()
    with django_assert_max_num_queries(200) as many:
        build()
    assert len(many) == len(few)


def test_the_owner_comments(account, owner):
    build()
    card = card_words.comment(card=card_of(account), text="  Hyvin menee.\r\nJatketaan. ", by=owner, at=AT)
    assert (card.comment, card.state, card.commented_by_id, card.commented_at) == (
        "Hyvin menee.\nJatketaan.", "commented", owner.pk, AT,
    )  # fmt: skip
    assert AuditEvent.objects.filter(act="card.comment", by=owner).exists()


def test_an_empty_comment_takes_it_back(account, owner):
    build()
    card_words.comment(card=card_of(account), text="Ei näin.", by=owner, at=AT)
    card = card_words.comment(card=card_of(account), text=" ", by=owner, at=AT)
    assert (card.comment, card.state, card.commented_by_id) == ("", "draft", None)


@pytest.mark.parametrize(("length", "fits"), [(600, True), (601, False)])
def test_600_characters_fit(account, owner, length, fits):
    build()
    if fits:
        assert len(card_words.comment(card=card_of(account), text="a" * length, by=owner, at=AT).comment) == length
    else:
        with pytest.raises(ValidationError, match="601"):
            card_words.comment(card=card_of(account), text="a" * length, by=owner, at=AT)


def test_nobody_else_comments(account):
    build()
    with pytest.raises(PermissionDenied):
        card_words.comment(card=card_of(account), text="Minäkin!", by=make_board_chair(), at=AT)


def test_a_published_card_takes_no_comment(account, owner):
    build()
    stale = card_of(account)
    card_publishing.publish(cards=[stale], by=None, at=AT)
    with pytest.raises(ValidationError, match=r"published|julkaistu"):
        card_words.comment(card=stale, text="Myöhässä.", by=owner, at=AT)


def test_publishing_freezes_what_was_said(account, owner):
    build()
    card_words.comment(card=card_of(account), text="Näin on.", by=owner, at=AT)
    assert card_publishing.publish(cards=QualityCard.objects.all(), by=owner, at=AT) == 1
    card = card_of(account)
    assert (card.state, card.frozen_at, card.frozen_by_id) == ("published", AT, owner.pk)
    assert card.snapshot["summary"]["comment"] == "Näin on."
    assert card.snapshot["summary"]["comment_by"] == "Aino Mallinen"
    assert card.snapshot["publication"]["by"] == "Aino Mallinen"
    assert card.checksum == checksum(card.snapshot)
    assert AuditEvent.objects.filter(act="card.publish", details__checksum=card.checksum).exists()


def test_publishing_twice_is_once(account):
    build()
    stale = card_of(account)
    assert card_publishing.publish(cards=[stale], by=None, at=AT) == 1
    before = rows()
    assert card_publishing.publish(cards=[stale], by=None, at=AT + datetime.timedelta(days=1)) == 0
    assert rows() == before


def test_a_name_without_a_person_is_the_login(account, admin_user):
    build()
    card = card_of(account)
    QualityCard.objects.update(commented_by_id=admin_user.pk, comment="x", state="commented")
    card_publishing.publish(cards=[card], by=None, at=AT)
    assert card_of(account).snapshot["summary"]["comment_by"] == "admin"


def test_who_may_publish(account, owner):
    build()
    card = card_of(account)
    for stranger in (make_user(), make_user(role="controller")):
        with pytest.raises(PermissionDenied):
            card_publishing.publish(cards=[card], by=stranger, at=AT)
    assert card_publishing.publish(cards=[card], by=make_board_chair(), at=AT) == 1


def test_removing_a_login_touches_no_frozen_card(account, owner):
    build()
    card_words.comment(card=card_of(account), text="Näin on.", by=owner, at=AT)
    card_publishing.publish(cards=QualityCard.objects.all(), by=owner, at=AT)
    before = rows()
    AuditEvent.objects.all().delete()
    owner.delete()
    assert rows() == before


def test_a_correction_is_a_new_version(account, owner):
    build()
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    first = card_of(account)
    second = card_publishing.correct(card=first, reason="Laskutus oikaistu", by=make_board_chair(), at=AT)
    assert (second.version, second.state, second.supersedes, second.checksum) == (2, "draft", first, "")
    build()
    card_publishing.publish(cards=[second], by=None, at=AT)
    second.refresh_from_db()
    assert second.snapshot["publication"]["reason"] == "Laskutus oikaistu"
    assert second.checksum != first.checksum
    assert card_of(account, version=1).checksum == first.checksum


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_correction_needs_a_reason(account, reason):
    build()
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    with pytest.raises(ValidationError, match=r"300"):
        card_publishing.correct(card=card_of(account), reason=reason, by=None, at=AT)


def test_only_the_newest_published_version_is_corrected(account):
    build()
    with pytest.raises(ValidationError, match=r"draft|luonnos"):
        card_publishing.correct(card=card_of(account), reason="Turha", by=None, at=AT)
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    first = card_of(account)
    card_publishing.correct(card=first, reason="Oikea syy", by=None, at=AT)
    with pytest.raises(ValidationError, match=r"newer|uudempi"):
        card_publishing.correct(card=first, reason="Toinen syy", by=None, at=AT)


def test_the_next_month_counts_from_the_published_card(account):
    build(month=JULY, as_of=datetime.date(2026, 8, 13))
    build()
    assert card_of(account, month=AUGUST).snapshot["header"]["trend"] == "new"
    card_publishing.publish(cards=QualityCard.objects.filter(month=JULY), by=None, at=AT)
    build()
    header = card_of(account, month=AUGUST).snapshot["header"]
    assert (header["trend"], header["months"]) == ("same", 2)


def test_deleting_a_source_row_changes_nothing_on_a_published_card(account):
    build()
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    before = rows()
    account.monthly_figures.all().delete()
    build()
    assert rows() == before
