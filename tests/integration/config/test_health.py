"""The two questions of a load balancer, and the sentences of check_services."""

from io import StringIO
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from django.urls import reverse

from reporting import service_checks

CLOSED_PORT = "redis://127.0.0.1:1/0"


def test_it_lives(client: Client) -> None:
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_it_is_ready(client: Client) -> None:
    response = client.get(reverse("readyz"))
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
@override_settings(REDIS_URL=CLOSED_PORT)
def test_it_is_not_ready_without_its_queue(client: Client) -> None:
    response = client.get(reverse("readyz"))
    assert (response.status_code, response.content) == (503, b"queue")


def test_it_is_not_ready_without_its_database(client: Client) -> None:
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError("secret detail")):
        response = client.get(reverse("readyz"))
    assert (response.status_code, response.content) == (503, b"database")


@pytest.mark.django_db
def test_check_services_says_all_is_well_without_a_queue() -> None:
    out = StringIO()
    call_command("check_services", stdout=out)
    assert "REDIS_URL is not set" in out.getvalue()
    assert "MISSING" not in out.getvalue()


@pytest.mark.django_db
@override_settings(REDIS_URL=CLOSED_PORT)
def test_check_services_names_what_does_not_answer() -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_services", stdout=out)
    assert stop.value.code == 1
    assert "Redis does not answer" in out.getvalue()


@pytest.mark.django_db
@override_settings(REDIS_URL="redis://127.0.0.1:6379/0")
@pytest.mark.parametrize(("answers", "is_fine"), [([], False), ([{"worker": {"ok": "pong"}}], True)])
def test_check_services_asks_the_worker(answers: list[object], is_fine: bool) -> None:
    with (
        mock.patch.object(service_checks, "redis_problem", return_value=None),
        mock.patch.object(service_checks.current_app.control, "ping", return_value=answers),
    ):
        worker = list(service_checks.examine())[-1]
    assert (worker.name, worker.is_fine) == ("worker", is_fine)


def test_check_services_stops_at_a_dead_database() -> None:
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError("no route")):
        findings = list(service_checks.examine())
    assert findings[0].name == "database"
    assert "no route" in findings[0].sentence
    assert all(finding.name != "tables" for finding in findings)
