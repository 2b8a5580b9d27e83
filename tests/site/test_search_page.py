"""The search page: everything by words and facets, under an address that one can share."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator

import pytest
from audit import axe
from audit.host import Host
from explorer_fixture import Explorer, documents, holding
from playwright.sync_api import Browser, Page, expect
from site_fixture import Site

from utm_exchange.search.explorers import KINDS

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
SEARCH = next(kind for kind in KINDS if not kind.type)


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        yield page


@pytest.fixture
def search(fresh: Page, address: str) -> Explorer:
    return Explorer(fresh, address, SEARCH)


def links(explorer: Explorer) -> list[str]:
    found = explorer.tab.locator("[data-explorer] [data-part=list] .card__title a")
    return [
        href.removeprefix("../") for href in found.evaluate_all("a => a.map(l => l.getAttribute('href'))")
    ]


@pytest.mark.parametrize("words", ["flood parks", "green bond", "Freetown", "net zero", "évaluation"])
def test_an_address_with_words_shows_what_the_index_finds_best_first(search: Explorer, words: str) -> None:
    search.open(f"?q={words}")
    expected = holding(words)
    assert search.number == len(expected)
    assert links(search) == expected[:12]
    assert search.tab.title().startswith(f"{words} · ")


def test_what_was_found_is_marked_and_says_what_and_where_it_is(search: Explorer) -> None:
    search.open("?q=flood+park")
    first = search.tab.locator("[data-explorer] [data-part=list] .card").first
    assert first.locator(".card__kicker").inner_text().startswith("Practice · ")
    assert {"flood", "park"} <= {text.lower() for text in first.locator("mark").all_inner_texts()}


def test_facets_narrow_what_words_find(search: Explorer) -> None:
    search.open("?q=climate")
    types = {document.address: document.type for document in documents()}
    counts = search.counts("type")
    for type_ in ("practice", "city", "page"):
        assert counts[type_] == sum(types[place] == type_ for place in holding("climate"))
    search.choose("type", "city")
    assert search.number == counts["city"]
    assert all(place.startswith("cities/") for place in links(search))
    search.tab.wait_for_url("**?q=climate&type=city")


def test_orders(search: Explorer) -> None:
    titles = {document.address: document.texts["title"] for document in documents()}
    days = {document.address: document.day for document in documents()}
    search.open("?q=climate&sort=title")
    found = [titles[place] for place in links(search)]
    assert found == sorted(titles[place] for place in holding("climate"))[:12]
    search.open("?q=climate&sort=newest")
    found_days = [days[place] for place in links(search)]
    assert found_days == sorted((days[place] for place in holding("climate")), reverse=True)[:12]


def test_a_slip_of_the_pen_is_answered_with_the_right_word(search: Explorer) -> None:
    search.open("?q=flodd")
    assert "Nothing holds “flodd”" in search.notes
    search.tab.get_by_role("button", name="Did you mean flood?").click()
    search.settle()
    search.tab.wait_for_url("**?q=flood")
    assert search.number == len(holding("flood"))


def test_a_word_with_nothing_near_it_stays_as_it_was_typed(search: Explorer) -> None:
    search.open("?q=flodd+qqqqxxxx")
    expect(search.tab.get_by_role("button", name="Did you mean flood qqqqxxxx?")).to_be_visible()


def test_the_beginning_of_a_word_that_is_entered_is_no_slip(search: Explorer) -> None:
    search.open("?q=partici")
    assert search.notes == ""
    assert search.number


def test_only_words_that_nothing_holds_give_nothing_and_a_hint(search: Explorer) -> None:
    search.open("?q=xyzzyxyzzyqq")
    assert search.number == 0
    assert "fewer words" in search.tab.locator("[data-explorer] [data-part=list]").inner_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("%D0%9A%D0%B8%D1%97%D0%B2", "Latin alphabet"),
        ("x" * 5000, "beginning of this long text"),
        ("%2B-~%5E:*", ""),
        ("*a*", ""),
        ("nowhere:x", "only the words"),
    ],
)
def test_odd_questions_are_answered_calmly(search: Explorer, words: str, said: str) -> None:
    search.open(f"?q={words}")
    assert said in search.notes


def test_words_are_found_while_they_are_typed_and_entering_them_makes_a_step(search: Explorer) -> None:
    search.open()
    expect(search.tab.locator("[data-part=written]")).to_be_visible()
    field = search.words
    field.press_sequentially("floo")
    search.tab.wait_for_url("**?q=floo")
    search.settle()
    assert search.number
    field.fill("flood")
    field.press("Enter")
    search.tab.wait_for_url("**?q=flood")
    search.settle()
    search.tab.go_back()
    search.settle()
    expect(search.tab.locator("[data-part=written]")).to_be_visible()
    expect(field).to_have_value("")


def test_without_javascript_there_are_other_ways_in(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "search/?q=flood")
        expect(page.locator("form").filter(has=page.locator("#explorer-words"))).to_be_hidden()
        assert "needs JavaScript" in page.locator("noscript p").inner_text()
        page.get_by_role("link", name="Water", exact=False).first.click()
        expect(page.locator(".card--practice").first).to_be_visible()


def test_a_network_that_dies_leaves_nothing_wrong_on_the_page(search: Explorer) -> None:
    search.open("?q=flood")
    assert search.titles
    search.tab.context.set_offline(True)
    field = search.words
    field.fill("wetland tram zoo")
    field.press("Enter")
    search.settle()
    assert "no connection" in search.notes
    assert search.titles == []
    search.tab.context.set_offline(False)
    search.tab.get_by_role("button", name="Try again").click()
    search.settle()
    assert links(search) == holding("wetland tram zoo")[:12]


def test_a_damaged_engine_is_told(search: Explorer) -> None:
    search.tab.route("**/search/engine.js*", lambda route: route.fulfill(body="void 0"))
    search.open("?q=flood")
    assert "damaged" in search.notes
    search.tab.unroute("**/search/engine.js*")
    search.tab.get_by_role("button", name="Try again").click()
    search.settle()
    assert search.number == len(holding("flood"))


def test_it_works_from_a_folder(fresh: Page, site: Site) -> None:
    fresh.goto((site.folder / "search/index.html").as_uri() + "?q=flood+parks")
    search = Explorer(fresh, "", SEARCH).settle()
    assert search.number == len(holding("flood parks"))
    assert links(search) == holding("flood parks")[:12]


@pytest.mark.parametrize("path", ["search/?q=flood+parks", "search/?q=flodd&x=y", "search/?type=funding"])
def test_axe_finds_nothing_in_what_was_found_nor_does_it_scroll_sideways(
    fresh: Page, address: str, path: str
) -> None:
    fresh.goto(address + path, wait_until="networkidle")
    assert list(axe.violations_here(fresh, AXE, (axe.STATES[0], axe.STATES[-1]))) == []
    fresh.set_viewport_size({"width": 320, "height": 640})
    assert fresh.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_shared_address_costs_little(browser: Browser, site: Site) -> None:
    with Host(site.folder) as host, browser.new_context() as context:
        Explorer(context.new_page(), host.address, SEARCH).open("?q=flood+parks")
        context.pages[0].wait_for_load_state("networkidle")
        sent = [transfer for transfer in host.transfers if transfer.path.startswith("search/")]
        assert len(sent) <= 20, json.dumps([transfer.path for transfer in sent])
        assert sum(transfer.size for transfer in sent) <= 70_000
