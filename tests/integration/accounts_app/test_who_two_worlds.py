"""Whoever is outside gets the same answers from the look-up pages whether a secret account exists or not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.integration.barrier_world import GUESSES, add_secret, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
ASKED = (
    *((reverse("accounts:lookup"), {"q": guess}) for guess in GUESSES),
    *((reverse("accounts:search"), {"q": guess}) for guess in GUESSES),
    *((reverse("accounts:responsibilities"), asked) for asked in ({}, {"format": "csv"}, {"gap": "deputy"})),
    (reverse("accounts:owner_reports"), {}),
    (reverse("accounts:index"), {"nationwide": "1"}),
)


def answers(client: Client) -> list[str]:
    found = []
    for address, asked in ASKED:
        answer = client.get(address, asked)
        assert answer.status_code == 200, address
        found.append(re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode().split("<main")[-1]))
    return found


@pytest.mark.parametrize("reader", ["staff", "controller", "administrator", "board chair"])
def test_a_secret_account_changes_no_answer(client: Client, reader: str) -> None:
    world = make_world()
    client.force_login(world.outsiders[reader])
    before = answers(client)
    secret = add_secret(world)
    assert answers(client) == before
    hidden = client.get(reverse("accounts:who", args=[secret.account.pk]))
    absent = client.get(reverse("accounts:who", args=[987_654_321]))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert client.post(reverse("accounts:owner_report_new", args=[secret.account.pk]), {"text": "x"}).status_code == 404
