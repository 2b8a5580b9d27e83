"""Filling the forms as a newcomer does: by their labels, in the order of the steps."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page

TITLE = "Shade for bus stops: a first summer 🚌"
PROBLEM = 'Waiting was hot.\n\nPeople said: "too hot" & stayed at home.'


def step(tab: Page) -> Locator:
    return tab.locator("[data-step]:not([hidden])")


def go_on(tab: Page) -> None:
    step(tab).get_by_role("button", name="Go on").click()


def fill(tab: Page, label: str, value: str) -> None:
    step(tab).get_by_label(label, exact=False).first.fill(value)


def fill_practice(tab: Page) -> None:
    """Fill the form for practices, with one source, one figure and the two sections that are needed."""
    fill(tab, "Title", TITLE)
    fill(tab, "Summary", "The city put trees and sails over forty bus stops.")
    fill(tab, "Cities", "Lviv")
    fill(tab, "In the lead", "City of Lviv")
    step(tab).get_by_label("Status").select_option(label="Running")
    fill(tab, "Start", "2024")
    go_on(tab)
    step(tab).get_by_label("Mobility").check()
    step(tab).get_by_label("Integrated transition").check()
    step(tab).get_by_label("Implement").check()
    step(tab).get_by_label("Scale needed").select_option("city")
    go_on(tab)
    fill(tab, "Challenge", PROBLEM)
    fill(tab, "What was done", "1. Stops were counted.\n2. Sails were put up.")
    go_on(tab)
    fill(tab, "Title", "Shade plan 2024")
    fill(tab, "Publisher", "City of Lviv")
    fill(tab, "Web address", "https://city-adm.lviv.ua/shade")
    go_on(tab)
    results = step(tab).locator('[data-field="results"]')
    results.get_by_label("What it is").fill("Bus stops with shade")
    results.get_by_label("Number").first.fill("40")
    results.get_by_label("Unit").first.fill("stops")
    results.get_by_label("Year").first.fill("2024")
    results.get_by_label("Source of it").select_option(label="Shade plan 2024, City of Lviv")
    results.get_by_label("Who says so").select_option("reported")
    go_on(tab)
    go_on(tab)


def saved(tab: Page, folder: Path) -> Path:
    """Press 'Save the file' and return where it went."""
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save the file").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target
