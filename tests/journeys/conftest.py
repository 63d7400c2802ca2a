"""The healthy world of the journeys."""

from pathlib import Path

import pytest
from django.test import Client

from tests.journeys.world import Capture, World, build


@pytest.fixture
def world(
    db: None,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Capture,
) -> World:
    """Both accounts green, nothing amber or red."""
    made = build(client, django_capture_on_commit_callbacks, monkeypatch, tmp_path)
    for account in (made.account, made.consultancy):
        assert made.coloured(account) == {}
        assert made.colour(account) == "GREEN"
    return made
