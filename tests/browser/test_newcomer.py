"""On a phone, with a misspelt name and the owner on leave: one page from the search box to the call."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SECONDS = 10  # for a person who types; the machine needs a part of them


def test_a_misspelt_customer_is_one_touch_away(open_as: Callable[..., Page]) -> None:
    phone = open_as("projekti", width=390)
    phone.goto("/")
    phone.get_by_role("link", name="Kuka?").click()
    started = time.monotonic()
    phone.locator("main input[name=q]").fill("pilvilinan hotelit")
    phone.keyboard.press("Enter")
    call = phone.locator("main a[href^='tel:']").first
    expect(call).to_be_visible()
    assert time.monotonic() - started < SECONDS
    expect(phone.locator("main")).to_contain_text("Pilvilinnan Hotellit Oy")
    expect(phone.locator("main")).to_contain_text("Jussi Testivaara: poissa")
    name = phone.locator("main").get_by_role("link", name="Helmi Kuvittela").first
    expect(name).to_be_visible()
    assert call.get_attribute("href") == "tel:+35800000105"
