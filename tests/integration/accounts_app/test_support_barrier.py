"""Support, charts, absences and time say the same with and without a secret account, to everybody outside it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts_app.models import HoursBudget
from teams.models import User
from tests.factories import make_area, make_support, make_support_requirement, make_town
from tests.integration.barrier_world import add_secret, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
PAGES = (
    "accounts:coverage",
    "teams:company_chart",
    "teams:load",
    "teams:pools",
    "teams:absences",
)
AREA = "Siivouspalvelut"  # the one business area of the world
OF_ACCOUNT = ("accounts:support_matrix", "accounts:support_people", "accounts:account_chart", "accounts:stand_in_sheet")


def answers(user: User, addresses: list[str]) -> dict[str, tuple[int, str]]:
    client = Client()
    client.force_login(user)
    found = {}
    for address in addresses:
        response = client.get(address)
        body = response.content.decode("utf-8", "replace") if "xlsx" not in address else ""
        found[address] = (response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body))
    return found


def test_nobody_outside_sees_a_difference() -> None:
    world = make_world()
    make_support(world.red, "Oulu", AREA)
    make_support_requirement(world.grey, "Turku", AREA)
    cell = f"?town={make_town('Turku').pk}&area={make_area(AREA).pk}"
    addresses = [reverse(name) for name in PAGES] + [reverse(name) + "?format=csv" for name in PAGES[:3]]
    for account in (world.red, world.grey):
        addresses += [reverse(name, args=[account.pk]) for name in OF_ACCOUNT]
        addresses.append(reverse("accounts:support_people", args=[account.pk]) + cell)
    before = {name: answers(user, addresses) for name, user in world.outsiders.items()}
    secret = add_secret(world)
    for holder in (world.outsiders["director"].person, world.members["deputy"].person):
        make_support(secret.account, "Oulu", AREA, person=holder)
    HoursBudget.objects.get_or_create(account=secret.account, year=2026, defaults={"hours": 190})
    assert {status for pages in before.values() for status, _body in pages.values()} >= {200, 403}
    for name, user in world.outsiders.items():
        if name == "director":
            continue  # named for the account just above
        after = answers(user, addresses)
        assert [address for address in addresses if after[address] != before[name][address]] == [], name
        absent = [reverse(page, args=[987654321]) for page in OF_ACCOUNT]
        hidden = [reverse(page, args=[secret.account.pk]) for page in OF_ACCOUNT]
        statuses = [[status for status, _body in answers(user, asked).values()] for asked in (absent, hidden)]
        assert statuses[0] == statuses[1], name
