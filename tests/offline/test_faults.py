"""What goes wrong: the reader keeps what they had, and is told what happened."""

from __future__ import annotations

import re
import threading
import time

import pytest
from offline_fixture import EVENT, LOGIN, PARK, Host, kept, portal, row, save_pack, until, visit
from playwright.sync_api import BrowserContext, Locator, Page, expect


def parts_only(answer):
    """Answer otherwise for parts of packs only."""
    return lambda path: answer(path) if "packs/parts/" in path else None


def try_to_save(tab: Page, pack: str, button: str = "Save") -> Locator:
    found = row(tab, pack)
    found.get_by_role("button", name=button).click()
    return found


def assert_readable(tab: Page, host: Host, page: str, heading: str) -> None:
    tab.goto(host.address + page)
    assert heading in tab.locator("h1").inner_text()
    tab.locator(".saved-note").wait_for()


# --- The network ----------------------------------------------------------------------------------


def test_a_captive_portal_takes_the_place_of_nothing(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    tab.goto(host.address + EVENT, wait_until="networkidle")
    before = kept(tab)
    host.answer = portal
    assert_readable(tab, host, EVENT, "pen day")
    assert "login page of a network" in tab.locator(".saved-note").inner_text()
    tab.goto(host.address + "browse/year/2015/")
    assert "login page of a network" in tab.locator("[data-part=why]").inner_text()
    tab.get_by_role("link", name="See what the network answers").click()
    tab.get_by_text("Your e-mail").wait_for()
    assert LOGIN.decode()[:15] in tab.content().lower() or tab.title() == "Free Wi-Fi"
    host.answer = lambda _path: None
    tab.goto(host.address + EVENT, wait_until="networkidle")
    assert not tab.locator(".saved-note").count()
    assert set(kept(tab)["seen"]) == set(before["seen"])


def test_a_captive_portal_that_redirects_does_not_hide_what_is_saved(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    tab.goto(host.address + EVENT, wait_until="networkidle")
    login = host.address.replace("127.0.0.1", "localhost").replace("exchange/", "login")
    host.answer = lambda path: portal(path) if path == "/login" else (302, b"", {"Location": login})
    assert_readable(tab, host, EVENT, "pen day")
    tab.goto(host.address + "browse/year/2015/")
    assert tab.title() == "Free Wi-Fi", "where nothing is saved, one is led to where one logs in"
    host.answer = lambda _path: None
    host.stop()
    assert_readable(tab, host, EVENT, "pen day")


def test_a_captive_portal_while_a_pack_is_saved(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-tartu")
    host.answer = parts_only(portal)
    found = try_to_save(tab, "everything")
    found.get_by_text("Nothing of it was saved").wait_for()
    expect(row(tab, "city-tartu")).to_have_attribute("data-state", "saved")
    host.answer = lambda _path: None
    try_to_save(tab, "everything", "Go on")
    tab.wait_for_selector('[data-pack="everything"][data-state="saved"]')


def test_a_server_in_trouble_and_a_page_cut_short(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    tab.goto(host.address + EVENT, wait_until="networkidle")
    host.answer = lambda path: (503, b"<html>Sorry</html>", {}) if path == EVENT else None
    assert_readable(tab, host, EVENT, "pen day")
    assert "server is in trouble" in tab.locator(".saved-note").inner_text()
    half = (host.folder / EVENT / "index.html").read_bytes()[:4000]
    host.answer = lambda path: (200, half, {}) if path == EVENT else None
    tab.goto(host.address + EVENT, wait_until="networkidle")
    host.stop()
    assert_readable(tab, host, EVENT, "pen day")
    assert tab.locator("footer").count(), "the half page did not take the place of the whole one"


def test_a_line_that_hangs_gives_way_to_the_saved_copy(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    tab.goto(host.address + EVENT, wait_until="networkidle")
    released = threading.Event()

    def hang(path: str) -> None:
        if path == EVENT:
            released.wait(20)

    host.answer = hang
    assert_readable(tab, host, EVENT, "pen day")
    assert "very slow" in tab.locator(".saved-note").inner_text()
    released.set()


@pytest.mark.parametrize("allowed", [0, 1, 2, 5])
def test_a_server_that_vanishes_while_a_pack_is_saved_and_comes_back(
    tab: Page, host: Host, allowed: int
) -> None:
    visit(tab, f"{host.address}packs/")
    host.allowed = allowed
    found = try_to_save(tab, "city-riga")
    found.get_by_text("The connection broke").wait_for()
    host.allowed = None
    host.asked.clear()
    here = [path for path in kept(tab)["kept"] if "parts/" in path]
    found.get_by_role("button", name=re.compile("Go on|Save")).click()
    tab.wait_for_selector('[data-pack="city-riga"][data-state="saved"]')
    assert not set(here) & set(host.asked), "what had come was not fetched again"


def test_a_break_that_lasts_until_the_page_is_opened_again(tab: Page, host: Host) -> None:
    visit(tab, f"{host.address}packs/")
    host.allowed = 4
    try_to_save(tab, "city-riga").get_by_text("The connection broke").wait_for()
    host.allowed = None
    tab.goto(f"{host.address}packs/")
    found = row(tab, "city-riga")
    found.get_by_text("is here").wait_for()
    found.get_by_role("button", name="Drop it").click()
    tab.wait_for_selector('[data-pack="city-riga"][data-state="none"]')
    assert not [key for key in kept(tab)["packs"] if "riga" in key]


def test_a_part_that_is_damaged_on_the_way_is_never_saved(tab: Page, host: Host) -> None:
    visit(tab, f"{host.address}packs/")

    def damaged(path: str) -> tuple[int, bytes, dict[str, str]]:
        body = (host.folder / path).read_bytes()
        return 200, body[:-9] + b"x" + body[-8:], {"Content-Type": "application/json"}

    host.answer = parts_only(damaged)
    found = try_to_save(tab, "city-riga")
    found.get_by_text("arrived damaged").wait_for()
    parts = {path for path in kept(tab)["kept"] if "parts/" in path}
    host.answer = lambda _path: None
    try_to_save(tab, "city-riga", "Go on")
    tab.wait_for_selector('[data-pack="city-riga"][data-state="saved"]')
    assert parts < set(kept(tab)["kept"])


def test_a_part_that_was_damaged_once_is_fetched_again_by_itself(tab: Page, host: Host) -> None:
    visit(tab, f"{host.address}packs/")
    seen: set[str] = set()

    def damaged_once(path: str) -> tuple[int, bytes, dict[str, str]] | None:
        if path in seen:
            return None
        seen.add(path)
        return 200, b"{}", {"Content-Type": "application/json"}

    host.answer = parts_only(damaged_once)
    try_to_save(tab, "city-riga")
    tab.wait_for_selector('[data-pack="city-riga"][data-state="saved"]')
    assert seen


def test_a_script_of_another_edition_never_runs_in_a_page(tab: Page, host: Host) -> None:
    visit(tab, host.address)
    host.answer = lambda path: (
        (200, b"self.wrong = 1", {"Content-Type": "text/javascript"}) if path.endswith("times.js") else None
    )
    tab.goto(host.address + EVENT, wait_until="networkidle")
    assert tab.evaluate("typeof self.wrong") == "undefined"
    assert not [path for path in kept(tab)["kept"] if "times.js" in path]


# --- The device -----------------------------------------------------------------------------------


def limit(tab: Page, host: Host, size: int | None) -> None:
    session = tab.context.new_cdp_session(tab)
    origin = host.address.split("/exchange/")[0]
    session.send(
        "Storage.overrideQuotaForOrigin", {"origin": origin, **({"quotaSize": size} if size else {})}
    )


def test_a_device_that_is_full_loses_nothing_and_says_so(tab: Page, host: Host) -> None:
    save_pack(tab, host, "city-tartu")
    used = tab.evaluate("async () => (await navigator.storage.estimate()).usage")
    limit(tab, host, used + 100_000)
    found = try_to_save(tab, "everything")
    found.get_by_text("There is no room for it").wait_for()
    expect(found, "the half that had come is gone again").to_have_attribute("data-state", "none")
    expect(row(tab, "city-tartu")).to_have_attribute("data-state", "saved")
    limit(tab, host, None)
    host.stop()
    assert_readable(tab, host, "cities/tartu/", "Tartu")


def test_a_full_device_still_reads_what_comes_from_the_network(tab: Page, host: Host) -> None:
    visit(tab, host.address)
    limit(tab, host, 1)
    tab.goto(host.address + EVENT, wait_until="networkidle")
    assert "pen day" in tab.locator("h1").inner_text()
    assert tab.evaluate("getComputedStyle(document.querySelector('.site-header')).display") != "block"


def test_what_the_browser_has_thrown_away_is_noticed_and_fetched_again(tab: Page, host: Host) -> None:
    save_pack(tab, host, "everything")
    tab.evaluate(
        """async () => {
          const cache = await caches.open((await caches.keys()).find((name) => name.endsWith('kept')));
          const parts = (await cache.keys()).filter((request) => request.url.includes('/parts/'));
          for (const request of parts.slice(-8)) await cache.delete(request);
        }"""
    )
    host.stop()
    tab.goto(host.address + PARK)
    expect(tab.locator("h1"), "a page that is lost is answered, too").to_be_visible()
    host.start()
    tab.goto(f"{host.address}packs/")
    found = row(tab, "everything")
    found.get_by_text("has thrown away").wait_for()
    host.asked.clear()
    found.get_by_role("button", name="Fetch what is missing").click()
    tab.wait_for_selector('[data-pack="everything"][data-state="saved"]')
    assert len([path for path in host.asked if "parts/" in path]) == 8


def test_a_browser_that_threw_everything_away_starts_anew(tab: Page, host: Host) -> None:
    visit(tab, host.address)
    number = len(kept(tab)["kept"])
    tab.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    tab.goto(host.address + EVENT, wait_until="networkidle")
    until(
        tab,
        "async (number) => (await (await caches.open((await caches.keys()).find((n) => n.endsWith('kept')))).keys()).length >= number",
        number,
    )
    host.stop()
    assert_readable(tab, host, EVENT, "pen day")
    assert_readable(tab, host, "practices/", "ractices")


def test_a_device_on_which_nothing_is_left_and_no_line_says_so(tab: Page, host: Host) -> None:
    visit(tab, host.address)
    tab.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name); }")
    host.stop()
    answer = tab.goto(host.address + EVENT)
    assert answer is not None
    assert answer.status == 503
    assert "no connection" in tab.locator("h1").inner_text()


@pytest.mark.parametrize("year", [1980, 2050])
def test_a_clock_that_is_years_off_changes_nothing(context: BrowserContext, host: Host, year: int) -> None:
    context.clock.install(time=f"{year}-01-01T00:00:00Z")
    tab = context.new_page()
    tab.clock.resume()
    save_pack(tab, host, "city-riga")
    host.stop()
    assert_readable(tab, host, "cities/riga/", "Riga")
    assert "1 June 2026" in tab.locator(".saved-note").inner_text()


# --- Windows and the worker ------------------------------------------------------------------------


def test_two_windows_that_save_the_same_pack_share_the_work(context: BrowserContext, host: Host) -> None:
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        visit(tab, f"{host.address}packs/")
    host.asked.clear()
    host.answer = parts_only(lambda _path: time.sleep(0.05))
    for tab in tabs:
        try_to_save(tab, "everything")
    for tab in tabs:
        tab.wait_for_selector('[data-pack="everything"][data-state="saved"]')
    parts = [path for path in host.asked if "parts/" in path]
    assert len(parts) == len(set(parts)), "no part was fetched twice"


def test_a_window_closed_in_the_middle_leaves_what_can_be_gone_on_with(
    context: BrowserContext, host: Host
) -> None:
    first = context.new_page()
    visit(first, f"{host.address}packs/")
    host.answer = parts_only(lambda _path: time.sleep(0.1))
    try_to_save(first, "everything")
    until(first, "() => document.querySelector('[data-pack=everything] progress').value > 0.1")
    first.close()
    host.answer = lambda _path: None
    second = context.new_page()
    second.goto(f"{host.address}packs/")
    row(second, "everything").get_by_role("button", name="Go on").click()
    second.wait_for_selector('[data-pack="everything"][data-state="saved"]')


def kill_worker(tab: Page) -> None:
    session = tab.context.new_cdp_session(tab)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


def test_a_worker_killed_in_the_middle_goes_on_where_it_is_needed(tab: Page, host: Host) -> None:
    visit(tab, f"{host.address}packs/")
    host.answer = parts_only(lambda _path: time.sleep(0.05))
    try_to_save(tab, "everything")
    kill_worker(tab)
    tab.wait_for_selector('[data-pack="everything"][data-state="saved"]')
    kill_worker(tab)
    host.stop()
    assert_readable(tab, host, EVENT, "pen day")
    kill_worker(tab)
    assert_readable(tab, host, PARK, "park")


def test_a_worker_killed_while_it_installs_is_there_after_the_next_visit(tab: Page, host: Host) -> None:
    host.answer = parts_only(lambda _path: time.sleep(0.3))
    tab.goto(host.address, wait_until="load")
    time.sleep(0.8)
    kill_worker(tab)
    host.answer = lambda _path: None
    visit(tab, host.address)
    host.stop()
    assert_readable(tab, host, "practices/", "ractices")
