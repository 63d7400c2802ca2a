"""A real server with the small demo, and Debian's chromium to look at it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import services

ROOT = Path(__file__).resolve().parents[2]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a served small demo as of 11.9.2026, in a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "REDIS_URL": "",
        "KAM_TODAY": "2026-09-11",
    }
    for command in (["migrate", "--verbosity", "0"], ["load_demo", "--size", "small", "--as-of", "2026-09-11"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"],
        cwd=ROOT,
        env=environment,
    )
    wait_for(port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


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


@pytest.fixture
def open_as(site: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_as("asiakkuusjohtaja", width=390, theme="dark")` gives a page logged in as that demo user."""
    contexts: list[BrowserContext] = []

    def open_page(user: str, *, width: int = 1440, theme: str = "light", language: str = "fi") -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme="dark" if theme == "dark" else "light",
            locale=language,
            has_touch=width <= 600,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", user)
        page.fill("[name=password]", "demo")
        page.locator("form:has([name=password]) [type=submit]").first.click()
        page.wait_for_load_state()
        return page

    yield open_page
    for context in contexts:
        context.close()
