"""Everybody follows every link that is shown: no answer holds a word of a secret account (security.md A3).

The words are planted in every text of the secret account and of all that hangs on it, and the answers are read as
people would: pages, parts of pages, workbooks, PDF files, headers.
"""

import html
import re
from collections import Counter, deque
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import Resolver404, resolve

from accounts_app.models import Account
from tests.integration.barrier_world import add_secret, make_world
from tests.integration.test_barrier import tells, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]

WORD = "Zyxkylvö"
SAME_ROUTE = 4  # addresses of one kind that are followed: the next ones show nothing new
LINK = re.compile(r'(?:href|hx-get|src)="(/[^"#]*)"')
CRAWLERS = (
    "staff",
    "supervisor",
    "supervisor of a secret site",
    "director",
    "controller",
    "administrator",
    "board member",
    "board chair",
    "deputy until yesterday",
    "member until yesterday",
)


@pytest.fixture
def world() -> SimpleNamespace:
    world = make_world()
    secret = add_secret(world)
    planted = plant(secret.account)
    assert planted > 60, planted
    return world


def plant(account: Account) -> int:
    """Write the word into every empty text of the account's rows; returns the number of texts that carry it."""
    count = 0
    for model in apps.get_app_config("accounts_app").get_models():
        path = path_to_account(model)
        if path is None:
            continue
        for row in model._default_manager.filter(**{path: account.pk}):
            texts = [field for field in model._meta.concrete_fields if is_free_text(field)]
            for field in texts:
                if not getattr(row, field.attname):
                    setattr(row, field.attname, WORD[: field.max_length or None])
            model._default_manager.filter(pk=row.pk).update(**{f.attname: getattr(row, f.attname) for f in texts})
            count += len(texts)
    return count


def path_to_account(model: type[models.Model]) -> str | None:
    """The look-up that leads from the model to its account, at most two steps away."""
    if model is Account:
        return "pk"
    steps = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    for step in steps:
        if step.related_model is Account:
            return step.name
    for step in steps:
        inner = getattr(step.related_model, "_meta", None)
        for field in inner.concrete_fields if inner else ():
            if isinstance(field, models.ForeignKey) and field.related_model is Account:
                return f"{step.name}__{field.name}"
    return None


def is_free_text(field: models.Field) -> bool:
    """A text people write; addresses, choices and searchable copies are not."""
    if not isinstance(field, models.CharField | models.TextField) or field.choices or not field.editable:
        return False
    return not field.unique and not isinstance(field, models.URLField | models.EmailField)


def crawl(client: Client) -> dict[str, str]:
    """Address → everything its answer says, from the start page on."""
    found: dict[str, str] = {}
    asked, waiting = Counter[str](), deque(["/"])
    while waiting:
        address = waiting.popleft()
        if address in found or not is_ours(address) or (route := route_of(address)) is None:
            continue
        asked[route] += 1
        if asked[route] > SAME_ROUTE:
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        body = "" if response.streaming else text_of(response)
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        found[address] = f"{headers} {body}"
        waiting.extend(html.unescape(link) for link in LINK.findall(body))
        if "Location" in response.headers:
            waiting.append(response["Location"])
    return found


def is_ours(address: str) -> bool:
    """A page of the application that leaves the reader logged in."""
    return address.startswith("/") and not address.startswith(("/static/", "/accounts/logout", "/i18n/"))


def route_of(address: str) -> str | None:
    """The pattern behind the address with the names of its questions; None when there is none."""
    path, _, query = address.partition("?")
    try:
        route = resolve(path).route
    except Resolver404:
        return None
    questions = sorted(part.partition("=")[0] for part in query.split("&") if part)
    return f"{route}?{'&'.join(questions)}"


@pytest.mark.parametrize("who", CRAWLERS)
def test_no_page_anybody_reaches_tells_of_the_secret_account(world: SimpleNamespace, who: str) -> None:
    client = Client()
    client.force_login(world.outsiders[who])
    pages = crawl(client)
    assert len(pages) > 20, sorted(pages)
    assert [address for address, said in pages.items() if tells(said)] == []


def test_the_crawler_would_notice(world: SimpleNamespace) -> None:
    client = Client()
    client.force_login(world.members["owner"])
    assert [address for address, said in crawl(client).items() if tells(said)] != []
