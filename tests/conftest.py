"""What all tests share: a small right catalogue that a test copies, changes and checks; a real browser."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from utm_exchange.catalogue.catalogue import Catalogue, build_catalogue
from utm_exchange.catalogue.checking import Checked, check_catalogue

SAMPLE = Path(__file__).parent / "records" / "sample"
MISTAKES = "test_real_mistakes.py::test_a_"

# The small catalogues of the tests share the cut fonts and the outlines, which take seconds to make.
os.environ.setdefault("UTM_CACHE", str(Path(__file__).parents[1] / ".cache"))


class Folder:
    """A copy of the sample catalogue, one record of each type (two cities), on 1 June 2026."""

    today = dt.date(2026, 6, 1)

    def __init__(self, root: Path) -> None:
        self.root = shutil.copytree(SAMPLE, root)

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a whole file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def read(self, path: str) -> str:
        """Return a file's text, bytes that are no UTF-8 replaced."""
        return (self.root / path).read_bytes().decode("utf-8-sig", "replace")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def copy(self, path: str, target: str, old: str = "", new: str = "") -> None:
        """Copy a record, with one change."""
        self.write(target, self.read(path).replace(old, new, 1))

    def check(self) -> Checked:
        """Check everything."""
        return check_catalogue(self.root, self.today)

    def codes(self) -> list[str]:
        """Return the codes of all problems."""
        return [problem.code for problem in self.check().problems]

    def catalogue(self) -> Catalogue:
        """Return the catalogue; the files must be right."""
        checked = self.check()
        assert not checked.errors, "\n".join(map(str, checked.errors))
        return build_catalogue(checked.records, self.today)


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
