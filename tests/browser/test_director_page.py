"""On a phone: the director writes a red card from the start page on, and goes on to the next one (domain.md 1.8)."""

import io
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser
SECONDS = 30  # of the five minutes a card may take; the rest is for thinking
DIRECTOR = "asiakkuusjohtaja"
A4_POINTS = (595, 842)


def sideways(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def test_a_red_card_is_written_and_the_next_one_opens(open_as: Callable[..., Page]) -> None:
    phone = open_as(DIRECTOR, width=390)
    phone.goto("/?view=director")
    started = time.monotonic()
    phone.get_by_role("link", name="Kirjoita ne yksi kerrallaan").click()
    main = phone.locator("main")
    expect(main.get_by_role("heading", level=1)).to_contain_text("Pilvilinnan Hotellit Oy")
    expect(main.locator(".card-checks")).to_contain_text("3 asiaa puuttuu vielä:")
    expect(main.get_by_role("heading", name="Muutokset kortista 7/2026")).to_be_visible()
    expect(main.locator(".said-before")).to_contain_text("7/2026")
    assert sideways(phone) <= 0
    main.get_by_role("link", name="kommentti puuttuu").click()
    main.locator("[name=comment]").fill("Kriittinen kohde korjataan: uusi siistijä on perehdytyksessä.")
    main.locator("[name^=answer_]").fill("Aluejohtaja käy kohteessa viikoittain, uusintakierros 25.9.")
    main.locator("[name=path-0-what]").fill("Uusintakierros asiakkaan kanssa")
    main.locator("[name=path-0-due_on]").fill("2026-09-25")
    main.locator("[name=path-0-metric]").select_option("Q3")
    main.locator("[name=path-0-expected_effect]").fill("1 → 0 kohdetta")
    main.get_by_role("button", name="Tallenna", exact=True).click()
    expect(phone.locator(".messages")).to_contain_text("Tallennettu. Mitään ei puutu.")
    expect(main.locator(".card-checks")).to_contain_text("Mitään ei puutu.")
    expect(main).to_contain_text("Kirjoittanut Aino Mallinen (")
    assert time.monotonic() - started < SECONDS
    main.get_by_role("button", name="Tallenna ja seuraava kortti").click()
    expect(phone.locator(".messages")).to_contain_text("Kortti Pilvilinnan Hotellit Oy on tallennettu.")
    expect(main.get_by_role("heading", level=1)).not_to_contain_text("Pilvilinnan")
    assert phone.url.endswith("/write/")


def test_two_cards_stand_below_each_other_on_a_phone(open_as: Callable[..., Page]) -> None:
    phone = open_as(DIRECTOR, width=390)
    phone.goto("/cards/?month=2026-07")
    phone.locator("main tbody th a").first.click()
    phone.get_by_role("link", name="Vertaa toiseen kuukauteen").click()
    expect(phone.locator("main")).to_contain_text("6/2026 v1")
    expect(phone.locator("main .compared-mark").first).to_contain_text("≠")
    assert sideways(phone) <= 0


def test_the_page_prints_on_two_sheets_of_a4(open_as: Callable[..., Page]) -> None:
    desk = open_as(DIRECTOR)
    desk.goto("/cards/?month=2026-07")
    desk.locator("main tbody th a").first.click()
    expect(desk.locator(".quality-card")).to_be_visible()
    reader = PdfReader(io.BytesIO(desk.pdf(prefer_css_page_size=True)))
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) <= 2
    assert tuple(int(side) for side in reader.pages[0].mediabox[2:]) == pytest.approx(A4_POINTS, abs=2)
    for words in ("Osa-alueet", "Mittarit", "Liikevaihto", "Toimenpiteet", "Johtoryhmän kannanotto", "Tarkiste"):
        assert words in text
    assert "Laatukortit" not in text  # the navigation stays on the screen
