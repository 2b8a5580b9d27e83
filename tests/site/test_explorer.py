"""The explorers of practices, cities, funding and needs: what is chosen is what is shown, counted, shared and saved."""

from __future__ import annotations

import csv
import importlib.resources
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from audit import axe
from audit.host import Host
from audit.weight import MOST_REQUESTS, first_visit
from explorer_fixture import EXPLORERS, Explorer, fitting, holding, module, number_with, offered, query
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from site_fixture import Site

from utm_exchange.search.orders import TITLE

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
PATIENT = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        yield page


def choices(type_: str) -> st.SearchStrategy[dict[str, frozenset[str]]]:
    """Any few values of any few facets, most often ones that go together."""
    held = {facet: values for facet, values in offered(type_).items() if values}
    some = {facet: st.frozensets(st.sampled_from(values), max_size=3) for facet, values in held.items()}
    facets = st.sets(st.sampled_from(sorted(held)), max_size=3)
    return facets.flatmap(lambda names: st.fixed_dictionaries({name: some[name] for name in sorted(names)}))


@pytest.mark.parametrize("type_", EXPLORERS)
@PATIENT
@given(data=st.data())
def test_facets_combine_and_count_as_the_catalogue_says(
    tab: Page, address: str, type_: str, data: st.DataObject
) -> None:
    chosen = data.draw(choices(type_))
    explorer = Explorer(tab, address, EXPLORERS[type_]).open(query(chosen, sort="title", view="table"))
    found = fitting(type_, chosen)
    assert explorer.number == len(found)
    assert set(explorer.titles) <= {record.title for record in found}
    assert len(explorer.titles) == min(12, len(found))
    facet = data.draw(st.sampled_from(sorted(facet for facet, values in offered(type_).items() if values)))
    counts = explorer.counts(facet)
    assert {value: number for value, number in counts.items() if number} == {
        value: number
        for value in offered(type_)[facet]
        if (number := number_with(type_, chosen, facet, value))
    }


@pytest.mark.parametrize("words", ["heat pumps", "tram", "flood parks", "money for buses"])
def test_words_and_facets_combine(tab: Page, address: str, words: str) -> None:
    chosen = {"stage": frozenset({"implement", "scale"})}
    explorer = Explorer(tab, address, EXPLORERS["practice"]).open(query(chosen, q=words))
    ranked = holding(words)
    found = fitting("practice", chosen, within=ranked)
    assert explorer.number == len(found)
    links = tab.locator("[data-explorer] [data-part=list] .card__title a").evaluate_all(
        "links => links.map(a => a.getAttribute('href').replace('../', ''))"
    )
    assert links == [place for place in ranked if place in links], "the best match stands first"
    assert len(links) == min(12, len(found))


def test_what_is_chosen_stands_in_the_address_and_comes_back_from_it(
    fresh: Page, browser: Browser, address: str
) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open()
    assert explorer.asked == ""
    explorer.choose("sector", "mobility").choose("sector", "water").choose("region", "europe")
    fresh.get_by_label("Sort by").select_option("newest")
    explorer.view("Table")
    fresh.wait_for_url("**view=table")
    chosen = {"sector": {"mobility", "water"}, "region": {"europe"}}
    assert explorer.chosen == chosen
    with browser.new_context() as elsewhere:
        other = Explorer(elsewhere.new_page(), address, EXPLORERS["practice"]).open(explorer.asked)
        assert other.chosen == chosen
        assert other.titles == explorer.titles
        assert other.asked == explorer.asked
        expect(other.tab.get_by_label("Table", exact=True)).to_be_checked()
        expect(other.tab.get_by_label("Sort by")).to_have_value("newest")


