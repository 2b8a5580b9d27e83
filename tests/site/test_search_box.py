"""The search box: opened from every page, walked by keyboard, calm in trouble, and nothing of it loaded before."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from audit import axe
from audit.templates import PRACTICE
from playwright.sync_api import Browser, Page, Route, expect
from site_fixture import Site

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
LISTEN = "window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(`${event.effectiveDirective} ${event.blockedURI}`), true)"
ACTIVE = "() => document.querySelector('#' + document.querySelector('#search-input').getAttribute('aria-activedescendant'))?.textContent ?? ''"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which no script may fail and nothing may break the policy."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.add_init_script(LISTEN)
        yield page
        assert wrong == []
        assert page.evaluate("window.violations") == []


def ask(tab: Page, text: str) -> None:
    """Open the box, if it is not, and type."""
    if not tab.locator("#search-box").is_visible():
        tab.locator("[data-search-open]").first.click()
    tab.locator("#search-input").fill(text)


def results(tab: Page) -> list[str]:
    """The titles of what was found, once it is there."""
    tab.locator(".search-box__all").wait_for()
    return tab.locator(".search-box__title").all_inner_texts()


def said(tab: Page) -> str:
    """Everything that the box says beside its results."""
    return " ".join(tab.locator(".search-box__status, .search-box__notes").all_inner_texts())


def test_nothing_of_search_is_loaded_before_somebody_opens_it(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address + PRACTICE, wait_until="networkidle")
    assert [url for url in asked if "/search/" in url] == []
    ask(tab, "flood parks")
    assert any("park" in title for title in results(tab))
    assert sum("/search/" in url for url in asked) > 2


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_but_not_while_somebody_writes(tab: Page, address: str, key: str) -> None:
    tab.goto(address + "search/")
    tab.locator("#explorer-words").press(key)
    expect(tab.locator("#search-box")).to_be_hidden()
    tab.locator("#explorer-words").blur()
    tab.keyboard.press(key)
    expect(tab.locator("#search-input")).to_be_focused()
    assert tab.locator("#search-input").input_value() == ""
    tab.keyboard.press("Escape")
    expect(tab.locator("#search-box")).to_be_hidden()


def test_who_speaks_to_the_computer_can_switch_the_key_off(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.keyboard.press("/")
    tab.get_by_label("The key / opens this box").uncheck()
    tab.keyboard.press("Escape")
    tab.reload()
    tab.keyboard.press("/")
    expect(tab.locator("#search-box")).to_be_hidden()
    tab.keyboard.press("Control+k")
    expect(tab.get_by_label("The key / opens this box")).not_to_be_checked()


def test_who_switches_the_key_off_before_the_search_has_come_is_heard_too(tab: Page, address: str) -> None:
    def hold(_route: Route) -> None:
        """Answer nothing yet."""

    tab.route("**/search/engine.js*", hold)
    tab.goto(address)
    tab.keyboard.press("/")
    tab.get_by_label("The key / opens this box").uncheck()
    # What was held goes on.
    tab.unroute("**/search/engine.js*")
    tab.locator("#search-box[data-ready]").wait_for()
    tab.reload()
    tab.keyboard.press("/")
    expect(tab.locator("#search-box")).to_be_hidden()


def test_a_keyboard_goes_through_the_results_and_to_one_of_them(tab: Page, address: str) -> None:
    tab.goto(address + "about/")
    opener = tab.get_by_role("search", name="Search the exchange").get_by_role("button")
    opener.focus()
    tab.keyboard.press("Enter")
    field = tab.get_by_role("combobox", name="What do you look for?")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    tab.keyboard.type("flood parks")
    titles = results(tab)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert tab.evaluate(ACTIVE) == ""
    for key, lands in (
        ("ArrowDown", titles[0]),
        ("ArrowDown", titles[1]),
        ("End", "All: "),
        ("ArrowDown", titles[0]),
        ("ArrowUp", "All: "),
        ("Home", titles[0]),
    ):
        tab.keyboard.press(key)
        assert tab.evaluate(ACTIVE).startswith(lands), key
    expect(field).to_be_focused()
    assert tab.locator("[role=option][aria-selected=true]").count() == 1
    tab.keyboard.press("Tab")
    expect(tab.locator("#search-input")).not_to_be_focused()
    tab.keyboard.press("Escape")
    expect(opener).to_be_focused()
    tab.keyboard.press("Enter")
    assert results(tab) == titles, "what was asked is still there"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/practices/*/")
    expect(tab.locator("h1")).to_have_text(titles[0])


def test_results_stand_in_groups_with_place_stage_and_what_was_found_marked(tab: Page, address: str) -> None:
    tab.goto(address)
    ask(tab, "krakow heating")
    results(tab)
    groups = tab.locator("#search-results [role=group]")
    labels = groups.evaluate_all(
        "all => all.map(group => document.getElementById(group.getAttribute('aria-labelledby'))?.textContent ?? group.getAttribute('aria-label'))"
    )
    assert len(labels) == len(set(labels)) > 1
    assert "Practices" in labels
    first = tab.get_by_role("group", name="Practices").get_by_role("option").first
    assert "Poland" in first.inner_text()
    assert re.search(r"· \w", first.locator(".search-box__where").inner_text()), "place and stage"
    assert any("Kraków" in mark for mark in tab.locator("#search-results mark").all_inner_texts())
    everything = tab.get_by_role("option").last
    number = re.search(r"[\d,]+", everything.inner_text())
    assert number
    expect(tab.get_by_role("dialog").get_by_role("status").first).to_have_text(f"{number[0]} results")
    everything.click()
    tab.wait_for_url("**/search/?q=krakow%20heating")


def test_enter_alone_leads_to_all_results(tab: Page, address: str) -> None:
    tab.goto(address)
    ask(tab, "EV")
    expect(tab.locator("#search-results")).to_be_hidden()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=EV")


def test_the_field_on_the_home_page_opens_it_with_what_was_typed(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.locator("#home-search").focus()
    expect(tab.locator("#search-box")).to_be_hidden()
    tab.keyboard.type("tram")
    expect(tab.locator("#search-input")).to_be_focused()
    expect(tab.locator("#search-input")).to_have_value("tram")
    assert results(tab)
    tab.keyboard.press("Escape")
    tab.locator("#home-search").click()
    expect(tab.locator("#search-input")).to_have_value("tram")


def test_recent_searches_stay_on_the_device_and_can_be_forgotten(tab: Page, address: str) -> None:
    tab.goto(address)
    ask(tab, "flood parks")
    results(tab)
    tab.get_by_role("option").first.click()
    tab.wait_for_url("**/practices/*/")
    ask(tab, "")
    tab.get_by_role("option", name="flood parks").click()
    expect(tab.locator("#search-input")).to_have_value("flood parks")
    assert results(tab)
    ask(tab, "")
    tab.get_by_role("button", name="Forget my recent searches").click()
    expect(tab.get_by_role("option")).to_have_count(0)
    assert tab.evaluate("localStorage.getItem('utm-search-recent')") == "[]"


def test_without_storage_it_only_forgets(tab: Page, address: str) -> None:
    tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    tab.goto(address)
    tab.keyboard.press("/")
    ask(tab, "flood parks")
    results(tab)
    tab.get_by_role("option").first.click()
    tab.wait_for_url("**/practices/*/")


def test_a_slip_is_told_and_mended_by_a_button(tab: Page, address: str) -> None:
    tab.goto(address)
    ask(tab, "flodd")
    tab.get_by_role("button", name=re.compile("Did you mean flood")).click()
    expect(tab.locator("#search-input")).to_have_value(re.compile("^flood"))
    expect(tab.get_by_role("button", name=re.compile("Did you mean"))).to_have_count(0)
    assert results(tab)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Київ", "Latin alphabet"),
        ("北京市", "Latin alphabet"),
        ("+-~*^:", "Write a word"),
        ("flood " * 1700, "Only the beginning"),
        ("qqqqqxxxxx", "0 results"),
        ("<img src=x>", "result"),
    ],
)
def test_odd_questions_are_answered_calmly(tab: Page, address: str, text: str, told: str) -> None:
    tab.goto(address)
    ask(tab, text)
    expect(tab.locator(".search-box__answer")).to_contain_text(told)
    assert tab.locator(".search-box img, .search-box .trouble").count() == 0


def test_an_answer_that_comes_late_is_dropped(tab: Page, address: str) -> None:
    held: list[Route] = []
    tab.goto(address)
    ask(tab, "tram")
    results(tab)

    def hold(route: Route) -> None:
        held.append(route)

    tab.route("**/search/*/t/*", hold)
    ask(tab, "flood parks")
    tab.wait_for_timeout(400)
    ask(tab, "tram")
    for route in held:
        route.continue_()
    tab.wait_for_timeout(400)
    assert held, "the first question did ask for files"
    assert not any("flood" in title for title in results(tab))
    assert "tram" in tab.get_by_role("option").last.get_attribute("href")


def damaged(change: Callable[[str], str]) -> Callable[[Route], None]:
    """Answer with a changed file."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    return answer


