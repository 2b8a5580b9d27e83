"""A practice, a city and a guidance stage print to a clean document: sources as notes, address, date, no clutter."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from audit.templates import PRINTED
from playwright.sync_api import Browser
from pypdf import PdfReader
from site_fixture import Site

MOST_PAGES = {"practices": 5, "cities": 5, "guidance": 4}
EDITION = "22 November 2026"
Printed = Callable[[str], PdfReader]


@pytest.fixture(scope="module")
def printed(browser: Browser, address: str) -> Printed:
    """Print a page to PDF as a person would, in the dark scheme that paper has no use for."""
    documents: dict[str, PdfReader] = {}

    def print_page(path: str) -> PdfReader:
        if path not in documents:
            with browser.new_context(color_scheme="dark") as context:
                tab = context.new_page()
                tab.goto(address + path, wait_until="networkidle")
                documents[path] = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
        return documents[path]

    return print_page


def words(document: PdfReader) -> str:
    # Where a word is broken over lines a PDF knows no more: spaces are no evidence.
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in document.pages))


@pytest.mark.parametrize("path", PRINTED)
def test_it_is_a_few_sheets_of_a4(printed: Printed, path: str) -> None:
    document = printed(path)
    assert 1 <= len(document.pages) <= MOST_PAGES[path.partition("/")[0]]
    for page in document.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert len(page.extract_text().strip()) > 100, "no sheet is nearly empty"


@pytest.mark.parametrize("path", PRINTED)
def test_it_says_where_it_comes_from_and_when(printed: Printed, path: str, site: Site) -> None:
    text = words(printed(path))
    assert EDITION.replace(" ", "") in text
    assert f"Address:{path}" in text
    title = site.pages[f"{path}index.html"].css_first("h1").text()
    assert re.sub(r"\s+", "", title) in text


@pytest.mark.parametrize("path", PRINTED)
def test_its_sources_are_numbered_notes_with_their_addresses(printed: Printed, path: str, site: Site) -> None:
    text = words(printed(path))
    page = site.pages[f"{path}index.html"]
    addresses = [link.attributes["href"] for link in page.css(".sources cite a")]
    assert addresses
    for address in addresses:
        assert f"<{address}>" in text, address
    for mark in page.css("a.source-mark[data-note]"):
        assert f"[{mark.attributes['data-note']}]" in text
        note = page.css(".sources li")[int(mark.attributes["data-note"]) - 1]
        assert note.attributes["id"] == mark.attributes["href"].removeprefix("#"), (
            "the number is that of the note"
        )


@pytest.mark.parametrize("path", PRINTED)
def test_it_has_no_navigation_and_no_related_records(printed: Printed, path: str, site: Site) -> None:
    text = words(printed(path))
    page = site.pages[f"{path}index.html"]
    unwanted = [
        *page.css(".related h2"),
        *page.css(".site-nav__contribute"),
        *page.css(".neighbours small"),
        *page.css(".skip"),
    ]
    for node in unwanted:
        assert re.sub(r"\s+", "", node.text()) not in text, node.html


def test_paper_is_white_in_the_dark_scheme_too(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        tab = context.new_page()
        tab.emulate_media(media="print", color_scheme="dark")
        tab.goto(address + PRINTED[0])
        assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        ink = tab.locator(".sources li").first.evaluate("node => getComputedStyle(node).color")
        assert sum(map(int, re.findall(r"\d+", ink))) < 300
