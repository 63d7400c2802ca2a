"""A new project employee finds whom to call about a misspelt customer while its owner is on leave."""

import datetime

import pytest
from django.test import Client

from accounts_app.actions import search_texts
from teams.models import Absence
from tests.factories import make_account, make_person, make_site, make_town, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
WEEK = datetime.timedelta(days=7)


@pytest.mark.parametrize("typed", ["hamenlinan sahk", "Hämeenlinan sähkö oy", "sähkö hämeenlinna", "hameenlinnansahko"])
def test_from_the_typed_word_to_the_call_in_one_page(client: Client, typed: str) -> None:
    owner, deputy = make_person("Aino Mallinen"), make_person("Eero Esimerkkilä")
    stand_in = make_person("Sanna Sijainen", phone="+358 40 222 2222")
    account = make_account("Hämeenlinnan Sähkö Oy", owner=owner, deputy=deputy)
    make_site(account, town=make_town("Hämeenlinna"))
    make_account("Hattulan Saha Oy", owner=make_person("Muu Omistaja"))
    Absence.objects.create(person=owner, stand_in=stand_in, starts_on=TODAY - WEEK, ends_on=TODAY + WEEK)
    search_texts.refresh()
    client.force_login(make_user("Uusi Työntekijä"))
    card = client.get("/accounts/who/", {"q": typed}).content.decode()
    first = card[card.index("Soita nyt") :]
    assert first.index("Sanna Sijainen") < first.index("tel:+358402222222") < first.index("Eero Esimerkkilä")
    assert "Aino Mallinen" in first
    assert "18.9." in first
