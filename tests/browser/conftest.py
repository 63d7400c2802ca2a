"""A real server with the small demo, and Debian's chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import migrated, services

ROOT = Path(__file__).resolve().parents[2]
FRIDAY = "2026-09-11"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with the small demo as of 11.9.2026; it is copied, never opened again."""
    database = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    if template := os.environ.get(migrated.VARIABLE):
        shutil.copy(template, database)
    for command in (["migrate", "--verbosity", "0"], ["load_demo", "--size", "small", "--as-of", FRIDAY]):
        manage(database, FRIDAY, *command)
    return database


def environment(database: Path, day: str) -> dict[str, str]:
    """The environment of a process that works on the database and takes the day for today."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": f"sqlite:///{database}",
        "REDIS_URL": "",
        "KAM_TODAY": day,
    }


def manage(database: Path, day: str, *command: str) -> None:
    """A command of `manage.py` that must succeed."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(database, day), check=True)


@contextmanager
def served(database: Path, day: str) -> Iterator[str]:
    """The address of a server on the database for which it is the day."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(database, day))
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the served demo that all tests of pages share."""
    database = shutil.copy(demo, tmp_path_factory.mktemp("site") / "site.sqlite3")
    with served(database, FRIDAY) as address:
        yield address


def wait_for(port: int) -> None:
    for _ in range(150):
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=services.chromium(), args=SWITCHES)
        yield browser
        browser.close()


def log_in(page: Page, user: str) -> None:
    """Through the form, as everybody does."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", "demo")
    page.locator("form:has([name=password]) [type=submit]").first.click()
    page.wait_for_load_state()


@pytest.fixture(scope="session")
def logged_in() -> dict[tuple[str, str], Any]:
    """The cookies of everybody who has logged in at an address."""
    return {}


@pytest.fixture
def open_as(site: str, chromium: Browser, logged_in: dict[tuple[str, str], Any]) -> Iterator[Callable[..., Page]]:
    """`open_as("asiakkuusjohtaja", width=390, theme="dark")` gives a page logged in as that demo user."""
    contexts: list[BrowserContext] = []

    def open_page(user: str, *, width: int = 1440, theme: str = "light", language: str = "fi", at: str = site) -> Page:
        context = chromium.new_context(
            base_url=at,
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme="dark" if theme == "dark" else "light",
            locale=language,
            has_touch=width <= 600,
            storage_state=logged_in.get((at, user)),
        )
        contexts.append(context)
        page = context.new_page()
        if (at, user) in logged_in:
            page.goto("/")
        else:
            log_in(page, user)
            logged_in[at, user] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()
