"""Structured data: valid against schema.org, true to the record, and unable to break out of its block."""

import datetime as dt
import json
from pathlib import Path

import pytest
from vocabulary_fixture import mistakes

from sample_folder import Folder
from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.formatting import formatter
from utm_exchange.metadata.addressing import Addressing
from utm_exchange.metadata.json_ld import node, script_text
from utm_exchange.metadata.structured_records import Surroundings, structured_record

REPOSITORY = Path(__file__).parents[2]
SITE = "https://exchange.example.org/utm/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def structured(catalogue: Catalogue, identity: str, site: str = SITE):
    record = catalogue.get(identity)
    assert record is not None
    day = dt.date(2026, 5, 1)
    around = Surroundings(catalogue, Addressing(site, record_address(record)), formatter(), LICENCE, day, day)
    return structured_record(record, around)


@pytest.mark.parametrize("site", [SITE, ""])
def test_every_record_of_this_repository_is_valid(site: str) -> None:
    today = dt.date(2026, 11, 22)
    catalogue = catalogue_of(check_catalogue(REPOSITORY, today), today)
    wrong = [
        f"{identity}: {mistake}"
        for identity in catalogue.records
        for mistake in mistakes(structured(catalogue, identity, site))
    ]
    assert catalogue.records
    assert wrong == []


def test_the_check_itself_finds_what_is_wrong() -> None:
    assert list(mistakes({"@type": "Town"}))
    assert list(mistakes({"@type": "City", "population": 5}))
    assert list(mistakes({"@type": "City", "startDate": "2026-01-01"}))
    assert list(mistakes({"@type": "Event", "startDate": "soon"}))
    assert list(mistakes({"@type": "Event", "startDate": "2026-01-01T10:00:00"}))
    assert list(mistakes({"@type": "Event", "location": {"@type": "Person", "name": "x"}}))
    assert not list(mistakes({"@type": "Event", "startDate": "2026-01-01T10:00:00+01:00"}))


def test_a_practice_is_an_article_about_its_city_with_its_sources(folder: Folder) -> None:
    thing = structured(folder.catalogue(), "practice:river-park")
    assert thing["@type"] == "Article"
    assert thing["about"]["@type"] == "City"
    assert thing["about"]["url"] == SITE + "cities/riga/"
    assert thing["citation"]
    assert thing["license"] == LICENCE
    assert (thing["datePublished"], thing["dateModified"], thing["inLanguage"]) == (
        "2026-05-01",
        "2026-05-01",
        "en",
    )


def test_without_the_sites_address_pages_name_each_other_by_relative_addresses(folder: Folder) -> None:
    thing = structured(folder.catalogue(), "practice:river-park", site="")
    assert thing["url"] == "./"
    assert thing["about"]["url"] == "../../cities/riga/"


def test_an_event_has_its_hour_with_the_offset_of_that_day(folder: Folder) -> None:
    text = folder.read("content/events/open-day.md")
    start = next(line for line in text.splitlines() if line.startswith("start:"))
    folder.edit("content/events/open-day.md", start, "start: 2026-07-14 09:30")
    if "time_zone:" not in text:
        folder.edit("content/events/open-day.md", "start:", "time_zone: Europe/Riga\nstart:")
    for line in folder.read("content/events/open-day.md").splitlines():
        if line.startswith("end:"):
            folder.edit("content/events/open-day.md", line + "\n", "")
        if line.startswith("time_zone:"):
            folder.edit("content/events/open-day.md", line, "time_zone: Europe/Riga")
    assert structured(folder.catalogue(), "event:open-day")["startDate"] == "2026-07-14T09:30:00+03:00"


@pytest.mark.parametrize(
    ("written", "mode", "places"),
    [
        ("in-person", "OfflineEventAttendanceMode", ["Place"]),
        ("online", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("hybrid", "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_an_event_says_how_and_where_one_takes_part(
    folder: Folder, written: str, mode: str, places: list[str]
) -> None:
    lines = [
        line
        for line in folder.read("content/events/open-day.md").splitlines()
        if not line.startswith(("format:", "place:"))
    ]
    lines[1:1] = [f"format: {written}", "place: Riga, Latvia"]
    folder.write("content/events/open-day.md", "\n".join(lines))
    thing = structured(folder.catalogue(), "event:open-day")
    assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}"
    where = thing["location"] if isinstance(thing["location"], list) else [thing["location"]]
    assert [place["@type"] for place in where] == places
    assert list(mistakes(thing)) == []


@pytest.mark.parametrize(
    ("written", "status"),
    [("confirmed", "EventScheduled"), ("postponed", "EventPostponed"), ("cancelled", "EventCancelled")],
)
def test_an_event_says_whether_it_takes_place(folder: Folder, written: str, status: str) -> None:
    lines = [
        line
        for line in folder.read("content/events/open-day.md").splitlines()
        if not line.startswith("status:")
    ]
    lines[1:1] = [f"status: {written}"]
    folder.write("content/events/open-day.md", "\n".join(lines))
    assert structured(folder.catalogue(), "event:open-day")["eventStatus"] == f"https://schema.org/{status}"


def test_a_city_has_its_point_country_and_population(folder: Folder) -> None:
    thing = structured(folder.catalogue(), "city:riga")
    assert thing["@type"] == "City"
    assert set(thing["geo"]) == {"@type", "latitude", "longitude"}
    assert thing["containedInPlace"] == {"@type": "Country", "name": "Latvia", "identifier": "LV"}
    assert list(mistakes(thing)) == []


def test_every_type_of_the_sample_is_valid(folder: Folder) -> None:
    catalogue = folder.catalogue()
    kinds = {
        record.type_name: structured(catalogue, identity) for identity, record in catalogue.records.items()
    }
    assert [mistake for thing in kinds.values() for mistake in mistakes(thing)] == []
    assert kinds["news"]["@type"] == "NewsArticle"
    assert kinds["funding"]["@type"] in {"MonetaryGrant", "FundingScheme"}
    assert kinds["training"]["@type"] in {"Course", "EducationEvent"}
    assert kinds["voice"]["@type"] in {"Quotation", "Article"}


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "quotes \" and ' and \\",
    "R&D & more",
    "line\u2028end\u2029",
    "تجربة \u202eabc",
    "🌳 emoji",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_text_can_break_out_of_the_data_block(title: str) -> None:
    text = script_text([node("Article", headline=title)])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["headline"] == title


def test_nothing_empty_is_said() -> None:
    assert node("City", name="", geo=None, sameAs=[], latitude=0) == {"@type": "City", "latitude": 0}
    assert script_text([]) == ""
