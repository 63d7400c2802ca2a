"""The page of a metric: what it shows, to whom, and that it answers the same a year and a deletion later."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts_app.models import Account, Complaint, MonthlyFigure, Opportunity, Site
from reporting.actions import card_publishing, cards, limits
from reporting.models import CardEvidence, ImportBatch, LimitChange, QualityCard, SourceLoad
from teams.models import User
from tests.factories import (
    make_account,
    make_board_chair,
    make_budget,
    make_complaint,
    make_figure,
    make_hours,
    make_round,
    make_site,
    make_user,
)

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
AS_OF = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def account() -> Account:
    made = make_account("Esimerkkihoiva Oy", owner=make_user("Aino Mallinen").person, care_model="A")
    for month in range(1, 9):
        make_figure(made, datetime.date(2026, month, 1), 10_000 + month)
        make_figure(made, datetime.date(2025, month, 1), 9_000 + month)
    site = make_site(made, "Koivula")
    make_round(site, datetime.date(2026, 8, 20), 76)
    make_complaint(made, datetime.date(2026, 8, 3), number="R-2026-1", site=site, category="Hygienia")
    make_budget(made)
    make_hours(made, datetime.date(2026, 3, 3), 7)
    Opportunity.objects.create(account=made, code="M-1", name="Laajennus Poriin", value_eur=52_000, stage="Tarve")
    load(SourceLoad.Source.REVENUE)
    load(SourceLoad.Source.COMPLAINTS)
    load(SourceLoad.Source.ROUNDS)
    return made


def load(source: str, **values: Any) -> SourceLoad:
    return SourceLoad.objects.create(source=source, as_of_on=AS_OF, last_month=AUGUST, **values)


def publish(month: datetime.date = AUGUST, at: datetime.datetime = AT) -> QualityCard:
    cards.build(month=month, as_of=AS_OF, by=None)
    card_publishing.publish(cards=QualityCard.objects.filter(month=month), by=None, at=at)
    return QualityCard.objects.get(month=month)


@pytest.fixture
def card(account: Account) -> QualityCard:
    return publish()


def address(card: QualityCard, metric: str) -> str:
    return reverse("reporting:card_metric", args=[card.pk, metric])


def page(user: User, card: QualityCard, metric: str, status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address(card, metric))
    assert response.status_code == status, metric
    return TOKEN.sub("", response.content.decode()).replace("\xa0", " ")


def metrics_of(card: QualityCard) -> list[str]:
    return [row["id"] for row in [*card.snapshot["metrics"], *card.snapshot["growth"]]]


def test_every_metric_of_a_card_opens_and_is_linked_from_it(card: QualityCard) -> None:
    chair = make_board_chair()
    client = Client()
    client.force_login(chair)
    linked = client.get(reverse("reporting:card", args=[card.pk])).content.decode()
    assert len(metrics_of(card)) > 20
    for metric in metrics_of(card):
        assert f'href="{address(card, metric)}"' in linked, metric
        said = page(chair, card, metric)
        assert "Määritelmä" in said
        assert card.snapshot["evidence_checksum"][:8] in said


def test_it_shows_figures_rule_rows_and_source(card: QualityCard) -> None:
    said = page(make_board_chair(), card, "F1")
    assert "Σ laskurivit − hyvitykset" in said
    assert "tarkemmin 80 036,00" in said
    assert "R01 Liikevaihto tavoitteesta" in said
    assert "keltainen alle 97 %" in said
    assert "laskutus" in said
    assert "katkaisupäivä 11.9.2026" in said
    assert "10 008,00" in said  # the row of August
    assert "80 036,00" in said  # and the sum of the period


def test_the_chart_says_what_it_shows_and_what_is_missing(card: QualityCard) -> None:
    said = page(make_board_chair(), card, "F1")
    assert "8/2026: 10,0 t€." in said
    assert "Lukuja on alle 6 kuukaudelta" in said
    assert "23 kuukaudelta ei ole korttia." in said
    assert "Ensimmäinen kortti on kuukaudelta 8/2026" in said
    assert 'class="line-chart"' in said
    assert "Samat tiedot taulukkona" in said


def test_earlier_cards_are_drawn_with_their_limits(account: Account) -> None:
    for month in range(2, 8):
        publish(datetime.date(2026, month, 1), datetime.datetime(2026, month + 1, 14, 9, tzinfo=datetime.UTC))
    said = page(make_board_chair(), publish(), "Q2")
    assert "7 kuukauden mediaani on 76,0 %." in said
    assert "Pysyvää muutosta ei näy" in said
    assert 'class="run-amber"' in said
    assert 'class="run-red"' in said


def test_languages(card: QualityCard) -> None:
    chair = make_board_chair()
    for lang, words in (("en", "Net invoiced sales"), ("sv", "Fakturerad nettoförsäljning")):
        client = Client(headers={"accept-language": lang})
        client.force_login(chair)
        with translation.override(lang):
            assert words in client.get(address(card, "F1")).content.decode()


def test_what_the_card_does_not_print_is_not_there(card: QualityCard) -> None:
    chair = make_board_chair()
    for metric in ("F6", "K4", "Q1p", "X9", "f1"):
        page(chair, card, metric, status=404)


def test_those_who_may_not_read_the_card_may_not_read_its_metrics(card: QualityCard, account: Account) -> None:
    page(make_user(), card, "F1", status=403)
    Account.objects.filter(pk=account.pk).update(confidentiality="secret")
    page(make_user(), card, "F1", status=404)
    page(make_board_chair(), card, "F1", status=404)
    page(User.objects.get(person__name="Aino Mallinen"), card, "F1")


def test_only_reading_is_taken(card: QualityCard) -> None:
    client = Client()
    client.force_login(make_board_chair())
    assert client.post(address(card, "F1")).status_code == 405


def test_rows_of_data_a_reader_may_not_read_in_full_stay_closed(card: QualityCard, account: Account) -> None:
    """An area director reads cards but not hours, a controller not the pipeline (requirements.md 5.4.6)."""
    area_director = make_user()
    Site.objects.filter(account=account).update(area_director=area_director.person)
    controller = make_user(role="controller")
    member = make_user(role="business_director")
    closed = "Et saa lukea näitä rivejä"
    assert closed in page(area_director, card, "G5")
    assert "7,0" not in page(area_director, card, "G5").split("Rivit luvun takana")[1]
    assert closed in page(controller, card, "P4")
    assert "Laajennus Poriin" not in page(controller, card, "P4")
    assert closed not in page(member, card, "G5")
    assert "Laajennus Poriin" in page(member, card, "P4")


def test_rows_lead_to_the_living_ones_where_the_reader_may_open_them(card: QualityCard, account: Account) -> None:
    said = page(make_board_chair(), card, "C4")
    assert "R-2026-1" in said
    assert f'href="{reverse("accounts:record_list", args=[account.pk, "complaint"])}"' in said
    assert f'href="{reverse("reporting:account", args=[account.pk])}?tab=sites"' in page(make_board_chair(), card, "Q2")


def test_the_import_is_a_link_for_those_who_may_open_it(account: Account) -> None:
    controller = make_user(role="controller")
    batch = ImportBatch.objects.create(as_of_on=AS_OF, created_by=controller)
    SourceLoad.objects.filter(source=SourceLoad.Source.REVENUE).update(batch=batch)
    card, link = publish(), f'href="{reverse("reporting:import_batch", args=[batch.pk])}"'
    assert link in page(controller, card, "F1")
    said = page(make_board_chair(), card, "F1")
    assert link not in said
    assert f"tuonti {batch.pk}" in said
    assert "tähän sovellukseen kirjatut tiedot" in page(controller, card, "G4")


def everything(user: User, card: QualityCard) -> dict[str, str]:
    """All pages of a card but for the bell, whose number moves with the day."""
    pages = {metric: page(user, card, metric) for metric in metrics_of(card)}
    return {metric: said.split("<main", 1)[1].split("</main>")[0] for metric, said in pages.items()}


def test_deleting_the_rows_a_card_was_counted_from_changes_nothing(card: QualityCard, account: Account) -> None:
    chair = make_board_chair()
    before, snapshot = everything(chair, card), QualityCard.objects.get().snapshot
    for model in (Complaint, MonthlyFigure, Opportunity):
        model.objects.filter(account=account).delete()
    Site.objects.filter(account=account).delete()
    SourceLoad.objects.all().delete()
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    assert everything(chair, card) == before
    assert QualityCard.objects.get().snapshot == snapshot
    call_command("verify_cards")


def test_it_answers_the_same_a_year_later(card: QualityCard, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    chair = make_board_chair()
    before = everything(chair, card)
    september = datetime.datetime(2026, 10, 14, 9, tzinfo=datetime.UTC)
    make_figure(account, datetime.date(2026, 9, 1), 77_777)
    publish(datetime.date(2026, 9, 1), september)
    move_limit(make_user(role="process_owner"))
    make_complaint(account, datetime.date(2026, 12, 3))
    monkeypatch.setenv("KAM_TODAY", "2027-09-11")
    chair = User.objects.get(pk=chair.pk)
    assert everything(chair, card) == before


def move_limit(by: User) -> None:
    """The company moves a limit: cards of the past keep those they were judged by."""
    limits.change(
        scope=LimitChange.Scope.COMPANY, rule="R01", name="amber", value=Decimal("99.0"), by=by, at=AT,
        starts_on=datetime.date(2026, 9, 1), reason="Johtoryhmä kiristi rajaa.", decision="AJR 4/2026",
    )  # fmt: skip


def test_a_card_without_rows_says_so(account: Account) -> None:
    cards.build(month=AUGUST, as_of=AS_OF, by=None, with_evidence=False)
    card = QualityCard.objects.get()
    said = page(make_board_chair(), card, "F1")
    assert "ennen kuin lukujen takana olevia rivejä alettiin säilyttää" in said
    assert "Laskutettu nettomyynti" in said
    assert not CardEvidence.objects.exists()


def test_a_draft_says_that_its_figures_still_move(account: Account) -> None:
    cards.build(month=AUGUST, as_of=AS_OF, by=None)
    assert "luonnos: luvut seuraavat vielä aineistoa" in page(make_board_chair(), QualityCard.objects.get(), "F1")
