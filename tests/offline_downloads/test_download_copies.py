"""A copy on a stick: opened by double click, everything in it works, and nothing leaves the disk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from selectolax.lexbor import LexborHTMLParser

COPIES = ("whole", "part")
SECTIONS = ("", "practices", "cities", "events", "news", "funding", "training", "needs", "alliance", "voices", "guidance", "about",
            "cohort", "pillars", "contribute", "search", "whats-new", "about/data", "about/evidence")  # fmt: skip


@pytest.fixture
def asked() -> list[str]:
    """Every address that the browser asked for."""
    return []


@pytest.fixture
def tab(browser: Browser, asked: list[str]) -> Iterator[Page]:
    with browser.new_context(accept_downloads=True) as context:
        page = context.new_page()
        page.set_default_timeout(8000)
        faults: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("requestfailed", lambda request: faults.extend(failure_of(request)))
        yield page
        assert faults == []


@pytest.fixture(params=COPIES)
def copy(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def failure_of(request: Request) -> list[str]:
    """Return what failed; a request that ended because the tab went on to another page did not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.url}"]


def stayed(asked: list[str], copy: Path) -> bool:
    """Tell whether nothing was asked for but files of the copy."""
    return bool(asked) and all(url.startswith((copy.as_uri() + "/", "data:", "blob:")) for url in asked)


def one_of_each(copy: Path) -> list[str]:
    """Return the first page of each section, and one record of each type that the copy holds."""
    found = [section for section in SECTIONS if (copy / section / "index.html").exists()]
    for section in SECTIONS[1:11]:
        records = sorted((copy / section).glob("*/index.html"))
        found += [records[0].parent.relative_to(copy).as_posix()] if records else []
    return found


def test_every_kind_of_page_opens_and_nothing_leaves_the_disk(
    tab: Page, asked: list[str], copy: Path
) -> None:
    pages = one_of_each(copy)
    assert len(pages) > 20
    for page in [*(f"{page}/index.html".lstrip("/") for page in pages), "this-copy.html", "elsewhere.html"]:
        tab.goto((copy / page).as_uri())
        expect(tab.locator("h1"), page).to_be_visible()
        assert (
            tab.evaluate("document.styleSheets.length && getComputedStyle(document.body).backgroundColor")
            != "rgba(0, 0, 0, 0)"
        )
    assert stayed(asked, copy)


def test_every_link_leads_to_a_file_that_is_there(copy: Path) -> None:
    broken = []
    for page in sorted(copy.rglob("*.html")):
        tree = LexborHTMLParser(page.read_text("utf-8"))
        for node in tree.css("[href], [src], form[action]"):
            for name in ("href", "src", "action"):
                address = urlsplit(node.attributes.get(name) or "")
                if address.scheme or address.netloc or not address.path:
                    continue
                target = page.parent / unquote(address.path)
                if not target.is_file():
                    broken.append((page.relative_to(copy).as_posix(), address.path))
    assert broken == []