def test_the_back_button_undoes_choices_one_by_one(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open()
    written = fresh.locator("[data-part=written]")
    explorer.choose("sector", "mobility")
    fresh.wait_for_url("**?sector=mobility")
    explorer.choose("stage", "implement")
    fresh.wait_for_url("**&stage=implement")
    both = explorer.number
    fresh.go_back()
    explorer.settle()
    assert explorer.chosen == {"sector": {"mobility"}}
    assert explorer.number == len(fitting("practice", {"sector": frozenset({"mobility"})}))
    fresh.go_back()
    explorer.settle()
    assert explorer.chosen == {}
    expect(written).to_be_visible()
    fresh.go_forward()
    fresh.go_forward()
    explorer.settle()
    expect(fresh.locator("[data-explorer] [data-part=status]")).to_contain_text(str(both))
    expect(written).to_be_hidden()


def test_typing_is_one_step_of_the_history(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open()
    steps = fresh.evaluate("history.length")
    field = explorer.words
    for word in ("hea", "heat", "heat pumps"):
        field.fill(word)
        fresh.wait_for_timeout(250)
        explorer.settle()
    field.press("Enter")
    explorer.settle()
    fresh.wait_for_url("**?q=heat+pumps")
    assert fresh.evaluate("history.length") == steps + 1


def test_chosen_filters_go_one_by_one_or_all_at_once_and_the_focus_stays_near(
    fresh: Page, address: str
) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?sector=water&sector=food&stage=plan")
    chips = fresh.get_by_role("list", name="Chosen").get_by_role("button")
    expect(chips).to_have_text(["Water ×", "Food ×", "Plan ×", "Clear all"])
    fresh.get_by_role("button", name="Remove: Sector: Water").press("Enter")
    explorer.settle()
    assert explorer.chosen == {"sector": {"food"}, "stage": {"plan"}}
    assert fresh.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove: Sector: Food"
    fresh.get_by_role("button", name="Clear all").press("Enter")
    explorer.settle()
    assert explorer.chosen == {}
    assert fresh.evaluate("document.activeElement.name") == "q"
    fresh.wait_for_url("**/practices/")


def test_what_an_address_asks_for_in_vain_is_named_and_left_out(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"])
    explorer.open("?sector=mobility&sector=magic&colour=red&sort=luck&view=dream")
    for unknown in ("sector=magic", "colour=red", "sort=luck", "view=dream"):
        assert unknown in explorer.notes
    assert "mobility" not in explorer.notes
    assert explorer.number == len(fitting("practice", {"sector": frozenset({"mobility"})}))
    explorer.open("?<script>alert(1)</script>=1&__proto__=x")
    assert "<script>" in explorer.notes
    expect(fresh.locator("[data-explorer] [data-part=notes] script")).to_have_count(0)


def saved(tab: Page) -> tuple[str, list[dict[str, str]]]:
    with tab.expect_download() as found:
        tab.get_by_role("button", name="Save as CSV").click()
    text = Path(found.value.path()).read_bytes().decode("utf-8-sig")
    return found.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(
    ("type_", "chosen"),
    [
        ("practice", {"region": frozenset({"europe"})}),
        ("practice", {}),
        ("city", {"membership": frozenset({"contributing"})}),
        ("funding", {}),
        ("need", {"theme": frozenset({"finance"})}),
    ],
)
def test_the_file_holds_all_that_is_found_and_nothing_else(
    tab: Page, address: str, type_: str, chosen: dict[str, frozenset[str]]
) -> None:
    explorer = Explorer(tab, address, EXPLORERS[type_]).open(query(chosen, sort=TITLE.id))
    name, rows = saved(tab)
    found = fitting(type_, chosen)
    assert name == EXPLORERS[type_].address.strip("/") + ".csv"
    assert len(rows) == len(found) == explorer.number
    assert sorted(row["Address"] for row in rows) == sorted(
        f"{address}{record.address}/{record.slug}/" for record in found
    )
    assert {row["Summary"] for row in rows} == {record.summary for record in found}
    assert [next(iter(row.values())) for row in rows][: len(explorer.titles)] == explorer.titles


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.text(), min_size=2, max_size=4), min_size=1, max_size=4))
@example(rows=[["", "\x1f="]])
@example(rows=[["", "\ufeff ="]])
def test_any_text_survives_the_file_and_none_is_run_by_a_spreadsheet(
    blank: Page, rows: list[list[str]]
) -> None:
    width = len(rows[0])
    rows = [(row * 4)[:width] for row in rows]
    rows = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    text = blank.evaluate(
        "async ([address, rows]) => (await import(address)).csv(rows)", [module("saving.js"), rows]
    )
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert read == [[f"'{cell}" if runs(cell) else cell for cell in row] for row in rows]


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def runs(cell: str) -> bool:
    begin = re.sub(r"^[\s\ufeff\x00-\x1f\x7f-\x9f]+", "", cell)[:1]
    return cell[:1] in {"\t", "\r", "\n"} or begin in set("=+-@＝＋－＠") - {""}


