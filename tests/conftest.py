"""What all tests share: a small right catalogue that a test copies, changes and checks; a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from sample_folder import Folder

PATIENCE = 20_000
"""Milliseconds until something that a page should come to show counts as lacking; a busy machine takes seconds."""
MISTAKES = "test_real_mistakes.py::test_a_"

# The small catalogues of the tests share the cut fonts and the outlines, which take seconds to make.
os.environ.setdefault("UTM_CACHE", str(Path(__file__).parents[1] / ".cache"))
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a sample catalogue to change."""
    return Folder(tmp_path / "catalogue")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; ``scripts/test.py`` finds or installs it and names it in ``UTM_CHROMIUM``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("UTM_CHROMIUM"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many of the mistakes that people make were caught, where they were all tried."""
    passed = [
        report.nodeid for report in terminalreporter.stats.get("passed", []) if MISTAKES in report.nodeid
    ]
    failed = [
        report.nodeid for report in terminalreporter.stats.get("failed", []) if MISTAKES in report.nodeid
    ]
    total = len(passed) + len(failed)
    caught = sum("mistake_is_caught" in name for name in passed)
    if total:
        terminalreporter.write_line(
            f"mistakes that people make: {caught} of {total} caught on their line with a usable hint ({caught / total:.1%})"
        )
