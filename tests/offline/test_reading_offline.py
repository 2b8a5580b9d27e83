"""What was read, and what was saved as a pack, stays when the server is gone: pages, search, explorer and forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from offline_fixture import EVENT, PARK, Host, kept, row, save_pack, until, visit
from playwright.sync_api import BrowserContext, Page, expect


def test_what_was_read_stays_readable_and_says_that_it_is_a_saved_copy(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    tab.goto(host.address + EVENT, wait_until="networkidle")
    host.stop()
    for page in (EVENT, PARK):
        tab.goto(host.address + page)
        assert "edition of 1 June 2026" in tab.locator(".saved-note").inner_text()
        assert tab.evaluate("getComputedStyle(document.querySelector('.saved-note')).margin") == "0px", (
            "styled"
        )


def test_the_first_page_of_all_is_kept_though_the_worker_came_after_it(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    until(tab, "async (page) => Boolean(await caches.match(page))", host.address + PARK)
    host.stop()
    tab.reload()
    assert "park" in tab.locator("h1").inner_text().lower()


def test_the_shell_is_here_without_having_been_read(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    host.stop()
    for page in ("", "practices/", "search/", "packs/"):
        tab.goto(host.address + page)
        tab.locator(".saved-note").wait_for()


def test_a_page_that_is_not_here_is_answered_with_what_is(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-riga")
    tab.goto(host.address + "voices/", wait_until="networkidle")
    host.stop()
    answer = tab.goto(host.address + "browse/year/2015/")
    assert answer is not None
    assert answer.status == 503
    shown = tab.locator("[data-at-hand]")
    shown.get_by_role("link", name="Riga").wait_for()
    assert "browse/year/2015/" in shown.inner_text()
    expect(shown.get_by_role("link", name="Voices")).to_be_visible()
    shown.get_by_role("link", name="Riga").click()
    tab.wait_for_url(host.address + "cities/riga/")
    expect(tab.locator("h1")).to_have_text("Riga")


def test_an_address_without_its_last_slash_leads_to_the_saved_page(tab: Page, host: Host) -> None:
    save_pack(tab, host, "everything")
    host.stop()
    tab.goto(host.address + PARK.rstrip("/"))
    expect(tab).to_have_url(host.address + PARK)


def test_links_to_what_is_not_here_are_marked(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-tartu")
    host.stop()
    tab.goto(host.address + "practices/")
    park = tab.locator(f'main a[href$="{PARK}"]').first
    park.wait_for()
    until(tab, "() => Boolean(document.querySelector('main a[data-here=false]'))")
    expect(park).to_have_attribute("title", "Not saved on this device")
    expect(tab.locator('.site-nav a[href$="guidance/"]').first).to_have_attribute("data-here", "true")


def test_everything_that_is_saved_is_byte_for_byte_what_the_server_gave(
    tab: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    save_pack(tab, host, "everything")
    host.stop()
    pages = sorted(
        file.relative_to(editions[0]).as_posix().removesuffix("index.html")
        for file in editions[0].rglob("index.html")
        if '<main id="main">' in file.read_text("utf-8") and file.parent.name != "packs"
    )
    assert len(pages) > 60
    read = "(pages) => Promise.all(pages.map(async (page) => (await fetch(page)).text()))"
    found = tab.evaluate(read, [host.address + page for page in pages])
    for page, text in zip(pages, found, strict=True):
        assert text == (editions[0] / page / "index.html").read_text("utf-8"), page


def test_with_everything_saved_every_type_of_page_search_explorer_and_forms_work(
    tab: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    save_pack(tab, host, "everything")
    tab.on("pageerror", lambda error: pytest.fail(f"{tab.url}: {error}"))
    host.stop()
    for page in sorted(
        {found.parent.relative_to(editions[0]).parts[0] for found in editions[0].glob("*/*/index.html")}
        - {"api", "calendar", "feeds", "schema", "packs", "offline"}
    ):
        first = min((editions[0] / page).glob("*/index.html"))
        tab.goto(host.address + first.parent.relative_to(editions[0]).as_posix() + "/")
        expect(tab.locator("h1"), page).to_be_visible()
        tab.locator(".saved-note").wait_for()  # it comes once the worker has been asked
    # Search, from the box.
    tab.keyboard.press("/")
    tab.keyboard.type("flood park")
    tab.locator(".search-box__results a").first.click()
    tab.wait_for_url(host.address + PARK)
    # The search page and an explorer.
    tab.goto(host.address + "search/?q=park")
    tab.locator("main a", has_text="A park that takes the flood").first.wait_for()
    tab.goto(host.address + "practices/?sector=nature-and-adaptation")
    tab.locator("[data-explorer]").get_by_role("status").get_by_text("1 practice").wait_for()
    # A form, for a new record and for one that is there.
    tab.goto(host.address + "contribute/practice/?change=river-park")
    tab.wait_for_selector(".form--live")
    tab.goto(host.address + EVENT)
    calendar = tab.locator('main a[href$=".ics"]').first.evaluate(
        "(link) => fetch(link.href).then((r) => r.text())"
    )
    assert calendar.startswith("BEGIN:VCALENDAR")


def test_a_pack_of_one_city_finds_what_it_holds(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-riga")
    host.stop()
    tab.goto(host.address + "cities/riga/")
    tab.keyboard.press("/")
    tab.keyboard.type("flood park")
    tab.locator(".search-box__results a").first.click()
    tab.wait_for_url(host.address + PARK)
    expect(tab.locator("h1")).to_be_visible()


def test_a_second_pack_fetches_only_what_the_first_does_not_hold(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-riga")
    host.asked.clear()
    save_pack(tab, host, "everything")
    again = [path for path in host.asked if "parts/" in path]
    assert again
    held = set(kept(tab)["kept"])
    assert len(again) < len([path for path in held if "parts/" in path])


def test_what_is_removed_is_gone_and_what_another_pack_needs_stays(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-riga")
    before = set(kept(tab)["kept"])
    save_pack(tab, host, "everything")
    row(tab, "everything").get_by_role("button", name="Remove").click()
    tab.wait_for_selector('[data-pack="everything"][data-state="none"]')
    until(
        tab,
        "async (number) => (await (await caches.open((await caches.keys()).find((n) => n.endsWith('kept')))).keys()).length <= number",
        len(before) + 2,
    )
    assert before <= set(kept(tab)["kept"])
    expect(row(tab, "city-riga")).to_have_attribute("data-state", "saved")


def test_what_was_read_is_bounded_and_the_oldest_gives_way(context: BrowserContext, host: Host) -> None:
    tab = context.new_page()
    visit(tab, host.address)
    tab.evaluate(
        """async () => {
          const seen = await caches.open((await caches.keys())[0].replace(/\\w+$/, 'seen'));
          for (let n = 0; n < 205; n++)
            await seen.put(`/exchange/old/${n}/`, new Response('x', {headers: {'utm-edition': '2026-05-01.0123456789abcdef', 'utm-size': '1'}}));
        }"""
    )
    tab.goto(host.address + PARK, wait_until="networkidle")
    until(
        tab,
        "async () => (await (await caches.open((await caches.keys())[0].replace(/\\w+$/, 'seen'))).keys()).length <= 200",
    )
    read = kept(tab)["seen"]
    assert read[-1] == PARK
    assert "old/0/" not in read
    assert "old/204/" in read
