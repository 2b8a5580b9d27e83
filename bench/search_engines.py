"""The searches in a real browser: ours, Material's, Pagefind; each asked through a small driver of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.host import Host
from bench.measuring import Task, run
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

DRIVERS = Path(__file__).parent / "drivers"
TODAY = "2026-11-22"
ASK = "ask.html"
"""The page with nothing but a list, which `search_sites.py` writes for Pagefind."""
OURS, MATERIAL, PAGEFIND = "ours", "Material", "Pagefind"
BARE = "ours, without the box"
BARE_IN_PAGE = "ours, without box and worker"
IN_PAGE = "Pagefind without worker"
FLOOR = "the files alone"


@dataclass(frozen=True)
class Engine:
    """A search: the folder that is its site, the page that it is asked on, the script that asks.

    ``files`` are parts of the paths of what only the search needs.
    """

    name: str
    site: Path
    page: str
    driver: str
    files: tuple[str, ...]

    @property
    def script(self) -> str:
        """What defines ``begin()`` and ``find(query)`` in the page."""
        return (DRIVERS / self.driver).read_text("utf-8")


def engines_at(folder: Path) -> tuple[Engine, ...]:
    """Return the searches over the sites that `build_sites` wrote.

    Ours is there as readers meet it, in the box on the home page, and as Pagefind is asked: by script, on
    a page with nothing else, with a worker and without. ``FLOOR`` only loads files like ours.
    """
    return (
        Engine(OURS, folder / "ours", "", "ours.js", ("search/",)),
        Engine(BARE, folder / "ours", ASK, "ours_bare.js", ("search/",)),
        Engine(BARE_IN_PAGE, folder / "ours", f"{ASK}?in-page", "ours_bare.js", ("search/",)),
        Engine(FLOOR, folder / "ours", ASK, "floor.js", ("search/",)),
        Engine(MATERIAL, folder / "material" / "site", "", "material.js", ("search/", "workers/")),
        Engine(PAGEFIND, folder / "pagefind", ASK, "pagefind.js", ("pagefind/",)),
        Engine(IN_PAGE, folder / "pagefind", f"{ASK}?in-page", "pagefind.js", ("pagefind/",)),
    )


def sites_of(task: Task) -> Path:
    """Return the folder of the three sites over the synthetic catalogue, built by whoever asks first."""
    folder = task.work / "search"
    if not folder.exists():
        build_sites(task.catalogue, folder)
    return folder


def build_sites(catalogue: Path, folder: Path) -> None:
    """Build the real site of a catalogue, and beside it the plain pages for the other two.

    Raises:
        CommandFailedError: one of them could not be built.
    """
    plain = Path(__file__).with_name("search_sites.py")
    run([sys.executable, str(plain), str(catalogue), str(folder), TODAY])
    build = ["build", "--root", str(catalogue), "--site-dir", str(folder / "ours"), "--today", TODAY]
    run([sys.executable, "-m", "utm_exchange", *build])
    shutil.copy(folder / "pagefind" / ASK, folder / "ours" / ASK)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that ``scripts/bench.py`` found."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["UTM_CHROMIUM"],
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield browser
        browser.close()


def opened(context: BrowserContext, host: Host, engine: Engine, slowed: float = 1) -> Page:
    """Open the page of an engine, its main thread slowed, nothing searched yet."""
    tab = context.new_page()
    tab.set_default_timeout(180_000)
    tab.goto(host.address + engine.page)
    if slowed != 1:
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    tab.evaluate(engine.script)
    return tab
