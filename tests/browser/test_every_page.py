"""Every page in light, dark and on a phone: accessible, no sideways scroll, nothing the browser complains about."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import FOUND_ON, PAGES

pytestmark = pytest.mark.browser
LOOKS = {"light": (1440, "light"), "dark": (1440, "dark"), "phone": (390, "light"), "dark phone": (390, "dark")}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that another theme changes


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


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("user", PAGES)
def test_it_is_accessible_and_quiet(open_as: Callable[..., Page], user: str, look: str) -> None:
    width, theme = LOOKS[look]
    page = open_as(user, width=width, theme=theme)
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
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            findings.append(f"{address}: {sideways} px sideways")
        for violation in Axe().run(page, options=CONTRAST if theme == "dark" else RULES).response["violations"]:
            places = [node["target"] for node in violation["nodes"]][:3]
            findings.append(f"{address}: {violation['id']} {places}")
    assert findings + complaints == []


def test_the_login_page_is_accessible(site: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(site + "/accounts/login/")
    assert [violation["id"] for violation in Axe().run(page, options=RULES).response["violations"]] == []
    page.close()


@pytest.mark.parametrize("user", ["asiakkuusjohtaja", "puheenjohtaja", "projekti"])
def test_it_fits_the_narrowest_phone(open_as: Callable[..., Page], user: str) -> None:
    page = open_as(user, width=360)
    for name in PAGES[user]:
        page.goto(address_of(page, name))
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
