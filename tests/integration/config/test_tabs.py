"""The tabs beside a page lead only where the reader may go."""

import re

import pytest
from django.test import Client

from teams.models import User
from tests.factories import make_board_chair, make_person, make_user

pytestmark = pytest.mark.django_db
PAGES = ("/accounts/a-z/", "/people/", "/accounts/trail/", "/accounts/barriers/")
ROLES = (
    "project_staff",
    "account_director",
    "human_resources",
    "business_director",
    "controller",
    "process_owner",
    "administrator",
)


def tabs(client: Client, page: str) -> list[str]:
    """Addresses of the tabs of a page, none when it has no tabs or is closed to the reader."""
    body = client.get(page).content.decode()
    strip = re.search(r'<nav class="beside".*?</nav>', body, re.S)
    return re.findall(r'href="([^"]+)"', strip.group()) if strip else []


def everybody() -> dict[str, User]:
    leader = make_user("Esihenkilö Elli")
    make_person("Alainen", line_manager=leader.person)
    return {role: make_user(role=role) for role in ROLES} | {"chair": make_board_chair(), "line manager": leader}


def test_every_tab_and_every_line_opens() -> None:
    seen = 0
    for who, user in everybody().items():
        client = Client()
        client.force_login(user)
        start = client.get("/").content.decode()
        lines = re.findall(r'href="(/[^"?#]*)"', start.split('class="side-list"', 1)[1].split("</ul>", 1)[0])
        for address in {*lines, *(tab for page in PAGES for tab in tabs(client, page))}:
            seen += 1
            assert client.get(address).status_code == 200, f"{who}: {address}"
    assert seen > 100


def test_a_line_manager_has_the_load_and_plain_staff_has_not() -> None:
    users = everybody()
    found = {}
    for who in ("line manager", "project_staff", "chair"):
        client = Client()
        client.force_login(users[who])
        found[who] = "/people/load/" in tabs(client, "/people/")
    assert found == {"line manager": True, "project_staff": False, "chair": True}


def test_the_chair_reaches_the_barriers_without_the_trail() -> None:
    client = Client()
    client.force_login(make_board_chair())
    assert 'href="/accounts/barriers/"' in client.get("/").content.decode()
    assert client.get("/accounts/trail/").status_code == 403
