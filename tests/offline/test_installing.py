"""The web app can be installed, costs a first visit next to nothing, and can be withdrawn."""

from __future__ import annotations

import gzip
import io
import json
import shutil
from pathlib import Path

from offline_fixture import PARK, Host, until, visit
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

REPOSITORY = Path(__file__).parents[2]
MOST_MORE = 1.1
"""Bytes of a first visit until the page is usable, beside those without a worker."""


def test_the_manifest_is_what_browsers_ask_for_before_they_offer_to_install(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    session = tab.context.new_cdp_session(tab)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{host.address}manifest.webmanifest"
    manifest = json.loads(found["data"])
    assert manifest["display"] == "standalone"
    assert manifest["name"] == "Exchange"
    for key in ("start_url", "scope"):
        assert (
            tab.evaluate("([path, base]) => new URL(path, base).href", [manifest[key], found["url"]])
            == host.address
        )
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} == sizes
    for icon in manifest["icons"]:
        with Image.open(host.folder / icon["src"]) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
            assert picture.format == "PNG"
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {"in-incognito"}, "the window of a test is a private one"


def test_a_maskable_icon_fills_its_square(host: Host) -> None:
    with Image.open(io.BytesIO((host.folder / "assets/icon-maskable.png").read_bytes())) as picture:
        corners = {picture.convert("RGB").getpixel((x, y)) for x in (0, 511) for y in (0, 511)}
    assert corners == {(10, 90, 85)}


def test_a_first_visit_is_not_kept_waiting_by_the_worker(context: BrowserContext, host: Host) -> None:
    """Until the load event, with and without what is about being offline, as a host sends it."""

    def bytes_before_load() -> int:
        assert context.browser is not None
        tab = context.browser.new_page()
        tab.goto(host.address + PARK, wait_until="load")
        asked = """() => {
          const [page] = performance.getEntriesByType('navigation');
          const early = performance.getEntriesByType('resource').filter((entry) => entry.startTime < page.loadEventStart);
          return early.map((entry) => entry.name);
        }"""
        files = [
            host.folder / name.removeprefix(host.address).partition("?")[0] for name in tab.evaluate(asked)
        ]
        tab.close()
        return sum(
            len(gzip.compress(file.read_bytes())) for file in (host.folder / PARK / "index.html", *files)
        )

    with_worker = bytes_before_load()
    page = (host.folder / PARK / "index.html").read_bytes()
    without = page.split(b' data-offline="')[0] + b'"' + page.split(b' data-offline="')[1].split(b'"', 1)[1]
    host.answer = lambda path: (200, without, {}) if path == PARK else None
    assert 10_000 < with_worker <= MOST_MORE * bytes_before_load()


def test_the_worker_is_registered_only_after_the_page_has_loaded(tab: Page, host: Host) -> None:
    visit(tab, host.address + PARK)
    order = [path.partition("?")[0] for path in host.asked]
    own = order.index("assets/modules/offline.js")
    for path in ("assets/styles/site.css", "assets/modules/site.js", "assets/fonts/latin.woff2"):
        assert order.index(path) < own
    assert own < order.index("sw.js")


def test_from_a_folder_nothing_is_registered_and_the_page_says_what_to_do(
    context: BrowserContext, host: Host
) -> None:
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((host.folder / "packs/index.html").as_uri())
    expect(tab.get_by_text("To save packs, open this page in a browser")).to_be_visible()
    expect(tab.get_by_role("button", name="Save")).to_have_count(0)
    assert errors == []


def test_without_javascript_the_page_says_what_to_do_and_lists_all_packs(
    browser_without_scripts: Page, host: Host
) -> None:
    tab = browser_without_scripts
    tab.goto(f"{host.address}packs/")
    expect(tab.get_by_text("To save packs, open this page in a browser")).to_be_visible()
    assert tab.locator("[data-pack]").count() > 5
    assert "11 records" in tab.locator('[data-pack="everything"]').inner_text()


def test_a_broken_worker_can_be_withdrawn(context: BrowserContext, host: Host, tmp_path: Path) -> None:
    tab = context.new_page()
    visit(tab, host.address)
    tab.evaluate("() => caches.open('of another site')")
    host.folder = shutil.copytree(host.folder, tmp_path / "site")
    shutil.copy(REPOSITORY / "docs/kill-switch/sw.js", host.folder / "sw.js")
    # As the recipe says: the pages that follow know of no worker.
    for page in host.folder.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(" data-offline=", " data-none="), "utf-8")
    tab.goto(host.address + PARK)
    until(tab, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    # Another, as the worker's last act is to load open pages anew, and nobody knows when it does.
    after = context.new_page()
    after.goto(host.address)
    assert after.evaluate("navigator.serviceWorker.controller") is None
    assert after.evaluate("caches.keys()") == ["of another site"]
