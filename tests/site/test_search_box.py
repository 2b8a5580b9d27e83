"""The search box: opened from every page, walked by keyboard, and nothing of it loaded before."""

from __future__ import annotations

import importlib.resources
import re
from pathlib import Path

import pytest
from audit import axe
from audit.templates import PRACTICE
from playwright.sync_api import Browser, Page, Route, expect
from search_box_fixture import ask, results
from site_fixture import Site

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
ACTIVE = "() => document.querySelector('#' + document.querySelector('#search-input').getAttribute('aria-activedescendant'))?.textContent ?? ''"


def test_nothing_of_search_is_loaded_before_somebody_opens_it(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address + PRACTICE, wait_until="networkidle")
    assert [url for url in asked if "/search/" in url] == []
    ask(tab, "flood parks")
    assert any("park" in title for title in results(tab))
    assert sum("/search/" in url for url in asked) > 2


def test_nobodys_typing_waits_for_the_engine(tab: Page, address: str) -> None:
    tab.goto(address)
    ask(tab, "flood parks")
    assert any("park" in title for title in results(tab))
    assert ["/search/engine.js" in worker.url for worker in tab.workers] == [True]
    assert tab.evaluate("typeof utmSearch") == "undefined", "the page has no engine of its own"


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_but_not_while_somebody_writes(tab: Page, address: str, key: str) -> None:
    tab.goto(address + "search/")
    tab.locator("#explorer-words").press(key)
    expect(tab.locator("#search-box")).to_be_hidden()
    tab.locator("#explorer-words").blur()
    tab.keyboard.press(key)
    expect(tab.locator("#search-input")).to_be_focused()
    expect(tab.locator("#search-input")).to_have_value("")
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

    tab.route("**/search/box.js*", hold)
    tab.goto(address)
    tab.keyboard.press("/")
    tab.get_by_label("The key / opens this box").uncheck()
    # What was held goes on.
    tab.unroute("**/search/box.js*")
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
    expect(tab.locator("[role=option][aria-selected=true]")).to_have_count(1)
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
    expect(tab.locator(".search-box img, .search-box .trouble")).to_have_count(0)


def test_without_javascript_the_forms_lead_to_the_search_page(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address + PRACTICE)
        tab.get_by_role("search", name="Search the exchange").get_by_role("button").click()
        tab.wait_for_url(re.compile(r"/search/\??$"))
        expect(tab.locator("h1")).to_have_text("Search")
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
    assert tab.workers == []
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
