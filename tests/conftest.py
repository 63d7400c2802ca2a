"""What every test shares: one fixed day, plain builders, services that may be missing."""

import datetime
import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from django.utils import translation
from hypothesis import settings

from reporting import freeze
from tests import migrated, services
from tests.factories import TODAY_TEXT

# The same examples every time: a run never fails by luck. `KAM_EXAMPLES=1000` searches new ones (docs/how-to.md).
settings.register_profile("same_examples", derandomize="KAM_EXAMPLES" not in os.environ, deadline=None)
settings.load_profile("same_examples")
connection_created.connect(migrated.fill_memory)


@pytest.fixture(autouse=True)
def fixed_today(monkeypatch: pytest.MonkeyPatch) -> datetime.date:
    """Friday 11.9.2026, the test date of domain.md 6.1."""
    monkeypatch.setenv("KAM_TODAY", TODAY_TEXT)
    return datetime.date.fromisoformat(TODAY_TEXT)


@pytest.fixture(autouse=True)
def finnish_unless_said_otherwise() -> None:
    """The language of the request before stays active in a thread; a test begins in the language of the house."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def frozen_cards_may_be_emptied() -> Iterator[None]:
    """Between tests that commit, the runner empties every table; only then the guard of frozen cards is away."""
    empty_tables = TransactionTestCase._fixture_teardown

    def with_guard_away(self: TransactionTestCase) -> None:
        with freeze.lifted(connection):
            empty_tables(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", with_guard_away)
        yield


@pytest.fixture
def as_user(client: Client) -> Iterator[object]:
    """`as_user(user)` gives the test client logged in as that user."""

    def log_in(user: object) -> Client:
        client.force_login(user)  # type: ignore[arg-type]
        return client

    return log_in  # type: ignore[return-value]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests whose service is missing are left out with a reason, or fail where services are required."""
    missing = {
        "browser": None if services.chromium() else "Debian's chromium is not installed",
        "worker": None if services.redis() else "Redis does not answer",
    }
    for item in items:
        for marker, reason in missing.items():
            if reason and item.get_closest_marker(marker) and not services.REQUIRED:
                item.add_marker(pytest.mark.skip(reason=reason))