def test_links_work_without_javascript(browser: Browser, copy: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((copy / "index.html").as_uri())
        page.get_by_role("contentinfo").get_by_role("link", name="Practices").click()
        page.locator(".card__title a:not([href*=elsewhere])").first.click()
        page.wait_for_url("**/practices/*/index.html")
        page.get_by_role("link", name="How old is it?").click()
        expect(page.get_by_text("This copy holds the edition of 22 November 2026.")).to_be_visible()


def test_what_a_part_leaves_out_is_named_and_not_missing(tab: Page, part: Path) -> None:
    tab.goto((part / "practices/index.html").as_uri())
    link = tab.locator(".card__title a[href*=elsewhere]").first
    title = link.inner_text()
    link.click()
    expect(tab.locator("h1")).to_have_text("Not in this copy")
    shown = tab.locator(".elsewhere li:visible")
    expect(shown).to_have_text([title])
    tab.get_by_role("link", name="All that is not in this copy").click()
    assert shown.count() > 100


def test_every_link_that_leads_out_of_a_part_has_its_entry(part: Path) -> None:
    entries = {
        node.attributes["id"]
        for node in LexborHTMLParser((part / "elsewhere.html").read_text("utf-8")).css("li[id]")
    }
    asked = {
        re.sub(r".*elsewhere\.html#", "", node.attributes["href"] or "")
        for page in part.rglob("*.html")
        for node in LexborHTMLParser(page.read_text("utf-8")).css("a[href*='elsewhere.html#']")
    }
    assert asked
    assert asked <= entries
    assert not any(
        (part / posixpath.join(entry, "index.html")).exists() for entry in entries if entry.endswith("/")
    )


def test_the_whole_leaves_nothing_out(whole: Path) -> None:
    assert LexborHTMLParser((whole / "elsewhere.html").read_text("utf-8")).css("li[id]") == []


def test_search_finds_what_is_in_the_copy_and_leads_there(tab: Page, asked: list[str], copy: Path) -> None:
    tab.goto((copy / "index.html").as_uri())
    tab.keyboard.press("/")
    tab.keyboard.type("tram")
    hit = tab.locator("#search-box a").filter(has_text="old railway becomes a tram")
    expect(hit).to_be_visible()
    hit.click()
    tab.wait_for_url("**/practices/toyama-compact-city-tram/index.html")
    assert stayed(asked, copy)


def test_the_search_of_a_part_knows_nothing_else(tab: Page, part: Path) -> None:
    tab.goto((part / "search/index.html").as_uri() + "?q=climate+budget")
    tab.wait_for_selector("[data-explorer] [data-part=list] a")
    for link in tab.locator(
        "[data-explorer] [data-part=list] .card__title a, [data-explorer] [data-part=list] h3 a"
    ).all():
        address = urlsplit(link.evaluate("node => node.href")).path
        assert Path(unquote(address), "index.html").exists() or Path(unquote(address)).exists(), address


def test_the_explorer_filters_what_is_in_the_copy(tab: Page, asked: list[str], copy: Path) -> None:
    tab.goto((copy / "practices/index.html").as_uri() + "?sector=mobility")
    cards = tab.locator("[data-explorer] [data-part=list] .card__title a")
    expect(cards).to_have_count(8)
    tab.locator("[data-facet=stage] summary").click()
    tab.get_by_label("Implement").check()
    expect(cards).not_to_have_count(8)
    cards.first.click()
    tab.wait_for_url("**/practices/*/index.html")
    assert stayed(asked, copy)


@pytest.mark.parametrize("section", ["practices", "cities", "funding", "needs", "search"])
def test_a_facet_that_a_part_has_nothing_of_is_empty_and_not_broken(
    tab: Page, part: Path, section: str
) -> None:
    tab.goto((part / section / "index.html").as_uri())
    facets = tab.locator("[data-explorer] [data-facet]")
    for number in range(facets.count()):
        facets.nth(number).locator("summary").click()
        expect(facets.nth(number).locator("[aria-busy=true]")).to_have_count(0)
    tab.wait_for_load_state("networkidle")
    assert tab.locator("[data-explorer] [data-part=notes]").inner_text().strip() == ""


def test_a_form_is_filled_and_saved(tab: Page, asked: list[str], copy: Path, tmp_path: Path) -> None:
    tab.goto((copy / "contribute/need/index.html").as_uri())
    tab.locator("[data-step]:not([hidden])").get_by_label("Title", exact=False).first.fill(
        "Cheap sensors for heat"
    )
    expect(tab.locator("[data-part=kept]")).to_have_text("Your draft is kept on this device.")
    tab.get_by_role("link", name="Look and send").click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save the file").click()
    download.value.save_as(tmp_path / "need.md")
    assert "Cheap sensors for heat" in (tmp_path / "need.md").read_text("utf-8")
    assert stayed(asked, copy)


def test_calendars_are_beside_the_pages_that_offer_them(copy: Path) -> None:
    page = LexborHTMLParser((copy / "events/index.html").read_text("utf-8"))
    offered = [node.attributes["href"] or "" for node in page.css("a[href$='.ics']")]
    assert offered
    for address in offered:
        assert (copy / "events" / address).read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("2026-11-25T12:00:00Z", "By the clock of this device that was 3 days ago."),
        ("2027-02-22T12:00:00Z", "By the clock of this device that was 3 months ago."),
        ("2028-11-22T12:00:00Z", "that was 24 months ago: look for a newer edition when you have a line."),
        ("2001-01-01T12:00:00Z", "The clock of this device tells an earlier day than that; it may be wrong."),
    ],
)
def test_a_copy_says_how_old_it_is(tab: Page, copy: Path, clock: str, said: str) -> None:
    tab.clock.set_fixed_time(clock)
    tab.goto((copy / "this-copy.html").as_uri())
    assert said in tab.locator(".masthead__summary").inner_text()