def test_the_map_shows_where_the_results_are_and_the_list_stays(fresh: Page, address: str) -> None:
    chosen = {"sector": frozenset({"mobility"})}
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open(query(chosen, view="map"))
    found = fitting("practice", chosen)
    cities = {slug for record in found for slug in record.cities}  # type: ignore[attr-defined]
    points = fresh.locator("[data-explorer] [data-part=list] a.map-point")
    assert {
        href.split("/")[-2] for href in points.evaluate_all("p => p.map(a => a.getAttribute('href'))")
    } == cities
    assert len(explorer.titles) == len(found)
    expect(fresh.get_by_role("link", name="practice").first).to_be_visible()


def test_more_results_come_on_request_and_the_focus_goes_to_the_first_of_them(
    fresh: Page, address: str
) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?status=completed&status=running")
    assert len(explorer.titles) == 12
    fresh.get_by_role("button", name="Show 12 more").click()
    explorer.settle()
    assert len(explorer.titles) == 24
    expect(fresh.locator(".card__title a:focus")).to_have_text(explorer.titles[12])
    fresh.reload()
    explorer.settle()
    assert len(explorer.titles) == 24, "the browser comes back to what was shown"


def test_cards_are_those_of_the_list(fresh: Page, site: Site, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open("?sector=food")
    shown = fresh.locator("[data-explorer] [data-part=list] .card").evaluate_all(
        "cards => cards.map(c => c.outerHTML)"
    )
    html = (site.folder / "practices/index.html").read_text("utf-8")
    written = fresh.evaluate(
        "html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('.card')].map(c => c.outerHTML)",
        html,
    )
    assert explorer.number == len(shown)
    assert set(shown) <= set(written)


def test_a_keyboard_alone_chooses_and_leaves(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["practice"]).open()
    summary = explorer.group("sector").locator("summary")
    summary.focus()
    fresh.keyboard.press("Enter")
    fresh.keyboard.press("Tab")
    fresh.keyboard.press("Space")
    explorer.settle()
    assert explorer.chosen == {"sector": {"energy-and-heat"}}
    fresh.keyboard.press("Escape")
    assert explorer.group("sector").get_attribute("open") is None
    assert summary.evaluate("node => node === document.activeElement")
    explorer.unfold("stage")
    fresh.locator("h1").click()
    assert explorer.group("stage").get_attribute("open") is None, "a press elsewhere closes it"


def test_the_number_of_results_is_told_to_screen_readers(fresh: Page, address: str) -> None:
    explorer = Explorer(fresh, address, EXPLORERS["city"]).open("?region=europe")
    status = fresh.get_by_role("status").and_(fresh.locator("[data-explorer] [data-part=status]"))
    number = len(fitting("city", {"region": frozenset({"europe"})}))
    expect(status).to_have_text(f"{number} cities")
    explorer.choose("membership", "wave-1")
    number = len(fitting("city", {"region": frozenset({"europe"}), "membership": frozenset({"wave-1"})}))
    expect(status).to_have_text(f"{number} cities")
    expect(fresh.locator("[data-explorer] [data-part=notes]")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("type_", EXPLORERS)
def test_without_javascript_the_list_leads_to_the_pages_of_its_facets(
    browser: Browser, address: str, type_: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + EXPLORERS[type_].address)
        expect(page.locator(".explorer")).to_be_hidden()
        expect(page.locator(f".card--{type_}").first).to_be_visible()
        tags = page.locator(".ways a.tag")
        expect(tags.first).to_be_visible()
        tags.first.click()
        expect(page.locator(f".card--{type_}").first).to_be_visible()


@pytest.fixture(scope="module")
def stick(site: Site) -> str:
    return site.folder.as_uri() + "/"


def test_it_all_works_from_a_folder(fresh: Page, stick: str) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.goto(stick + "practices/index.html?sector=water&view=table")
    explorer = Explorer(fresh, stick, EXPLORERS["practice"]).settle()
    assert explorer.number == len(fitting("practice", {"sector": frozenset({"water"})}))
    explorer.choose("stage", "implement")
    both = {"sector": frozenset({"water"}), "stage": frozenset({"implement"})}
    assert explorer.number == len(fitting("practice", both))
    explorer.view("Map")
    assert fresh.locator("[data-explorer] [data-part=list] a.map-point").count()
    fresh.locator("[data-explorer] [data-part=list] .card__title a").first.click()
    fresh.wait_for_url("**/practices/*/index.html")
    assert all(url.startswith(("file:", "data:")) for url in asked)


STATES = (
    "practices/?sector=water&colour=red",
    "practices/?q=heat&view=table",
    "practices/?sector=mobility&view=map",
    "funding/?stage=implement",
)


@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing_in_what_was_found(fresh: Page, address: str, path: str) -> None:
    fresh.goto(address + path, wait_until="networkidle")
    fresh.locator("details summary").first.click()
    fresh.wait_for_load_state("networkidle")
    assert list(axe.violations_here(fresh, AXE, (axe.STATES[0], axe.STATES[-1]))) == []


@pytest.mark.parametrize("path", STATES)
def test_nothing_scrolls_sideways_on_a_phone_and_every_target_is_large_enough(
    browser: Browser, address: str, path: str
) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        page.get_by_role("button", name="Filter", exact=True).click()
        page.locator("details summary").first.click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = page.locator(".explorer :is(button, summary, select, label):visible").evaluate_all(
            "nodes => nodes.filter(n => n.getBoundingClientRect().height < 24).map(n => n.outerHTML)"
        )
        assert small == []
        page.locator("[data-explorer] [data-part=done]").click()
        expect(page.locator("details").first).to_be_hidden()


def test_a_first_visit_loads_no_index_and_a_first_choice_little(browser: Browser, site: Site) -> None:
    with Host(site.folder) as host:
        weight = first_visit(browser, host, "practices/")
        paths = [transfer.path for transfer in weight.transfers]
        own = [t.size for t in weight.transfers if "explorer" in t.path]
        assert len(own) == 2, paths
        assert sum(own) <= 14_000
        assert not [path for path in paths if path.startswith("search/") and "explorer" not in path], paths
        assert len(paths) <= MOST_REQUESTS
        with browser.new_context() as context:
            explorer = Explorer(context.new_page(), host.address, EXPLORERS["practice"]).open()
            host.transfers.clear()
            explorer.choose("sector", "water")
            assert sum(transfer.size for transfer in host.transfers) <= 70_000, host.transfers


def test_nothing_breaks_the_policy(fresh: Page, site: Site) -> None:
    said: list[str] = []
    fresh.on("console", lambda message: said.append(message.text))
    with Host(site.folder) as host:
        explorer = Explorer(fresh, host.address, EXPLORERS["practice"]).open("?sector=water")
        for view in ("Table", "Map", "Cards"):
            explorer.view(view)
        saved(fresh)
    assert [text for text in said if "Content Security Policy" in text] == []
