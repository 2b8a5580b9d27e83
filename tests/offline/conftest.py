"""A small site, built by the real command, in two editions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from offline_fixture import Host, catalogue_with_settings
from playwright.sync_api import Browser, BrowserContext, Page

from utm_exchange.building import build_checked
from utm_exchange.settings import now_of


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sites of a day and of the next, on which one practice has changed."""
    root = catalogue_with_settings(tmp_path_factory.mktemp("offline") / "catalogue")
    found = []
    for name, day in (("site-a", "2026-06-01"), ("site-b", "2026-06-02")):
        assert build_checked(root, root / name, now_of(day), strict=False) == 0
        found.append(root / name)
        park = root / "content/practices/river-park.md"
        park.write_text(
            park.read_text("utf-8").replace("the river room", "the river much more room"), "utf-8"
        )
    return found[0], found[1]


@pytest.fixture
def host(editions: tuple[Path, Path]) -> Iterator[Host]:
    """A server with the first edition."""
    served = Host(editions[0]).start()
    yield served
    served.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which nothing is saved."""
    with browser.new_context() as fresh:
        fresh.set_default_timeout(8_000)
        yield fresh


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def browser_without_scripts(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as plain:
        yield plain.new_page()
