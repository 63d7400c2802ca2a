"""The filled example through the whole house: drafted, commented, published by the director, read as a PDF (1.10)."""

import datetime
import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from reporting.actions import card_publishing, card_words
from reporting.cards.canonical import checksum
from reporting.models import QualityCard
from tests.factories import make_account, make_user
from tests.unit.reporting.cards.example import COMMENT, MONTH, example_content
from tests.unit.reporting.cards.test_filled_example import REST, ROWS, squeezed

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)


@pytest.fixture
def card() -> QualityCard:
    owner = make_user("Aino Mallinen")
    account = make_account("Esimerkkihoiva Oy", owner=owner.person, care_model="A")
    content = example_content()
    made = QualityCard.objects.create(
        account=account, month=MONTH, status=content["header"]["status"], snapshot=content, built_at=AT
    )
    card_words.comment(card=made, text=COMMENT, by=owner, at=AT)
    assert made.state == "commented"
    assert card_publishing.publish(cards=[made], by=owner, at=AT) == 1
    made.refresh_from_db()
    return made


def test_every_number_of_the_example_is_read_from_the_file(card, as_user):
    client = as_user(card.account.assignments.get(role="owner").person.user)
    content = client.get(reverse("reporting:card_pdf", args=[card.pk]) + "?lang=fi").content
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 1
    page = squeezed(pages[0].extract_text())
    assert [row for row, cells in ROWS.items() if squeezed("".join(cells)) not in page] == []
    assert [words for words in REST if squeezed(words) not in page] == []
    assert squeezed(COMMENT) in page
    assert squeezed("v1 · Julkaistu 11.9.2026") in page
    printed = re.search(r"Tarkiste([0-9a-f]{8})", page)
    assert printed
    assert checksum(card.snapshot).startswith(printed[1])


def test_the_rows_stand_in_the_order_of_the_specification(card, as_user):
    client = as_user(card.account.assignments.get(role="owner").person.user)
    content = client.get(reverse("reporting:card_pdf", args=[card.pk]) + "?lang=fi").content
    page = squeezed(PdfReader(io.BytesIO(content)).pages[0].extract_text())
    places = [page.index(squeezed("".join(cells))) for cells in ROWS.values()]
    assert places == sorted(places)
    chips = ("TalousKeltainen", "LaatuKeltainen", "AsiakasKeltainen", "HoitoVihreä", "HenkilöstöVihreä")
    assert [chip for chip in chips if chip not in page.replace("▲", "").replace("●", "")] == []


def test_the_page_shows_the_same_numbers(card, as_user):
    client = as_user(card.account.assignments.get(role="owner").person.user)
    page = squeezed(re.sub(r"<[^>]+>", " ", client.get(reverse("reporting:card", args=[card.pk])).content.decode()))
    figures = [cell.replace(">", "&gt;") for cells in ROWS.values() for cell in cells if cell not in ("–", "t€")]
    assert [cell for cell in figures if squeezed(cell) not in page] == []
