"""Recorded numbers of queries per page; the same whatever the number of accounts.

A page that needs more than before fails here. When the change is wanted, record it:
`KAM_RECORD_QUERY_COUNTS=1 .venv/bin/python -m pytest tests/architecture/test_query_counts.py`
"""

import datetime
import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account
from config.common import clock
from reporting.actions.card_publishing import publish
from reporting.actions.cards import build
from reporting.actions.status import refresh
from reporting.models import QualityCard
from teams.models import User
from tests.factories import (
    make_account,
    make_board_chair,
    make_complaint,
    make_contract,
    make_figure,
    make_goal,
    make_meeting,
    make_person,
    make_round,
    make_site,
)

RECORD = Path(__file__).with_name("query_counts.json")
TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 1)
LIMITS = {"list": 12, "detail": 20}
PAGES = {
    "board": ("/board/", None),
    "board, one colour": ("/board/?status=GREY", None),
    "account list": ("/accounts/", "list"),
    "account list as a table for Excel": ("/accounts/?format=xlsx", "list"),
    "A–Ö": ("/accounts/a-z/", "list"),
    "search": ("/accounts/search/?q=testitli", "list"),
    "people": ("/people/", "list"),
    "person": ("/people/{person}/", "detail"),
    "account page": ("/accounts/{account}/", "detail"),
    "card list": ("/cards/", "list"),
    "card page": ("/cards/{card}/", "detail"),
    "metric of a card": ("/cards/{card}/metrics/F1/", "detail"),
    "meetings": ("/board/meetings/", "list"),
    "movements": ("/board/movements/", None),
}


def fill(count: int) -> None:
    """`count` accounts with one row of everything their pages show, judged, with a published card of August."""
    owner, deputy = make_person("Aino Mallinen"), make_person("Eero Esimerkkilä")
    for _ in range(count):
        account = make_account(owner=owner, deputy=deputy)
        make_round(make_site(account), datetime.date(2026, 8, 20), 91)
        make_figure(account, AUGUST)
        make_complaint(account, datetime.date(2026, 9, 1))
        make_contract(account)
        make_goal(account, owner)
        make_meeting(account, datetime.date(2026, 8, 1))
    refresh(as_of=TODAY, by=None)
    build(month=AUGUST, as_of=TODAY, by=None)
    publish(cards=QualityCard.objects.all(), by=None, at=clock.now())


def measure(client: Client, chair: User) -> dict[str, int]:
    client.force_login(chair)
    account = Account.objects.order_by("pk").first()
    names = {"account": account.pk, "person": chair.person.pk, "card": account.quality_cards.get().pk}
    counts = {}
    for page, (address, _kind) in PAGES.items():
        client.get(address.format(**names))  # the first opening also remembers what was opened last
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address.format(**names))
        assert response.status_code == 200, address
        counts[page] = len(queries)
    return counts


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_pages_ask_no_more_than_recorded(client: Client, count: int) -> None:
    fill(count)
    counts = measure(client, make_board_chair())
    if os.environ.get("KAM_RECORD_QUERY_COUNTS"):
        RECORD.write_text(json.dumps(counts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    assert {page: number for page, number in counts.items() if number > recorded[page]} == {}
    over = {page: counts[page] for page, (_, kind) in PAGES.items() if kind and counts[page] > LIMITS[kind]}
    assert over == {}
