"""The search box in trouble: it says what is wrong, offers a way on, and shows nothing that may be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from search_box_fixture import ask, results


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
    expect(tab.get_by_role("option"), "nothing is shown that might be wrong").to_have_count(0)
    assert "result" not in tab.get_by_role("dialog").get_by_role("status").first.inner_text()
    tab.unroute("**/search/*/t/*")
    tab.get_by_role("button", name=way).click()
    if way == "Try again":
        assert any("park" in title for title in results(tab))
        expect(tab.get_by_role("alert")).to_have_count(0)


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
    for answer in (lambda route: route.abort(), lambda route: route.fulfill(body="void 0")):
        tab.route("**/search/box.js*", answer)
        ask(tab, "flood parks")
        expect(tab.get_by_role("dialog").get_by_role("status").first).to_contain_text("could not be loaded")
        tab.unroute("**/search/box.js*")
    tab.get_by_role("button", name="Try again").click()
    assert any("park" in title for title in results(tab))


def uncached(change: Callable[[str], str]) -> Callable[[Route], None]:
    """Answer with a changed script that the browser keeps for no second page."""
    return lambda route: route.fulfill(
        body=change(route.fetch().text()),
        content_type="text/javascript",
        headers={"Cache-Control": "no-store"},
    )


ENGINES: dict[str, tuple[Callable[[Route], None], str]] = {
    "does not come": (lambda route: route.abort(), "no connection"),
    "is cut short": (uncached(lambda text: text[:30_000]), "damaged"),
    "has another head": (uncached(lambda text: text.replace('"documents":', '"dokuments":')), "damaged"),
    "fails": (uncached(lambda _text: "onmessage = () => { throw Error('no') }"), "damaged"),
}


@pytest.mark.parametrize("trouble", ENGINES)
def test_an_engine_that_fails_beside_the_page_works_in_the_page(
    browser: Browser, address: str, trouble: str
) -> None:
    answer, told = ENGINES[trouble]
    with browser.new_context() as context:
        tab = context.new_page()
        tab.route("**/search/engine.js*", answer, times=1)
        tab.goto(address)
        ask(tab, "flood parks")
        assert any("park" in title for title in results(tab))
        assert tab.workers == []
        tab.route("**/search/engine.js*", answer)
        tab.reload()
        ask(tab, "flood parks")
        expect(tab.get_by_role("alert")).to_contain_text(told)
        tab.unroute("**/search/engine.js*")
        tab.get_by_role("button", name="Try again").click()
        assert any("park" in title for title in results(tab))


def test_opened_twice_while_its_script_is_on_the_way_it_comes_once(tab: Page, address: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.route("**/search/box.js*", hold)
    tab.goto(address)
    for _time in range(2):
        tab.keyboard.press("/")
        expect(tab.locator("#search-box")).to_be_visible()
        tab.keyboard.press("Escape")
        expect(tab.locator("#search-box")).to_be_hidden()
    for route in held:
        route.continue_()
    tab.unroute("**/search/box.js*")
    ask(tab, "flood parks")
    titles = results(tab)
    expect(tab.locator("script[src*='/search/box.js']")).to_have_count(2)
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("[role=option][aria-selected=true] .search-box__title")).to_have_text(titles[0])
