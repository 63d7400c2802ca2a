"""Card pages: who reads, who writes, and that page and PDF say the same (domain.md 1.8, 1.9)."""

import datetime
import io
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.urls import reverse, reverse_lazy
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts_app.models import BoardRequest
from reporting.actions import card_publishing, card_words, cards
from reporting.models import JobRun, QualityCard
from teams.models import BoardMembership
from tests.factories import make_account, make_board_chair, make_figure, make_user

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
AS_OF = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)
LIST = reverse_lazy("reporting:card_list")
NAMES = {
    "": "reporting:card",
    "pdf/": "reporting:card_pdf",
    "ask-correction/": "reporting:card_ask_correction",
    "publish/": "reporting:card_publish",
    "correct/": "reporting:card_correct",
}


@pytest.fixture
def account():
    made = make_account("Esimerkkihoiva Oy", owner=make_user("Aino Mallinen").person, deputy=make_user().person)
    make_figure(made, AUGUST, 12345)
    return made


@pytest.fixture
def card(account):
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    return QualityCard.objects.get(account=account)


@pytest.fixture
def owner(account):
    return account.assignments.get(role="owner").person.user


@pytest.fixture
def at_once(monkeypatch):
    """Jobs are done before the view answers, as they are without a transaction around the test."""
    monkeypatch.setattr("reporting.jobs.transaction.on_commit", lambda act: act())


def publish(card):
    card_publishing.publish(cards=[card], by=None, at=AT)


def address(card, act=""):
    return reverse(NAMES[act], args=[card.pk])


READS = ["", "pdf/"]
WRITES = ["ask-correction/", "publish/", "correct/"]


@pytest.mark.parametrize("act", READS + WRITES)
def test_without_a_login_nothing_opens(client, card, act):
    answer = client.get(address(card, act)) if act in READS else client.post(address(card, act))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize("act", READS + WRITES)
