"""How colours are decided: every rule of the register with its limits."""

import pytest
from django.urls import reverse

from reporting.rules import all_rules
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_it_works(as_user):
    assert reverse("reporting:colours") == "/colours/"
    page = as_user(make_user()).get("/colours/", headers={"accept-language": "fi"}).content.decode()
    for rule in all_rules():
        assert f'id="{rule.id}"' in page
        assert rule.title["fi"] in page
    assert "alle 97\xa0%" in page


def test_it_checks_access(client):
    assert client.get("/colours/").status_code == 302


def test_limits_per_care_model(as_user):
    page = as_user(make_user()).get("/colours/").content.decode()
    for limit in ("A: yli 120", "B: yli 240", "C: yli 430"):
        assert limit in page
