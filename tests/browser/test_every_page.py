"""Every page in light and dark, wide and on phones: accessible, no sideways scroll, no complaint of the browser."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import FOUND_ON, PAGES

pytestmark = pytest.mark.browser
WIDTHS = {"desktop": (1440,), "phone": (390, 360)}  # the first is looked at closely, the others must fit
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that another theme changes
THEMES: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (("dark", CONTRAST), ("light", RULES))


def address_of(page: Page, name: str) -> str:
    """A plain address, or the first link of the named kind."""
    if not name.startswith("@"):
        return name
    start, pattern = FOUND_ON[name]
    page.goto(address_of(page, start))
    links = page.eval_on_selector_all("main a[href]", "links => links.map(a => new URL(a.href).pathname)")
    fitting = [link for link in links if re.search(pattern, link)]
    assert fitting, f"no link like {pattern} on {start}"
    return fitting[0]


@pytest.mark.parametrize("screen", WIDTHS)
@pytest.mark.parametrize("user", PAGES)
def test_it_is_accessible_and_quiet(open_as: Callable[..., Page], user: str, screen: str) -> None:
    page = open_as(user, width=WIDTHS[screen][0])
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    findings = []
    for name in PAGES[user]:
        address = address_of(page, name)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        for theme, rules in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for violation in Axe().run(page, options=rules).response["violations"]:
                places = [node["target"] for node in violation["nodes"]][:3]
                findings.append(f"{address}, {theme}: {violation['id']} {places}")
        findings += [f"{address}: {over} px sideways at {width} px" for width, over in sideways(page, WIDTHS[screen])]
    assert findings + complaints == []


def sideways(page: Page, widths: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The widths the page is too wide for, and by how much; the page is left at the first of them."""
    height = 900 if widths[0] > 600 else 844
    for width in reversed(widths):
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            yield width, over


def test_the_login_page_is_accessible(site: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(site + "/accounts/login/")
    assert [violation["id"] for violation in Axe().run(page, options=RULES).response["violations"]] == []
    page.close()
