"""What the tests of the search box share: how a reader asks it, and reads what it found."""

from __future__ import annotations

from playwright.sync_api import Page


def ask(tab: Page, text: str) -> None:
    """Open the box, if it is not, and type."""
    if not tab.locator("#search-box").is_visible():
        tab.locator("[data-search-open]").first.click()
    tab.locator("#search-input").fill(text)


def results(tab: Page) -> list[str]:
    """The titles of what was found, once it is there."""
    tab.locator(".search-box__all").wait_for()
    return tab.locator(".search-box__title").all_inner_texts()