def test_without_the_right_it_is_403(as_user, card, act):
    client = as_user(make_user(role="project_staff"))
    answer = client.get(address(card, act)) if act in READS else client.post(address(card, act), {"text": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("act", READS + WRITES)
def test_a_card_of_a_secret_account_does_not_exist_for_others(as_user, card, act):
    card.account.confidentiality = "secret"
    card.account.save()
    client = as_user(make_board_chair())
    answer = client.get(address(card, act)) if act in READS else client.post(address(card, act))
    assert answer.status_code == 404


@pytest.mark.parametrize("act", READS)
def test_an_owner_of_another_account_is_no_reader(as_user, card, act):
    stranger = make_user(role="account_director")
    make_account(owner=stranger.person)
    assert as_user(stranger).get(address(card, act)).status_code == 403


@pytest.mark.parametrize("act", READS)
def test_the_readers(as_user, card, owner, act):
    member = make_user()
    BoardMembership.objects.create(person=member.person, starts_on=datetime.date(2020, 1, 1))
    deputy = card.account.assignments.get(role="deputy").person.user
    for reader in (owner, deputy, member, make_board_chair(), make_user(role="controller")):
        assert as_user(reader).get(address(card, act)).status_code == 200


def test_unknown_card_is_404(as_user, owner):
    assert as_user(owner).get("/cards/999/").status_code == 404


@pytest.mark.parametrize("act", WRITES)
def test_reading_an_act_is_not_allowed(as_user, card, owner, act):
    assert as_user(owner).get(address(card, act)).status_code == 405


def test_the_page_and_the_pdf_say_the_same(as_user, card, owner):
    publish(card)
    card.refresh_from_db()
    client = as_user(owner)
    page = client.get(address(card)).content.decode()
    pdf = PdfReader(io.BytesIO(client.get(address(card, "pdf/")).content)).pages[0].extract_text()
    printed = f"Tarkiste {card.checksum[:8]}"
    for text in ("Esimerkkihoiva Oy", "Kausi 1–8/2026", "Elokuu 2026", "12,3", printed, "Julkaistu"):
        assert text in page
        assert text in pdf.replace("\u00a0", " ")


def test_the_pdf_is_a_file_whose_name_tells_no_customer(as_user, card, owner):
    answer = as_user(owner).get(address(card, "pdf/"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="card-2026-08-{card.pk}-v1-fi.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("lang", "word"), [("fi", "Laatukortti"), ("en", "Quality card"), ("sv", "Kvalitetskort")])
def test_the_pdf_in_each_language(as_user, card, owner, lang, word):
    content = as_user(owner).get(address(card, "pdf/"), {"lang": lang}).content
    assert word in PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_a_language_that_is_not_carried_is_404(as_user, card, owner):
    assert as_user(owner).get(address(card, "pdf/"), {"lang": "../de"}).status_code == 404


def test_the_owner_publishes_what_is_complete(as_user, card, owner):
    card_words.comment(card=card, text="Hyvin menee.", by=owner, at=AT)
    client = as_user(owner)
    page = client.get(address(card)).content.decode()
    assert "Hyvin menee." in page
    assert reverse("reporting:card_write", args=[card.pk]) in page
    client.post(address(card, "publish/"))
    client.post(address(card, "publish/"))
    card.refresh_from_db()
    assert (card.state, card.comment) == ("published", "Hyvin menee.")
    assert reverse("reporting:card_write", args=[card.pk]) not in client.get(address(card)).content.decode()


def test_the_owner_does_not_publish_what_is_not_complete(as_user, card, owner):
    answer = as_user(owner).post(address(card, "publish/"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("reporting:card_write", args=[card.pk])
    assert "puuttuu vielä jotain" in answer.content.decode()
    card.refresh_from_db()
    assert card.state == "draft"


def test_the_chair_publishes_as_it_is_and_does_not_write(as_user, card):
    client = as_user(make_board_chair())
    assert reverse("reporting:card_write", args=[card.pk]) not in client.get(address(card)).content.decode()
    client.post(address(card, "publish/"))
    card.refresh_from_db()
    assert card.state == "published"
    assert "Johtajan kommentti puuttuu" in client.get(address(card)).content.decode()


def test_the_controller_only_reads(as_user, card):
    client = as_user(make_user(role="controller"))
    assert client.post(address(card, "publish/")).status_code == 403
    assert client.post(address(card, "correct/"), {"reason": "x"}).status_code == 403


def test_the_owner_can_only_ask_for_a_correction(as_user, card, owner):
    publish(card)
    client = as_user(owner)
    page = client.get(address(card)).content.decode()
    assert address(card, "ask-correction/") in page
    assert address(card, "correct/") not in page
    assert client.post(address(card, "correct/"), {"reason": "Itse"}).status_code == 403
    client.post(address(card, "ask-correction/"), {"text": "Liikevaihdosta puuttuu yksi lasku."})
    asked = BoardRequest.objects.get()
    assert (asked.kind, asked.card_month, asked.account) == ("correction", AUGUST, card.account)
    assert asked.text == "Liikevaihdosta puuttuu yksi lasku."
    refused = client.post(address(card, "ask-correction/"), {"text": ""})
    assert refused.status_code == 422
    assert BoardRequest.objects.count() == 1


def test_a_draft_is_written_on_not_asked_about(as_user, card, owner):
    answer = as_user(owner).post(address(card, "ask-correction/"), {"text": "Väärin"})
    assert answer["Location"] == reverse("reporting:card_write", args=[card.pk])
    assert not BoardRequest.objects.exists()


def test_the_board_corrects_and_the_new_version_shows_what_differs(as_user, card, owner):
    publish(card)
    make_figure(card.account, datetime.date(2026, 7, 1), 54321)
    client = as_user(make_board_chair())
    answer = client.post(address(card, "correct/"), {"reason": "Laskutus oikaistu"}, follow=True)
    second = QualityCard.objects.get(version=2)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == address(second)
    assert "Laskutus oikaistu" in page
    assert f'href="{address(card)}"' in page
    assert "Mikä poikkeaa versiosta 1" in page
    differing = {
        line.name: (line.left, line.right)
        for part, _ in answer.context["differences"]
        for line in part.lines
        if line.differs
    }
    assert differing["Versio"] == ("v1 · Julkaistu 14.9.2026", "v2 · Luonnos")
    empty = client.post(address(second, "correct/"), {"reason": ""})
    assert empty.status_code == 422
    assert QualityCard.objects.count() == 2


def test_the_list_has_red_ones_first_and_only_own_cards(as_user, card, owner):
    other = make_account("Aakkosten Alku Oy")
    make_account("Zetan Kiinteistöt Oy", owner=owner.person)
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    QualityCard.objects.filter(account__name__startswith="Zetan").update(status="RED")
    QualityCard.objects.filter(account=card.account).update(status="GREEN")
    page = as_user(owner).get(LIST).content.decode()
    assert page.index("Zetan") < page.index("Esimerkkihoiva Oy")
    assert other.name not in page
    assert other.name in as_user(make_board_chair()).get(LIST).content.decode()


def test_the_list_is_empty_for_those_who_read_no_cards(as_user, card):
    page = as_user(make_user()).get(LIST)
    assert page.status_code == 200
    assert card.account.name not in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"month": "2026-08"}, True), ({"month": "2026-07"}, True), ({"state": "draft"}, True),
        ({"state": "published"}, False), ({"status": "nonsense"}, True), ({"page": "99"}, True),
    ],
)  # fmt: skip
def test_the_filter(as_user, card, owner, asked, found):
    answer = as_user(owner).get(LIST, asked)
    assert answer.status_code == 200
    rows = [row.account_id for row, *_ in answer.context["rows"]]
    assert (card.account_id in rows) is found


def test_the_list_as_a_file(as_user, card, owner):
    client = as_user(owner)
    csv = client.get(LIST, {"format": "csv"}).content.decode("utf-8-sig")
    assert "Esimerkkihoiva Oy;8/2026" in csv
    sheet = load_workbook(io.BytesIO(client.get(LIST, {"format": "xlsx"}).content)).active
    assert sheet["A2"].value == "Esimerkkihoiva Oy"
    assert client.get(LIST, {"format": "exe"}).status_code == 404
    assert as_user(make_user()).get(LIST, {"format": "csv"}).content.decode().count("\n") == 1


PUBLISH = reverse_lazy("reporting:cards_publish")


def test_the_chair_publishes_the_month(as_user, card, at_once):
    make_account()
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    chair = make_board_chair()
    client = as_user(chair)
    assert "2 korttia julkaistu." in client.post(PUBLISH, {"month": "2026-08"}, follow=True).content.decode()
    assert set(QualityCard.objects.values_list("state", flat=True)) == {"published"}
    assert set(QualityCard.objects.values_list("frozen_by_id", flat=True)) == {chair.pk}
    assert client.post(PUBLISH, {"month": "elokuu"}, follow=True).status_code == 200


def test_only_the_chair_publishes_the_month(as_user, card, owner):
    assert as_user(owner).post(reverse("reporting:cards_publish"), {"month": "2026-08"}).status_code == 403


def test_pressed_twice_it_is_one_job_and_a_queue_is_waited_for(as_user, card, at_once, monkeypatch):
    monkeypatch.setattr("reporting.jobs.send", lambda _job_id: True)
    client = as_user(make_board_chair())
    monkeypatch.setattr("reporting.views.card_acts.timezone", SimpleNamespace(now=lambda: AT))
    pages = [client.post(PUBLISH, {"month": "2026-08"}, follow=True).content.decode() for _press in range(2)]
    assert all("Kortteja julkaistaan" in page for page in pages)
    assert JobRun.objects.filter(kind="publish_cards").count() == 1
    assert not QualityCard.objects.exclude(frozen_at=None).exists()


def test_what_could_not_be_published_is_named_with_its_reason(as_user, card, monkeypatch, at_once):
    monkeypatch.setattr(card_publishing, "publish", Mock(side_effect=ValueError("rikki")))
    page = as_user(make_board_chair()).post(PUBLISH, {"month": "2026-08"}, follow=True).content.decode()
    assert "Osaa korteista ei voitu julkaista" in page
    assert "ValueError: rikki" in page


def test_the_chair_does_not_publish_what_is_secret_to_the_chair(as_user, card, at_once):
    card.account.confidentiality = "secret"
    card.account.save()
    as_user(make_board_chair()).post(PUBLISH, {"month": "2026-08"})
    card.refresh_from_db()
    assert card.state == "draft"


def test_the_number_of_queries(as_user, card, owner, django_assert_max_num_queries):
    client = as_user(owner)
    with django_assert_max_num_queries(20):
        client.get(address(card))
    with django_assert_max_num_queries(12):
        client.get(LIST)
