"""The data: what they say, what they never say, and that they are as their descriptions say."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import validate
from reading import files_of, mistakes, rows_of

from sample_folder import Folder
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.opendata.plain import LEFT_OUT, json_number
from utm_exchange.opendata.shapes import shapes_of
from utm_exchange.opendata.versions import CURRENT, ROOT, VERSIONS
from utm_exchange.records.types import RECORD_TYPES
from utm_exchange.synthetic.writing import write_catalogue

PARK = "content/practices/river-park.md"
PRIZE = "content/news/prize.md"
NEED = "content/needs/heat-finance.md"


# --- JSON ---------------------------------------------------------------------------------------


def test_every_record_stands_in_its_list_and_in_a_file_of_its_own(folder: Folder, files) -> None:
    for record in folder.catalogue().records.values():
        alone = json.loads(files[f"{record.address}/{record.slug}.json"])["record"]
        listed = json.loads(files[f"{record.address}.json"])
        assert alone["identity"] == record.identity
        assert alone in listed["records"]
        assert listed["count"] == len(listed["records"])


def test_a_figure_keeps_value_unit_year_source_and_grade(files) -> None:
    (figure,) = json.loads(files["practices/river-park.json"])["record"]["results"]
    assert {key: figure[key] for key in ("value", "unit", "year", "source", "grade")} == {
        "value": 350,
        "unit": "homes",
        "year": 2020,
        "source": "report",
        "grade": "reported",
    }


def test_what_is_not_reported_is_null_and_never_missing(files) -> None:
    city = json.loads(files["cities/tartu.json"])["record"]
    assert city["population"] is None
    assert city["targets"] == []
    assert set(city) == set(json.loads(files["cities/riga.json"])["record"])


def test_the_text_of_the_page_is_there_as_it_was_written(files) -> None:
    body = json.loads(files["practices/river-park.json"])["record"]["body"]
    assert body.startswith("## Challenge\n\nEach spring")
    assert "[the need](need:heat-finance)" in body


def test_every_file_says_its_licence_edition_and_schema(files) -> None:
    for name, text in files.items():
        if name.endswith(("json", "geojson")) and name not in {"openapi.json", "csv-metadata.json"}:
            head = json.loads(text)
            assert head["licence"].startswith("https://creativecommons.org/"), name
            assert len(head["edition"]) == 16, name
            assert head["schema"].startswith(f"{ROOT}openapi.json#/components/schemas/"), name
            assert head["api_version"] == CURRENT.number, name


def test_the_index_names_every_file_but_those_of_single_records_and_itself(files) -> None:
    index = json.loads(files["index.json"])
    named = {file["address"].removeprefix(ROOT): file["bytes"] for file in index["files"]}
    expected = {name for name in files if "/" not in name or name.startswith("reporting/")} - {"index.json"}
    assert set(named) == expected
    assert all(len(files[name].encode()) == size for name, size in named.items())
    assert index["counts"]["city"] == 2
    assert index["versions"][0]["number"] == VERSIONS[0].number


def test_addresses_are_absolute_where_the_site_is_known_and_the_index_says_which(
    folder: Folder, files
) -> None:
    placed = files_of(folder.catalogue(), "https://exchange.example/")
    for made, prefix, word in (
        (files, "", "relative to the root of the site"),
        (placed, "https://exchange.example/", "absolute"),
    ):
        assert json.loads(made["index.json"])["addresses"] == word
        assert (
            json.loads(made["practices/river-park.json"])["record"]["address"]
            == f"{prefix}practices/river-park/"
        )
        assert rows_of(made, "practices.csv")[0]["address"] == f"{prefix}practices/river-park/"


def test_the_same_catalogue_gives_the_same_bytes_and_another_another_edition(folder: Folder, files) -> None:
    assert files_of(folder.catalogue()) == files
    folder.edit(PARK, "the people a park", "the people a meadow")
    changed = files_of(folder.catalogue())
    differing = {name for name in files if files[name] != changed[name]}
    assert differing == {
        "practices/river-park.json",
        "practices.json",
        "practices.csv",
        "practices.geojson",
        "index.json",
    }
    assert json.loads(files["index.json"])["edition"] != json.loads(changed["index.json"])["edition"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**11), max_value=10**11))
def test_a_number_is_the_same_number_in_json(value: Decimal) -> None:
    assert Decimal(json.dumps(json_number(value))) == value


# --- What must not be seen ----------------------------------------------------------------------

WITHDRAWN = "withdrawn:\n  date: 2026-05-01\n  reason: The city asked for it.\n  see: need:heat-finance\n"


def test_a_withdrawn_record_appears_as_withdrawn_and_says_nothing_else(folder: Folder) -> None:
    folder.edit(PARK, "scale:", f"{WITHDRAWN}scale:")
    files = files_of(folder.catalogue())
    listed = json.loads(files["practices.json"])
    assert (listed["records"], listed["count"]) == ([], 0)
    assert listed["withdrawn"] == [json.loads(files["practices/river-park.json"])["record"]]
    assert listed["withdrawn"][0]["withdrawn"]["reason"] == "The city asked for it."
    assert listed["withdrawn"][0]["withdrawn"]["date"] == "2026-05-01"
    assert json.loads(files["index.json"])["withdrawn"] == 1
    assert not [
        name for name, text in files.items() if "Homes out of danger" in text or "the river came" in text
    ]
    document = json.loads(files["openapi.json"])
    assert list(mistakes(document, listed)) == []
    assert list(mistakes(document, json.loads(files["practices/river-park.json"]))) == []


def test_a_record_that_is_held_back_is_named_nowhere(folder: Folder) -> None:
    """Neither by itself, nor in a field, nor as an answer, nor in a link of a text, nor as what to read instead."""
    folder.edit(PRIZE, "date: 2026-04-02", "date: 2026-06-02")
    folder.edit(PRIZE, "title: ", "title: Unheard-of ")
    folder.edit("content/events/open-day.md", "related:\n", "related:\n- news:prize\n")
    folder.edit(PARK, "See [the need]", "See [this](news:prize) and [the need]")
    folder.edit(NEED, "answers:\n", "answers:\n- record: news:prize\n  how: It tells all.\n")
    instead = WITHDRAWN.replace("need:heat-finance", "news:prize")
    folder.edit("content/voices/mayor.md", "title:", f"{instead}title:")
    catalogue = folder.catalogue()
    assert "news:prize" not in catalogue.records
    files = files_of(catalogue)
    leaks = [
        name
        for name, text in files.items()
        if "news:prize" in text or "Unheard-of" in text or "news/prize" in text
    ]
    assert leaks == []
    assert "It tells all" not in files["needs.json"]
    assert json.loads(files["events/open-day.json"])["record"]["related"] == ["practice:river-park"]
    assert (
        "See this and [the need](need:heat-finance)"
        in json.loads(files["practices/river-park.json"])["record"]["body"]
    )
    document = json.loads(files["openapi.json"])
    for name in ("events.json", "needs.json", "voices.json", "practices.json"):
        assert list(mistakes(document, json.loads(files[name]))) == []


# --- Descriptions -------------------------------------------------------------------------------


def test_the_openapi_document_is_valid_and_names_every_file(files) -> None:
    document = json.loads(files["openapi.json"])
    validate(document)
    assert document["openapi"].startswith("3.1")
    paths = set(document["paths"])
    for name in files:
        folder, slash, _slug = name.partition("/")
        path = f"/{ROOT}{folder}/{{slug}}.json" if slash and folder != "reporting" else f"/{ROOT}{name}"
        assert path in paths, name


def test_every_file_is_as_its_schema_says(files) -> None:
    document = json.loads(files["openapi.json"])
    checked = 0
    for text in files.values():
        data = json.loads(text) if text.startswith("{") else {}
        if "schema" in data:
            assert list(mistakes(document, data)) == []
            checked += 1
    assert checked > 25


@pytest.mark.parametrize("broken", ["drop", "add", "retype", "term"])
def test_the_schema_notices_what_is_wrong(files, broken: str) -> None:
    data = json.loads(files["practices/river-park.json"])
    record = data["record"]
    if broken == "drop":
        del record["results"]
    elif broken == "add":
        record["extra"] = 1
    elif broken == "retype":
        record["results"][0]["value"] = "350"
    else:
        record["results"][0]["grade"] = "certain"
    assert list(mistakes(json.loads(files["openapi.json"]), data))


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda found: found.__name__)
def test_every_field_of_a_type_is_in_its_schema_with_its_meaning(files, record_type) -> None:
    schema = json.loads(files["openapi.json"])["components"]["schemas"][record_type.__name__]
    for shape in shapes_of(record_type):
        if shape.name not in LEFT_OUT:
            assert schema["properties"][shape.name]["description"], shape.name
    assert schema["additionalProperties"] is False


def test_a_synthetic_catalogue_of_all_types_is_as_its_schemas_say(tmp_path) -> None:
    write_catalogue(120, tmp_path / "synthetic")
    checked = check_catalogue(tmp_path / "synthetic", Folder.today, synthetic=True)
    files = files_of(catalogue_of(checked, Folder.today))
    document = json.loads(files["openapi.json"])
    for record_type in RECORD_TYPES:
        data = json.loads(files[f"{record_type.address}.json"])
        assert data["records"]
        assert list(mistakes(document, data)) == []


def test_the_dcat_description_has_what_dcat_ap_requires(files) -> None:
    """The mandatory properties of https://semiceu.github.io/DCAT-AP/releases/3.0.0/, and no unknown prefix."""
    catalog = json.loads(files["catalog.jsonld"])
    assert catalog["@type"] == "dcat:Catalog"
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= set(catalog)
    downloads = set()
    for dataset in catalog["dcat:dataset"]:
        assert dataset["@type"] == "dcat:Dataset"
        assert {"dct:title", "dct:description"} <= set(dataset)
        for distribution in dataset["dcat:distribution"]:
            downloads.add(distribution["dcat:downloadURL"]["@id"])
            assert distribution["dcat:accessURL"]["@id"]
            assert distribution["dct:license"]["@id"].startswith("https://creativecommons.org/")
    assert downloads == {
        name
        for name in files
        if name.endswith((".csv", ".geojson"))
        or name.removesuffix(".json") in {t.address for t in RECORD_TYPES}
    }
    prefixes = set(catalog["@context"])
    unknown = {
        key for key in _keys(catalog) if not key.startswith("@") and key.partition(":")[0] not in prefixes
    }
    assert unknown - prefixes == set()


def _keys(value):
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
