"""The chart of an account is printed on one page, also of the customers with the most sites (requirements.md R012)."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def test_the_chart_of_every_nationwide_account_fits_one_page(open_as: Callable[..., Page]) -> None:
    page = open_as("projekti")
    page.goto("/accounts/a-z/?nationwide=1")
    addresses = page.eval_on_selector_all("main tbody a[href]", "links => links.map(a => a.getAttribute('href'))")
    accounts = [found[1] for one in addresses if (found := re.fullmatch(r"(/accounts/\d+/)", one))]
    assert len(accounts) >= 4, addresses
    for address in accounts:
        page.goto(f"{address}chart/")
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
        assert len(printed.pages) == 1, address
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, address
