"""The panels of the account page lead to the lists of records each reader may open."""

import pytest
from django.test import Client
from django.urls import reverse

from teams.models import User
from tests.unit.accounts_app.records.own_people import make_world

pytestmark = pytest.mark.django_db
TABS = {
    "overview": ("hours-budget", "care-hours", "complaint", "answer", "brief"),
    "people": ("support",),
    "sites": ("audit", "non-conformity", "brief", "complaint"),
    "contracts": ("invoice",),
}


def lists_on(client: Client, user: User, account: int, tab: str) -> str:
    client.force_login(user)
    response = client.get(reverse("reporting:account", args=[account]), {"tab": tab})
    assert response.status_code == 200
    return str(response.content.decode())


def address(account: int, kind: str) -> str:
    return f'href="{reverse("accounts:record_list", args=[account, kind])}"'


@pytest.mark.parametrize("tab", TABS)
def test_the_owner_is_led_to_the_lists(client: Client, tab: str) -> None:
    world = make_world()
    page = lists_on(client, world.owner, world.account.pk, tab)
    assert [kind for kind in TABS[tab] if address(world.account.pk, kind) not in page] == []


@pytest.mark.parametrize("tab", TABS)
def test_somebody_from_outside_is_led_to_none(client: Client, tab: str) -> None:
    world = make_world()
    assert "/records/" not in lists_on(client, world.outsider, world.account.pk, tab)


def test_without_the_right_to_money_there_is_no_way_to_the_invoices(client: Client) -> None:
    world = make_world()
    page = lists_on(client, world.supervisor, world.account.pk, "contracts")
    assert address(world.account.pk, "invoice") not in page
    assert address(world.account.pk, "contract") in page


def test_projects_are_named_for_consultancy_accounts(client: Client) -> None:
    service, consultancy = make_world(), make_world(name="Konsultti Oy", profile="consultancy")
    for world, shown in ((service, False), (consultancy, True)):
        page = lists_on(client, world.owner, world.account.pk, "contracts")
        panel = page[: page.index("records-title")] if "records-title" in page else page
        assert (address(world.account.pk, "project") in panel) is shown
