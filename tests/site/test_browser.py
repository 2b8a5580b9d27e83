"""What only a browser shows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from audit.templates import TEMPLATES
from playwright.sync_api import Browser, expect
from site_fixture import Site


@pytest.mark.parametrize("page", TEMPLATES)
def test_no_page_asks_anything_of_a_third_party_or_of_a_file_that_is_not_there(
    browser: Browser, address: str, page: str
) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        asked: list[str] = []
        failed: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        tab.on("pageerror", lambda error: failed.append(str(error)))
        tab.goto(address + page, wait_until="networkidle")
        here = urlsplit(address).netloc
        assert [url for url in asked if urlsplit(url).netloc != here] == []
        assert failed == []


@pytest.mark.parametrize("page", TEMPLATES)
def test_no_page_scrolls_sideways_on_a_narrow_phone(browser: Browser, address: str, page: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        tab = context.new_page()
        tab.goto(address + page)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_reader_without_javascript_finds_a_practice_from_the_home_page(
    browser: Browser, address: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address)
        tab.get_by_role("link", name="Mobility").first.click()
        tab.get_by_role("link", name="Santiago").or_(tab.locator(".card--practice a")).first.click()
        expect(tab.locator("h1")).to_have_count(1)
        expect(tab.get_by_role("heading", name="What it achieved")).to_be_visible()


def test_the_map_is_walked_by_keyboard_and_named_for_screen_readers(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(address + "cohort/")
        city = tab.locator("svg.world-map").get_by_role("link", name="Lviv")
        city.focus()
        assert city.evaluate("node => node === document.activeElement")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/cities/lviv/")


def test_the_site_can_be_walked_from_a_folder(browser: Browser, site: Site) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(Path(site.folder, "index.html").as_uri())
        tab.get_by_role("navigation", name="Main").get_by_role("link", name="Practices").click()
        tab.wait_for_url("**/practices/index.html")
        tab.locator(".card__title a").first.click()
        tab.wait_for_url("**/practices/*/index.html")
        expect(tab.locator("h1")).to_be_visible()
        assert all(url.startswith(("file:", "data:")) for url in asked)
