"""How long a saved page takes to open without a line, beside the same page online, in a browser slowed four times.

Online there is a line of a city office: what the browser has of an earlier page is not fetched again.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.host import Host
from audit.table import Row, compared, limited
from bench.measuring import Task, run
from bench.search_engines import chromium
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

SLOWED = 4
LINE = {"offline": False, "latency": 40, "downloadThroughput": 1_250_000, "uploadThroughput": 250_000}
"""Forty milliseconds there and back, ten megabits a second."""
PAGES = 12
OPENED = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
READY = "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
MOST = 1.0
MOST_SECONDS = 120.0


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about opening pages, online and from a pack, and about saving all."""
    site = task.work / "offline-site"
    run(
        [
            sys.executable,
            "-m",
            "utm_exchange",
            "build",
            "--root",
            str(task.catalogue),
            "--site-dir",
            str(site),
        ]
    )
    with chromium() as browser:
        online = _online(browser, site, task.rounds)
        saved, seconds = _saved(browser, site, task.rounds)
    what = f"a page opens, slowed {SLOWED} times, {task.number:,} records"
    yield compared(f"{what}: without a line", "online", (saved, online), "ms", MOST)
    yield limited(f"everything is saved, {task.number:,} records", seconds, "s", MOST_SECONDS)


def _pages(site: Path) -> list[str]:
    found = sorted(site.glob("practices/*/index.html"))
    return [file.parent.relative_to(site).as_posix() + "/" for file in found[:PAGES]]


def _online(browser: Browser, site: Path, rounds: int) -> float:
    with Host(site) as host, browser.new_context(service_workers="block") as context:
        tab, session = _slowed(context)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        tab.goto(host.address)
        return _opened(tab, host.address, _pages(site) * rounds)


def _saved(browser: Browser, site: Path, rounds: int) -> tuple[float, float]:
    """Return the time until a saved page is open, and the seconds until everything was saved."""
    with browser.new_context() as context:
        with Host(site, worker=True) as host:
            address = host.address
            tab, _session = _slowed(context)
            tab.goto(f"{address}packs/")
            tab.wait_for_function(READY)
            began = tab.evaluate("performance.now()")
            tab.locator('[data-pack="everything"] button').click()
            tab.wait_for_selector('[data-pack="everything"][data-state="saved"]', timeout=600_000)
            seconds = (tab.evaluate("performance.now()") - began) / 1000
        return _opened(tab, address, _pages(site) * rounds), seconds


def _slowed(context: BrowserContext) -> tuple[Page, CDPSession]:
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return tab, session


def _opened(tab: Page, address: str, pages: Sequence[str]) -> float:
    times = []
    for page in pages:
        tab.goto(address + page)
        times.append(tab.evaluate(OPENED))
    return statistics.median(times)
