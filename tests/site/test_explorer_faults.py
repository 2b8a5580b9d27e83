"""An explorer whose files are missing, damaged or of another edition says so, and shows nothing wrong."""

from __future__ import annotations

from typing import Any

import pytest
from explorer_fixture import EXPLORERS, Explorer, fitting, number_with, offered
from playwright.sync_api import Page, Route, expect

DAMAGES: dict[str, tuple[dict[str, Any], str]] = {
    "gone": ({"status": 404, "body": ""}, "missing on this site"),
    "cut short": ({"body": 'utmSearch.put("'}, "arrived damaged"),
    "a page that says sorry": ({"body": "<!doctype html>Sorry"}, "arrived damaged"),
    "server in trouble": ({"status": 503, "body": ""}, "no connection"),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("part", ["f/sector", "c/", "o/practice-title"])
def test_a_bad_file_is_told_nothing_wrong_is_shown_and_one_can_try_again(
    fresh: Page, address: str, damage: str, part: str
) -> None:
    answer, said = DAMAGES[damage]
    pattern = f"**/search/*/{part}*"
    fresh.route(pattern, lambda route: route.fulfill(**answer))
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?sector=food")
    assert said in explorer.notes
    assert explorer.titles == []
    expect(fresh.locator("[data-part=written]"), "the whole list is not what was asked for").to_be_hidden()
    expect(fresh.locator(".ways a").first, "the pages of facets are a way on").to_be_visible()
    fresh.unroute(pattern)
    fresh.get_by_role("button", name="Try again").click()
    explorer.settle()
    assert explorer.notes == ""
    assert (
        explorer.number == len(explorer.titles) == len(fitting("practice", {"sector": frozenset({"food"})}))
    )


def test_a_facet_that_only_counts_may_fail_alone(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?sector=food")
    number = explorer.number
    fresh.route("**/f/scale.js", lambda route: route.abort())
    explorer.group("scale").locator("summary").click()
    expect(fresh.locator("[data-explorer] [data-part=notes]")).to_contain_text("no connection")
    assert explorer.number == number == len(explorer.titles), "what was found stays"


def test_choices_that_are_still_being_counted_say_so(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?sector=food")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    fresh.route("**/f/scale.js", hold)
    group = explorer.group("scale")
    with fresh.expect_request("**/f/scale.js"):
        group.locator("summary").click()
    expect(group).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(group).not_to_have_attribute("aria-busy", "true")
    assert explorer.counts("scale") == {
        value: number_with("practice", {"sector": frozenset({"food"})}, "scale", value)
        for value in offered("practice")["scale"]
    }


def test_offline_before_the_engine_came(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open()
    fresh.context.set_offline(True)
    explorer.group("sector").locator("summary").click()
    expect(fresh.locator("[data-explorer] [data-part=notes]")).to_contain_text("no connection")
    expect(fresh.locator("[data-part=written]")).to_be_visible()
    fresh.context.set_offline(False)
    fresh.get_by_role("button", name="Try again").click()
    explorer.choose("sector", "food")
    assert explorer.number == len(fitting("practice", {"sector": frozenset({"food"})}))


def test_a_site_with_a_newer_edition_asks_to_be_loaded_again(fresh: Page, address: str) -> None:
    fresh.route("**/search/*/f/*", lambda route: route.fulfill(status=404, body=""))
    fresh.route("**/search/manifest.json", lambda route: route.fulfill(json={"edition": "feedfeedfeedfeed"}))
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?sector=food")
    assert "has changed" in explorer.notes
    expect(fresh.get_by_role("button", name="Load the page again")).to_be_visible()
