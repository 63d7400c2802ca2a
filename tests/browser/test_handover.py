"""An account changes its owner in the browser: asked, confirmed, handed over, moved, followed up (domain.md 4.3)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Page]
FORMER, NEW, NOMINATOR = "asiakkuusjohtaja", "eero.esimerkkila", "puheenjohtaja"


def own_account(page: Page) -> int:
    """An account of the former owner that is not being handed over yet."""
    page.goto("/accounts/handovers/")
    busy = set(page.locator("main tbody th").all_inner_texts())
    page.goto("/")
    addresses = page.eval_on_selector_all("main a[href]", "links => links.map(a => new URL(a.href).pathname)")
    numbers = list(
        dict.fromkeys(int(found[1]) for one in addresses if (found := re.fullmatch(r"/accounts/(\d+)/", one)))
    )
    for number in numbers:
        page.goto(f"/accounts/{number}/owners/?on=2026-09-11")
        owner = page.locator("main [role=status] strong").inner_text()
        name = page.locator(".page-head-lead").inner_text()
        if owner == "Aino Mallinen" and name not in busy:
            return number
    pytest.fail("the former owner has no account to hand over")


def mark(page: Page, title: str) -> None:
    """Mark the step of this title as done."""
    page.locator(".handover-steps li").filter(has_text=title).get_by_role("button").click()
    page.wait_for_load_state()


def test_from_nomination_to_follow_up(open_as: OpenAs) -> None:
    former, new, nominator = open_as(FORMER), open_as(NEW, width=390), open_as(NOMINATOR)
    account = own_account(former)

    nominator.goto(f"/accounts/{account}/nominate/")
    nominator.select_option("[name=role]", "owner")
    person = nominator.locator("[name=candidate] option", has_text="Eero Esimerkkilä").get_attribute("value")
    nominator.select_option("[name=candidate]", person)
    nominator.fill("[name=starts_on]", "2026-10-01")
    nominator.fill("[name=reason]", "Salkut tasataan.")
    nominator.check("[name=criteria][value=own_will]")
    nominator.locator("main form [type=submit]").first.click()
    nominator.wait_for_url("**/nominations/*/")
    nomination = nominator.url
    expect(nominator.locator("main [name=says]")).to_have_count(0)

    new.goto(nomination)
    new.locator("label:has([name=says][value=yes])").click()
    new.fill("[name=words]", "Mielelläni.")
    new.locator("main form:has([name=says]) [type=submit]").click()
    new.wait_for_load_state()

    nominator.goto(nomination)
    nominator.locator("main form[action$='/confirm/'] [type=submit]").click()
    nominator.wait_for_load_state()
    nominator.locator("main a[href*='/handovers/']").click()
    nominator.wait_for_url("**/handovers/*/")
    handover = nominator.url

    former.goto(handover)
    expect(former.locator("form[action$='/move/']")).to_have_count(0)
    former.fill("[name=know_at_once]", "1. Avaimet. 2. Laskun viite. 3. Uusi yhteyshenkilö.")
    former.locator("form[action$='/package/'] [type=submit]").click()
    former.wait_for_load_state()
    former.locator("form[action$='/sign/'] [type=submit]").click()
    former.wait_for_load_state()
    for code in ("V04", "V05"):
        mark(former, code)
    former.locator(".panel-foot form[action$='/items/'] [type=submit]").click()
    former.wait_for_load_state()

    new.goto(handover)
    expect(new.locator("main")).to_contain_text("1. Avaimet.")
    new.locator("form[action$='/sign/'] [type=submit]").click()
    new.wait_for_load_state()
    new.locator("form[action$='/move/'] [type=submit]").click()
    new.wait_for_load_state()
    for code in ("V06", "V08"):
        if new.locator(".handover-steps li").filter(has_text=code).count():
            mark(new, code)
    if nominator.goto(handover) and nominator.locator(".handover-steps li").filter(has_text="V09").count():
        mark(nominator, "V09")
    nominator.goto(handover)
    expect(nominator.locator(".handover-steps li:not(.is-done)")).to_have_count(0)

    former.goto(f"/accounts/{account}/owners/?on=2026-09-30")
    expect(former.locator("[role=status]").filter(has_text="30.9.2026")).to_contain_text("Aino Mallinen")
    former.goto(f"/accounts/{account}/owners/?on=2026-10-01")
    expect(former.locator("[role=status]").filter(has_text="1.10.2026")).to_contain_text("Eero Esimerkkilä")
