"""The pages that list records."""

from pathlib import Path

import pytest

from sample_folder import Folder
from utm_exchange.indexes.cohort_pages import cohort_pages
from utm_exchange.indexes.drawings import Drawings
from utm_exchange.indexes.facet_pages import facet_pages
from utm_exchange.indexes.index_pages import PER_PAGE, RESTFUL, IndexPage, Section, paginate
from utm_exchange.indexes.map_pages import map_of_cities, places_of, record_locator
from utm_exchange.indexes.section_pages import section_pages


def listed(page: IndexPage) -> list[str]:
    return [record.identity for section in page.sections for record in section.records]


def page_of(number: int, folder: Folder) -> IndexPage:
    riga = folder.catalogue().cities["riga"]
    sections = (
        Section("one", "One", (riga,) * (number // 2)),
        Section("two", "Two", (riga,) * (number - number // 2)),
    )
    return IndexPage("practices/", "Practices", "", "indexes/list.html", sections=sections)


def test_a_short_list_stays_on_one_page(folder: Folder) -> None:
    assert list(paginate(page_of(RESTFUL, folder))) == [page_of(RESTFUL, folder)]


def test_a_long_list_is_divided_without_losing_or_doubling_a_record(folder: Folder) -> None:
    pages = list(paginate(page_of(PER_PAGE * 3 + 5, folder)))
    assert [page.count for page in pages] == [PER_PAGE, PER_PAGE, PER_PAGE, 5]
    assert [page.address for page in pages][:2] == ["practices/", "practices/page/2/"]
    assert all(page.pages == tuple(other.address for other in pages) for page in pages)
    assert [section.id for page in pages for section in page.sections] == ["one", "one", "two", "two", "two"]


def test_every_record_that_is_not_withdrawn_stands_in_the_list_of_its_type(folder: Folder) -> None:
    catalogue = folder.catalogue()
    everywhere = [identity for page in section_pages(catalogue) for identity in listed(page)]
    assert sorted(everywhere) == sorted(catalogue.records)


def test_each_facet_value_has_a_page_with_exactly_the_records_that_have_it(folder: Folder) -> None:
    catalogue = folder.catalogue()
    pages = {page.address: page for page in facet_pages(catalogue)}
    for values in catalogue.facets.values():
        for value in values:
            page = pages[f"browse/{value.facet.id}/{value.id.lower()}/"]
            assert page.count == value.count
    assert listed(pages["browse/country/lv/"]).count("city:riga") == 1


def test_no_two_pages_share_an_address(folder: Folder) -> None:
    catalogue = folder.catalogue()
    addresses = [
        page.address
        for page in (*section_pages(catalogue), *facet_pages(catalogue), *cohort_pages(catalogue))
    ]
    assert len(addresses) == len(set(addresses))


def test_the_cohort_table_has_every_city_in_each_of_its_orders(folder: Folder) -> None:
    catalogue = folder.catalogue()
    tables = [page for page in cohort_pages(catalogue) if page.template == "indexes/cohort.html"]
    assert len(tables) == 5
    assert all(sorted(listed(page)) == ["city:riga", "city:tartu"] for page in tables)


def test_members_and_contributing_cities_are_never_in_one_section(folder: Folder) -> None:
    for page in cohort_pages(folder.catalogue()):
        for section in page.sections:
            if section.id != "cities":
                assert len({record.membership is None for record in section.records}) == 1, page.address


@pytest.fixture
def drawings(folder: Folder, tmp_path: Path) -> Drawings:
    made = Drawings(tmp_path / "maps")
    made.prepare(places_of(folder.catalogue()))
    return made


def test_the_map_links_to_every_city(folder: Folder, drawings: Drawings) -> None:
    drawing = map_of_cities(folder.catalogue(), drawings, "..")
    assert 'href="../cities/riga/"' in drawing
    assert 'href="../cities/tartu/"' in drawing


def test_a_record_without_a_city_has_no_locator(folder: Folder, drawings: Drawings) -> None:
    catalogue = folder.catalogue()
    assert record_locator(catalogue, drawings, catalogue.of_type("partner")[0]) == ""
    assert record_locator(catalogue, drawings, catalogue.of_type("practice")[0]).startswith("<svg")


def test_drawings_are_kept_and_a_damaged_store_is_made_anew(
    folder: Folder, drawings: Drawings, tmp_path: Path
) -> None:
    land = drawings.land()
    [store] = (tmp_path / "maps").iterdir()
    assert land in store.read_text("utf-8")
    kept = Drawings(tmp_path / "maps")
    assert kept.land() == land
    store.write_text("{", "utf-8")
    again = Drawings(tmp_path / "maps")
    again.prepare(places_of(folder.catalogue()))
    assert again.land() == land
