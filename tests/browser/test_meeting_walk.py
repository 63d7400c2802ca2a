"""A meeting in the browser by the keyboard: planned, its pack frozen, every card reached, stances taken and undone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Page]
CHAIR = "puheenjohtaja"
CARD = re.compile(r"/board/meetings/\d+/cards/\d+/$")


@pytest.fixture
def walk(open_as: OpenAs) -> Page:
    """At the first card of a pack that was frozen just now; January has no meeting in the demo."""
    page = open_as(CHAIR)
    page.goto("/board/meetings/new/")
    month = page.locator("[name=month] option[value='2026-01']")
    if month.count() and "2026-01" not in taken(page):
        page.select_option("[name=month]", "2026-01")
        page.fill("[name=day]", "2026-09-14")
        page.fill("[name=time]", "09:00")
        page.locator("main form [type=submit]").first.click()
        page.wait_for_url(re.compile(r"/board/meetings/\d+/$"))
        page.locator("form[action$='/freeze/'] [type=submit]").click()
        page.wait_for_load_state()
    else:
        page.goto("/board/meetings/")
        page.locator("main tbody a", has_text="Tammikuu 2026").click()
        page.wait_for_load_state()
    page.locator("main a[href*='/cards/']").first.click()
    page.wait_for_url(CARD)
    return page


def taken(page: Page) -> list[str]:
    """Months whose meeting is planned already by the test before."""
    page.goto("/board/meetings/")
    found = page.locator("main tbody th").all_inner_texts()
    page.goto("/board/meetings/new/")
    return ["2026-01"] if "Tammikuu 2026" in found else []


def place(page: Page) -> int:
    return int(page.locator(".walk-place strong").inner_text())


def test_the_whole_walk_by_keys(walk: Page) -> None:
    page = walk
    first, start = page.url, place(page)
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    assert place(page) == start + 1
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(first)

    keys = page.locator("[data-walk-keys]")
    page.keyboard.press("?")
    expect(keys).to_have_attribute("open", "")
    page.keyboard.press("?")
    expect(keys).not_to_have_attribute("open", "")

    expect(page.locator("[name=instruction]")).to_be_hidden()
    page.keyboard.press("7")
    expect(page.locator("[name=kind][value=risk]")).to_be_checked()
    expect(page.locator("[name=accepted_until]")).to_be_focused()
    expect(page.locator("[name=instruction]")).to_be_hidden()
    page.locator("[name=kind][value=risk]").focus()
    page.keyboard.press("3")
    expect(page.locator("[name=instruction]")).to_be_focused()
    expect(page.locator(".field:has([name=instruction]) .optional")).to_be_hidden()  # an instruction needs it
    expect(page.locator(".field:has([name=text]) .optional")).to_be_visible()
    page.keyboard.type("Sovi tapaaminen 1 j n")  # keys of the walk are letters while one writes
    page.fill("[name=due_on]", "2026-10-15")
    page.select_option("[name=metric]", index=1)
    page.fill("[name=expected_effect]", "+2")
    page.locator("[data-stance-form] [type=submit]").click()
    page.wait_for_url(lambda url: url != first)
    expect(page.locator(".messages")).to_contain_text("Annetaan ohje")

    second = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != second)
    expect(page.locator(".messages")).to_contain_text("Merkitään tiedoksi")
    page.locator(".messages form [type=submit]").click()
    page.wait_for_url(second)
    expect(page.locator("[data-stance-form]")).to_be_visible()

    page.goto(first)
    expect(page.locator(".stance-taken")).to_contain_text("Sovi tapaaminen 1 j n")
    page.locator(".stance-taken [type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator(".stance-taken")).to_have_count(0)


def test_it_works_without_javascript(walk: Page) -> None:
    cookies = walk.context.cookies()
    plain = walk.context.browser.new_context(java_script_enabled=False, locale="fi")  # type: ignore[union-attr]
    plain.add_cookies(cookies)  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto(walk.url)
    expect(page.locator("[name=instruction]")).to_be_visible()
    page.locator("[data-walk=next]").click()
    page.wait_for_load_state()
    here = page.url
    page.locator("label:has([name=kind][value=approved])").click()
    page.locator("[data-stance-form] [type=submit]").click()
    page.wait_for_load_state()
    page.goto(here)
    expect(page.locator(".stance-taken")).to_contain_text("Hyväksytään toimenpiteet")
    page.locator(".stance-taken [type=submit]").click()
    plain.close()
