"""The tags that social services read."""

import datetime as dt
from dataclasses import replace

import pytest
from babel import Locale

from utm_exchange.metadata.addressing import Addressing
from utm_exchange.metadata.page_metadata import PageFacts, Picture, describe, open_graph_locale
from utm_exchange.metadata.summaries import LONGEST, described, first_paragraph

HERE = "practices/park/"
FACTS = PageFacts(
    "A park",
    "What came of it.",
    "Exchange",
    Locale.parse("en"),
    Addressing("https://x.example/base/", HERE),
    record_type="practice",
    published=dt.date(2026, 1, 2),
    changed=dt.date(2026, 3, 4),
    picture=Picture("assets/social/practices/park.png?v=1", "A park, Riga", 1200, 630),
    neighbours={"prev": "practices/lamp/", "next": "practices/tram/"},
)
NOWHERE = replace(FACTS, addressing=Addressing("", HERE))


def tags(facts: PageFacts) -> dict[str, str]:
    return {tag.name: tag.content for tag in describe(facts, "").tags}


def test_with_the_sites_address_everything_is_absolute() -> None:
    found = tags(FACTS)
    assert found["og:url"] == "https://x.example/base/practices/park/"
    assert found["og:image"] == "https://x.example/base/assets/social/practices/park.png?v=1"
    assert found["og:image:alt"] == "A park, Riga"
    assert found["twitter:card"] == "summary_large_image"
    assert [link.href for link in describe(FACTS, "").links] == [
        "https://x.example/base/practices/lamp/",
        "https://x.example/base/practices/tram/",
    ]


def test_without_it_no_tag_claims_an_address() -> None:
    found = tags(NOWHERE)
    assert not {"og:url", "og:image", "og:image:alt"} & set(found)
    assert found["twitter:card"] == "summary"
    assert [link.href for link in describe(NOWHERE, "").links] == [
        "../../practices/lamp/",
        "../../practices/tram/",
    ]


def test_articles_say_when_and_other_pages_do_not() -> None:
    assert tags(FACTS)["article:published_time"] == "2026-01-02"
    assert tags(FACTS)["article:modified_time"] == "2026-03-04"
    other = tags(replace(FACTS, record_type="city"))
    assert other["og:type"] == "website"
    assert not any(name.startswith("article:") for name in other)


def test_authors_are_named_only_where_somebody_is() -> None:
    assert "author" not in tags(FACTS)
    assert tags(replace(FACTS, authors=("Ana", "Bo")))["author"] == "Ana, Bo"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "en_US"), ("en_GB", "en_GB"), ("pt_BR", "pt_BR"), ("uk", "uk_UA"), ("ar", "ar_EG")],
)
def test_open_graph_gets_the_territory_that_it_demands(language: str, written: str) -> None:
    assert open_graph_locale(Locale.parse(language)) == written


def test_addresses_are_relative_to_the_page_as_deep_as_it_is() -> None:
    assert Addressing("", "").to("") == "./"
    assert Addressing("", "a/b/").to("") == "../../"
    assert Addressing("", "a/").to("c/") == "../c/"


def test_the_description_is_the_first_paragraph_without_its_marks() -> None:
    assert (
        first_paragraph("<h2>No</h2><p>One <em>plain</em>\n R&amp;D text.</p><p>Two</p>")
        == "One plain R&D text."
    )
    assert first_paragraph("<ul><li>x</li></ul>") == ""
    long = first_paragraph(f"<p>{'word ' * 90}</p>")
    assert len(long) <= LONGEST
    assert long.endswith("word…")


def test_a_page_deep_in_a_list_is_described_with_its_way() -> None:
    assert (
        described(["Browse", "Countries", "Spain"], "2 records.", "A site.")
        == "Browse › Countries › Spain. 2 records. A site."
    )
