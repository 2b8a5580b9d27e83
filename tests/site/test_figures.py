"""A figure never appears without its source, its year and its grade."""

from __future__ import annotations

import pytest
from site_fixture import Site

RESULT, ESTIMATE, TARGET = "result", "estimate", "target"


def figures(site: Site, selector: str) -> list[tuple[str, object]]:
    found = [(name, node) for name, page in site.pages.items() for node in page.css(selector)]
    assert found, f"no {selector} on any page: this test would check nothing"
    return found


def test_every_figure_links_to_a_source_listed_on_that_page_or_on_its_record_s(site: Site) -> None:
    for name, node in figures(site, ".figure"):
        mark = node.css_first(".source-mark")
        assert mark is not None, (name, node.text())
        path, _hash, anchor = mark.attributes["href"].partition("#")
        source = site.pages[f"{path}index.html" if path else name].css_first(f"#{anchor}")
        assert source is not None, (name, anchor)
        assert source.css_first("a[href^=http]") is not None, (name, anchor)


def test_every_figure_says_its_grade_and_its_year_or_that_it_is_not_reported(site: Site) -> None:
    for name, node in figures(site, ".figure"):
        assert node.css_first(".grade") is not None, name
        assert (
            any(char.isdigit() for char in node.css_first(".figure__facts").text())
            or "not reported" in node.text()
        ), name


def test_every_figure_on_a_card_names_its_source_and_grade(site: Site) -> None:
    for name, node in figures(site, ".card__figure"):
        if node.css_first(".state") or node.css_first(".unknown"):
            continue
        assert node.css_first(".card__source") is not None, (name, node.text())
        assert node.css_first(".grade") is not None, (name, node.text())


def test_every_amount_of_emissions_names_its_source(site: Site) -> None:
    for name, node in figures(site, ".inventories tbody tr"):
        assert node.css_first(".source-mark") is not None, name


@pytest.mark.parametrize("kind", [RESULT, ESTIMATE])
def test_results_and_estimates_are_marked_apart(site: Site, kind: str) -> None:
    for name, node in figures(site, f".figure--{kind}"):
        classes = node.css_first(".grade").attributes["class"]
        assert f"grade--{kind}" in classes, name


def test_a_target_is_always_called_a_target(site: Site) -> None:
    for name, node in figures(site, ".grade--target"):
        assert node.text().strip() == "Target", name


def test_what_nobody_reported_is_called_not_reported(site: Site) -> None:
    assert "Not reported" in site.text("cities/guimaraes/index.html")
