"""A new edition: fetched beside the old one, cut anywhere, accepted or waited for; never a page of both."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from offline_fixture import EVENT, PARK, Host, kept, row, save_pack, until, visit
from playwright.sync_api import BrowserContext, Page, expect

PAGES = ("", "practices/", PARK, EVENT, "cities/riga/", "guidance/assess/")
READ = """(pages) => Promise.all(pages.map(async (page) => {
  const text = await (await fetch(page)).text();
  const files = Array.from(text.matchAll(/"([^"]+[?]v=[0-9a-f]{16})"/g), ([, name]) => new URL(name, page).href);
  return [text, await Promise.all(files.map(async (file) => {
    const data = await fetch(file).then((answer) => answer.arrayBuffer(), () => new ArrayBuffer());
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
    return [file, Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')];
  }))];
}))"""
SAVED = "async () => (await (await caches.match('/exchange/packs/everything.json')).json()).edition"
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  const installing = registration.installing;
  if (installing) await new Promise((done) => installing.addEventListener('statechange', done, {once: true}));
  return Boolean(registration.waiting);
}"""


def editions_read(tab: Page, host: Host, editions: tuple[Path, Path]) -> set[str]:
    """Read saved pages with all that they load, without a server; return the editions that they are of, each whole."""
    host.stop()
    found = set()
    for page, (text, files) in zip(
        PAGES, tab.evaluate(READ, [host.address + page for page in PAGES]), strict=True
    ):
        of = [
            name
            for name, site in zip("AB", editions, strict=True)
            if text == (site / page / "index.html").read_text("utf-8")
        ]
        assert of, f"{page} is of no edition"
        found.add(of[0])
        assert files
        for address, content in files:
            assert address.endswith(content), f"{address} in {page} is of another edition"
    host.start()
    return found


def test_an_upgrade_cut_after_each_single_request_leaves_the_old_edition_whole(
    tab: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    save_pack(tab, host, "everything")
    host.folder = editions[1]
    cuts = 0
    waiting = False
    while not waiting:
        assert editions_read(tab, host, editions) == {"A"}, f"after {cuts} cuts"
        # The worker's script and one file more: what has come is not asked for again, so each try ends one further.
        host.allowed = 2
        waiting = tab.evaluate(UPDATE)
        host.allowed = None
        cuts += 1
        assert cuts < 60
    assert cuts > 5
    assert editions_read(tab, host, editions) == {"A"}, "until the reader accepts"


def test_an_update_of_a_pack_cut_after_each_single_request_leaves_the_old_one_whole(
    tab: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    save_pack(tab, host, "everything")
    host.folder = editions[1]
    # Without a new worker, which would bring the most of it along.
    host.answer = lambda path: (404, b"", {}) if path == "sw.js" else None
    tab.goto(f"{host.address}packs/")
    row(tab, "everything").get_by_role("button", name="Update").wait_for()
    cuts = 0
    while tab.evaluate(SAVED) < "2026-06-02":
        assert editions_read(tab, host, editions) == {"A"}, f"after {cuts} cuts"
        host.allowed = 2
        found = row(tab, "everything")
        found.get_by_role("button", name=re.compile("Update|Go on")).click()
        until(tab, "() => document.querySelector('[data-pack=everything]').dataset.state !== 'busy'")
        host.allowed = None
        cuts += 1
        assert cuts < 60
    assert cuts > 3
    assert editions_read(tab, host, editions) == {"B"}


def test_an_update_fetches_only_what_changed(tab: Page, host: Host, editions: tuple[Path, Path]) -> None:
    save_pack(tab, host, "everything")
    parts = len([path for path in kept(tab)["kept"] if "parts/" in path])
    host.folder = editions[1]
    tab.goto(f"{host.address}packs/")
    button = row(tab, "everything").get_by_role("button", name="Update")
    button.wait_for()
    host.asked.clear()
    button.click()
    tab.wait_for_selector('[data-pack="everything"][data-state="saved"]')
    fetched = [path for path in host.asked if "parts/" in path]
    assert 0 < len(fetched) < parts


@pytest.mark.parametrize("digest", ["0000000000000000", "ffffffffffffffff"])
def test_a_second_edition_of_one_day_is_offered_and_takes_the_place_of_the_first(
    tab: Page, host: Host, digest: str
) -> None:
    save_pack(tab, host, "everything")
    save_pack(tab, host, "city-riga")
    second = f"2026-06-01.{digest}"
    manifest = json.loads((host.folder / "packs/city-riga.json").read_text("utf-8")) | {"edition": second}
    body = json.dumps(manifest).encode()
    host.answer = lambda path: (
        (200, body, {"Content-Type": "application/json"}) if path == "packs/city-riga.json" else None
    )
    tab.goto(f"{host.address}packs/")
    row(tab, "city-riga").get_by_role("button", name="Update").click()
    tab.wait_for_selector('[data-pack="city-riga"][data-state="saved"]')
    host.stop()
    tab.goto(host.address + "cities/riga/")
    assert tab.locator("html").get_attribute("data-saved") == second, "what came last is what is shown"


def test_an_older_day_from_a_cache_on_the_way_is_not_taken_for_an_update(
    tab: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    host.folder = editions[1]
    save_pack(tab, host, "city-riga")
    host.folder = editions[0]
    tab.goto(f"{host.address}packs/", wait_until="networkidle")
    expect(row(tab, "city-riga")).to_have_attribute("data-state", "saved")


def test_a_reader_accepts_a_new_edition_and_another_window_is_left_alone(
    context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    tab, other = context.new_page(), context.new_page()
    visit(tab, host.address)
    visit(other, host.address + "contribute/practice/")
    host.folder = editions[1]
    tab.evaluate(UPDATE)
    tab.reload()
    banner = tab.locator(".edition-banner")
    banner.get_by_role("button", name="Show the new edition").click()
    tab.wait_for_load_state()
    until(tab, "async () => !(await navigator.serviceWorker.getRegistration()).waiting")
    banner.wait_for(state="detached")
    other.locator(".edition-banner", has_text="Another window has switched").wait_for()
    assert other.locator(".form--live").count(), "what is being written there stays"
    host.stop()
    tab.goto(host.address + "practices/")
    assert "2 June 2026" in tab.locator(".saved-note").inner_text()


def opened_when_closed(context: BrowserContext, host: Host) -> Page:
    """Open the site after its last window was closed, which a busy browser takes its time to forget."""
    for _attempt in range(4):
        again = context.new_page()
        visit(again, host.address)
        with suppress(AssertionError):
            until(again, "async () => !(await navigator.serviceWorker.getRegistration()).waiting")
            return again
        again.close()
    raise AssertionError("the new edition waits on")


def test_a_new_edition_comes_when_all_windows_are_closed(
    context: BrowserContext, host: Host, editions: tuple[Path, Path]
) -> None:
    tab = context.new_page()
    visit(tab, host.address)
    host.folder = editions[1]
    tab.evaluate(UPDATE)
    tab.reload()
    tab.locator(".edition-banner").get_by_role("button", name="Later").click()
    tab.close()
    again = opened_when_closed(context, host)
    shells = [key for key in kept(again)["packs"] if key.startswith("shell/")]
    assert len(shells) == 1
    assert shells[0].startswith("shell/2026-06-02.")


def test_a_page_of_the_new_edition_under_the_old_worker_is_whole(
    tab: Page, host: Host, editions: tuple[Path, Path]
) -> None:
    visit(tab, host.address)
    host.folder = editions[1]
    host.answer = lambda path: (404, b"", {}) if path == "sw.js" else None
    tab.goto(host.address + PARK, wait_until="networkidle")
    host.stop()
    tab.goto(host.address + PARK)
    assert "much more room" in tab.locator(".masthead").inner_text()
    held = dict(tab.evaluate(READ, [host.address + PARK])[0][1])
    loaded = tab.evaluate(
        "() => Array.from(document.querySelectorAll('link[rel=stylesheet], script[src]'), (e) => e.href ?? e.src)"
    )
    assert len(loaded) >= 3
    assert all(address.endswith(held[address]) for address in loaded)
