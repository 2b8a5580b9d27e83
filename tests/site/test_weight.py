"""The weight of a first visit stays within its budget."""

from __future__ import annotations

from audit.host import Host
from audit.templates import PRACTICE
from audit.weight import MOST_BYTES, MOST_FONTS, MOST_HTML, MOST_REQUESTS, first_visit
from playwright.sync_api import Browser
from site_fixture import Site


def test_a_first_visit_to_a_practice_is_light(browser: Browser, site: Site) -> None:
    with Host(site.folder) as host:
        weight = first_visit(browser, host, PRACTICE)
    assert weight.transfers, "nothing was weighed"
    assert weight.html <= MOST_HTML, weight
    assert weight.rest <= MOST_BYTES, weight
    assert weight.fonts <= MOST_FONTS, weight
    assert len(weight.transfers) <= MOST_REQUESTS, weight


def test_a_second_page_brings_little_but_itself(browser: Browser, site: Site) -> None:
    with Host(site.folder) as host, browser.new_context() as context:
        tab = context.new_page()
        tab.goto(host.address, wait_until="networkidle")
        host.transfers.clear()
        tab.goto(host.address + PRACTICE, wait_until="networkidle")
        assert sum(transfer.size for transfer in host.transfers) <= MOST_HTML + 20_000, host.transfers
