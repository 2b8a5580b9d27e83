"""What editors and those who want to correct something find on the site."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from site_fixture import Site

FORMS = {"practices": "practice", "cities": "city", "events": "event", "needs": "need"}


def test_every_record_page_leads_to_where_it_is_changed(site: Site) -> None:
    for folder, form in FORMS.items():
        page = next(name for name in site.pages if name.startswith(f"{folder}/") and name.count("/") == 2)
        slug = page.split("/")[1]
        if page.startswith("events/series"):
            continue
        link = site.pages[page].css_first(".suggest a")
        assert link is not None, page
        assert link.attributes["href"] == f"../../contribute/{form}/?record={form}:{slug}", page
    news = next(
        name
        for name in site.pages
        if name.startswith("news/") and name.count("/") == 2 and "digest" not in name
    )
    assert site.pages[news].css_first(".suggest a").attributes["href"] == "../../contribute/"


def test_suggest_a_change_opens_the_form_with_the_record_in_it(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{address}practices/freetown-the-treetown/")
        title = tab.locator("h1").inner_text()
        tab.locator(".suggest a").first.click()
        tab.wait_for_load_state()
        tab.wait_for_function(
            "title => [...document.querySelectorAll('input, textarea')].some(box => box.value === title)",
            arg=title,
        )


def test_the_page_for_editors_counts_what_it_lists(site: Site) -> None:
    page = site.pages["about/health/index.html"]
    for section in page.css("section.list[aria-labelledby]"):
        count = section.css_first("h2 .count")
        if count is not None:
            listed = len(section.css(".health__entries li"))
            assert int(count.text()) == listed or listed == 200
    assert page.css(".health__gaps table")


def test_links_of_the_page_for_editors_lead_to_records(site: Site) -> None:
    for link in site.pages["about/health/index.html"].css(".health__entries a"):
        target = Path(site.folder, "about/health", link.attributes["href"] or "", "index.html").resolve()
        assert target.is_file(), link.attributes["href"]
