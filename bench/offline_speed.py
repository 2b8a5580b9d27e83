"""How long a saved page takes to open without a line, beside the same page online, in a browser slowed four times.

The same reader, with the worker and everything saved, opens each page in turns with and without a line.
What the browser has of an earlier page is not fetched again.
"""

from __future__ import annotations

import itertools
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.host import Host
from audit.table import Row, compared, limited
from bench.measuring import Task, run
from bench.search_engines import chromium
from playwright.sync_api import Page

SLOWED = 4
DELAY = 0.04
"""Seconds there and back: a good line in a city office."""
PAGES = 12
TIMES = """() => {
  const [page] = performance.getEntriesByType('navigation');
  return [page.responseEnd, page.domContentLoadedEventEnd];
}"""
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
    with chromium() as browser, Host(site, worker=True) as host, browser.new_context() as context:
        tab = context.new_page()
        seconds = _saved(tab, host)
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        host.delay = DELAY
        online, saved = _opened(tab, host, _pages(site) * task.rounds)
    what = f"slowed {SLOWED} times, {task.number:,} records, without a line"
    yield compared(f"a page is here, {what}", "online", (saved[0], online[0]), "ms", MOST)
    yield compared(f"a page is ready, {what}", "online", (saved[1], online[1]), "ms", MOST)
    yield limited(f"everything is saved, {task.number:,} records", seconds, "s", MOST_SECONDS)


def _pages(site: Path) -> list[str]:
    # Not those that lead on from a former address: they are left before they are read.
    every = sorted(site.glob("practices/*/index.html"))
    found = [file for file in every if 'http-equiv="refresh"' not in file.read_text("utf-8")]
    return [file.parent.relative_to(site).as_posix() + "/" for file in found[:PAGES]]


def _saved(tab: Page, host: Host) -> float:
    """Save everything; return the seconds that it took."""
    tab.goto(f"{host.address}packs/")
    tab.wait_for_function(READY)
    began = tab.evaluate("performance.now()")
    tab.locator('[data-pack="everything"] button').click()
    tab.wait_for_selector('[data-pack="everything"][data-state="saved"]', timeout=600_000)
    return float(tab.evaluate("performance.now()") - began) / 1000


def _opened(tab: Page, host: Host, pages: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the medians of the times online and without a line, in turns, so that a noisy minute hits both."""
    times: dict[bool, list[list[float]]] = {False: [], True: []}
    # The second time each comes the other way; none comes twice on end, which would be a reload.
    for turn, (number, page) in itertools.product((0, 1), enumerate(pages)):
        host.gone = number % 2 == turn
        tab.goto(host.address + page)
        times[host.gone].append(tab.evaluate(TIMES))
    online, saved = (
        [statistics.median(column) for column in zip(*times[gone], strict=True)] for gone in (False, True)
    )
    return online, saved