TROUBLES: dict[str, tuple[Callable[[Route], None], str, str]] = {
    "missing": (lambda route: route.fulfill(status=404), "is missing", "Try again"),
    "damaged": (damaged(lambda text: text.replace("!", "#", 5)), "damaged", "Try again"),
    "cut short": (damaged(lambda text: text[:100]), "damaged", "Try again"),
    "of another edition": (
        damaged(lambda text: re.sub('"[0-9a-f]{16}"', '"0123456789abcdef"', text)),
        "has changed",
        "Load the page again",
    ),
    "offline": (lambda route: route.abort(), "no connection", "Try again"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_file_in_trouble_is_told_and_can_be_tried_again(tab: Page, address: str, trouble: str) -> None:
    answer, told, way = TROUBLES[trouble]
    tab.goto(address)
    ask(tab, "tram")
    results(tab)
    tab.route("**/search/*/t/*", answer)
    ask(tab, "flood parks")
    expect(tab.get_by_role("alert")).to_contain_text(told)
    assert tab.get_by_role("option").count() == 0, "nothing is shown that might be wrong"
    assert "result" not in tab.get_by_role("dialog").get_by_role("status").first.inner_text()
    tab.unroute("**/search/*/t/*")
    tab.get_by_role("button", name=way).click()
    if way == "Try again":
        assert any("park" in title for title in results(tab))
        assert tab.get_by_role("alert").count() == 0


def test_a_network_that_dies_between_two_files_leaves_what_is_there(tab: Page, address: str) -> None:
    tab.goto(address)
    ask(tab, "tram")
    results(tab)
    tab.route("**/search/*/d/*", lambda route: route.abort())
    ask(tab, "flood parks")
    expect(tab.get_by_role("alert")).to_contain_text("no connection")
    expect(tab.get_by_role("option").last).to_contain_text("results")
    ask(tab, "tram")
    expect(tab.get_by_role("alert")).to_have_count(0)
    assert results(tab), "what was loaded is still found"


def test_a_script_that_does_not_come_is_told_and_tried_again(tab: Page, address: str) -> None:
    tab.goto(address)
    for answer in (lambda route: route.abort(), lambda route: route.fulfill(body="utmSearch")):
        tab.route("**/search/engine.js*", answer)
        ask(tab, "flood parks")
        expect(tab.get_by_role("dialog").get_by_role("status").first).to_contain_text("could not be loaded")
        tab.unroute("**/search/engine.js*")
    tab.get_by_role("button", name="Try again").click()
    assert any("park" in title for title in results(tab))


def test_without_javascript_the_forms_lead_to_the_search_page(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address + PRACTICE)
        tab.get_by_role("search", name="Search the exchange").get_by_role("button").click()
        tab.wait_for_url(re.compile(r"/search/\??$"))
        assert tab.locator("h1").inner_text() == "Search"
        tab.goto(address)
        tab.locator("#home-search").fill("flood parks")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/search/?q=flood+parks")


def test_it_works_from_a_folder(tab: Page, site: Site) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(Path(site.folder, "index.html").as_uri())
    ask(tab, "flood parks")
    assert any("park" in title for title in results(tab))
    tab.get_by_role("option").first.click()
    tab.wait_for_url("**/practices/*/index.html")
    ask(tab, "tram")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/index.html?q=tram")
    assert all(url.startswith(("file:", "data:")) for url in asked)


@pytest.mark.parametrize(
    ("scheme", "width", "direction"), [("light", 1280, "ltr"), ("dark", 360, "rtl"), ("dark", 1280, "ltr")]
)
def test_axe_finds_nothing_in_the_open_box(
    tab: Page, address: str, scheme: str, width: int, direction: str
) -> None:
    tab.set_viewport_size({"width": width, "height": 740})
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    tab.goto(address)
    tab.evaluate("direction => { document.documentElement.dir = direction }", direction)
    ask(tab, "flood parks")
    results(tab)
    tab.keyboard.press("ArrowDown")
    tab.evaluate(AXE)
    assert tab.evaluate(axe.RUN, axe.OPTIONS) == []
    ask(tab, "flodd")
    tab.get_by_role("button", name=re.compile("Did you mean")).wait_for()
    assert tab.evaluate(axe.RUN, axe.OPTIONS) == []
    assert tab.evaluate("document.getAnimations().length") == 0


def test_on_a_phone_it_fills_the_screen(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True) as context:
        tab = context.new_page()
        tab.goto(address)
        ask(tab, "flood parks")
        results(tab)
        assert tab.locator("#search-box").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
        small = tab.locator("#search-box :is(button, [role=option]):visible").evaluate_all(
            "all => all.filter(node => node.getBoundingClientRect().height < 24).length"
        )
        assert small == 0
