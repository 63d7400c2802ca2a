"""A red account goes once round: card, board, instruction, evidence, next card; what was presented stays as it was."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import FRIDAY, ROOT, environment, manage, served

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Page]
ACCOUNT, OWNER, CHAIR = "Toivelaakson Terveysasemat Oy", "helmi.kuvittela", "puheenjohtaja"
PUBLISHING, MEETING, ANSWER, NEXT = "2026-09-14", "2026-09-16", "2026-09-18", "2026-10-09"
ORDER = "Hygieniakäytännöt tarkistetaan kaikissa kohteissa."
EVIDENCE = "Tarkistettu kaikissa kohteissa 17.9., muistio laatujärjestelmässä."


@pytest.fixture
def database(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo, tmp_path / "loop.sqlite3"))


def open_card(page: Page, month: str) -> None:
    page.goto(f"/cards/?month={month}")
    page.locator("main tbody th a", has_text=ACCOUNT).first.click()
    page.wait_for_load_state()


def frozen(database: Path) -> tuple[int, str, str]:
    """Number, snapshot and checksum of the published card of August, straight from the table."""
    query = """SELECT c.id, c.snapshot, c.checksum FROM reporting_qualitycard c JOIN accounts_app_account a
        ON a.id = c.account_id WHERE a.name = ? AND c.month = '2026-08-01' AND c.frozen_at IS NOT NULL"""
    with sqlite3.connect(database) as connection:
        found: tuple[int, str, str] = connection.execute(query, [ACCOUNT]).fetchone()
    return found


def verify(database: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "verify_cards"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(database, NEXT), capture_output=True, text=True, check=False
    )


def director_comments(page: Page) -> None:
    """The red reason answered, a path to green, and nothing missing: published to the board."""
    open_card(page, "2026-08")
    page.locator("main a[href$='/write/']").first.click()
    page.wait_for_load_state()
    page.fill("[name=comment]", "Hygieniapoikkeama on korjattu ja asiakkaan kanssa on sovittu seurannasta.")
    for answer in page.locator("[name^=answer_]").all():
        answer.fill("Poikkeama korjattiin samana päivänä; siivousohje päivitetty.")
    page.fill("[name=path-0-what]", "Uusintakierros asiakkaan kanssa")
    page.fill("[name=path-0-due_on]", "2026-09-25")
    page.select_option("[name=path-0-metric]", "C5")
    page.fill("[name=path-0-expected_effect]", "1 → 0 avointa")
    page.locator("[name=then][value=publish]").click()
    page.wait_for_load_state()
    expect(page.locator("main .quality-card")).to_contain_text("Julkaistu 11.9.2026")


def board_instructs(page: Page) -> None:
    """The pack is frozen, an instruction is given on the red card, and the minutes end the meeting."""
    page.goto("/board/meetings/")
    page.locator("main tbody a", has_text="Elokuu 2026").click()
    page.wait_for_load_state()
    page.locator("form[action$='/freeze/'] [type=submit]").click()
    page.wait_for_load_state()
    meeting = page.url
    page.locator("main a[href*='/cards/']", has_text=ACCOUNT).first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Uusintakierros asiakkaan kanssa")
    page.keyboard.press("3")
    page.fill("[name=instruction]", ORDER)
    page.fill("[name=due_on]", "2026-10-02")
    page.select_option("[name=metric]", "C5")
    page.fill("[name=expected_effect]", "1 → 0 avointa")
    page.locator("[data-stance-form] [type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator(".messages")).to_contain_text("Annetaan ohje")
    page.goto(f"{meeting}minutes/")
    expect(page.locator("main")).to_contain_text(ORDER)
    page.locator("form[action$='/close/'] [type=submit]").click()
    page.wait_for_load_state()


def owner_carries_out(phone: Page) -> str:
    """From the notice on: acknowledged with one tap, under way, done with evidence. Gives the instruction's address."""
    phone.goto("/notices/")
    phone.locator("main .told-line", has_text=ACCOUNT).locator("a[href*='/instructions/']").first.click()
    phone.wait_for_load_state()
    address = re.sub(r"^https?://[^/]+", "", phone.url)
    for move in ("acknowledge", "begin"):
        step(phone, address, move)
    phone.goto(address)
    form = phone.locator("form[action$='/finish/']")
    form.locator("[name=evidence]").fill(EVIDENCE)
    form.locator("[type=submit]").click()
    phone.wait_for_load_state()
    expect(phone.locator("main .timeline")).to_contain_text(EVIDENCE)
    return address


def step(page: Page, address: str, move: str) -> None:
    page.goto(address)
    page.locator(f"form[action$='/{move}/'] [type=submit]").click()
    page.wait_for_load_state()


def test_from_the_closed_month_to_the_next_card(open_as: OpenAs, database: Path) -> None:
    manage(database, FRIDAY, "run_due")
    with served(database, FRIDAY) as site:
        director_comments(open_as(OWNER, at=site))
    before = frozen(database)
    manage(database, PUBLISHING, "run_due")
    with served(database, MEETING) as site:
        chair = open_as(CHAIR, at=site)
        paper = chair.request.get(f"/cards/{before[0]}/pdf/").body()
        board_instructs(chair)
    with served(database, ANSWER) as site:
        address = owner_carries_out(open_as(OWNER, width=390, at=site))
        chair = open_as(CHAIR, at=site)
        step(chair, address, "close")
        expect(chair.locator("main .timeline")).to_contain_text("Suljettu")
    manage(database, NEXT, "run_due")
    with served(database, NEXT) as site:
        chair = open_as(CHAIR, at=site)
        open_card(chair, "2026-09")
        expect(chair.locator("main .quality-card")).to_contain_text("Annetaan ohje")
        expect(chair.locator("main .quality-card")).to_contain_text(ORDER)
        assert chair.request.get(f"/cards/{before[0]}/pdf/").body() == paper
    assert frozen(database) == before
    assert verify(database).returncode == 0

    with sqlite3.connect(database) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE reporting_qualitycard SET status = 'GREEN' WHERE id = ?", [before[0]])
    found = verify(database)
    assert found.returncode == 1
    assert ACCOUNT in found.stdout + found.stderr
