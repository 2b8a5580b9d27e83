"""How a reader subscribes, and sees times on the own clock; in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from site_fixture import Site

THEME = Path(__file__).parents[2] / "theme_overrides"


def test_calendars_open_in_the_reader_s_program_where_a_server_shows_the_page(
    browser: Browser, address: str, site: Site
) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(address + "feeds/")
        link = tab.get_by_role("link", name=re.compile(r"^Subscribe\s?: All events$"))
        assert link.get_attribute("href") == f"{address}calendar/events.ics".replace("http:", "webcal:")
        tab.goto((site.folder / "feeds/index.html").as_uri())
        expect(link).to_have_attribute("href", "../calendar/events.ics")


def test_feeds_and_calendars_are_found_from_events_news_and_footer(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        for page in ("events/", "news/"):
            tab.goto(address + page)
            tab.locator("main a[href$='feeds/']").first.click()
            expect(tab.locator("h1")).to_have_text("Subscribe")
        tab.goto(address)
        tab.get_by_role("navigation", name="All sections").get_by_role("link", name="Subscribe").click()
        expect(tab.locator("a[href$='events.atom']")).to_be_visible()


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("America/New_York", "02:30"),
        ("Asia/Karachi", "11:30"),
        ("Europe/Riga", None),
    ],
)
def test_an_event_s_time_is_shown_on_the_reader_s_clock_where_it_is_another(
    browser: Browser, zone: str, shown: str | None
) -> None:
    with browser.new_context(timezone_id=zone) as context:
        tab = context.new_page()
        tab.set_content(
            '<html lang="en"><small hidden data-begin="2026-09-10T06:30:00+00:00" data-zone="Europe/Riga"'
            ' data-end="2026-09-11T14:00:00+00:00" data-words="On your clock: {time} ({zone})"></small>'
        )
        tab.add_script_tag(path=THEME / "assets/modules/times.js")
        small = tab.locator("small")
        expect(small).to_be_visible(visible=shown is not None)
        if shown:
            assert shown in small.inner_text()
            assert small.inner_text().endswith(f"({zone.replace('_', ' ')})")


def test_a_digest_is_copied_with_whole_links_and_as_plain_text(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto(address + "news/digest/2023-11/")
        tab.get_by_role("button", name="Copy").first.click()
        tab.get_by_role("button", name="Copied").wait_for()
        read = """async (type) => {
          const [item] = await navigator.clipboard.read();
          return await (await item.getType(type)).text();
        }"""
        assert f'href="{address}news/barcelona-report/"' in tab.evaluate(read, "text/html")
        assert "What cities around the Mediterranean" in tab.evaluate(read, "text/plain")
        assert f"\n  {address}news/barcelona-report/\n" in (tab.locator("pre").text_content() or "")
