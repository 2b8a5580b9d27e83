"""The data of the real site: as their descriptions say, and a click away from every record and list."""

from __future__ import annotations

import json
import posixpath
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from site_fixture import Site

from utm_exchange.records.types import RECORD_TYPES


def test_every_file_is_as_the_openapi_document_says(site: Site) -> None:
    root = site.folder / "api/v1"
    document = json.loads((root / "openapi.json").read_text("utf-8"))
    validate(document)
    checked = 0
    for file in sorted([*root.rglob("*.json"), *root.rglob("*.geojson")]):
        data = json.loads(file.read_text("utf-8"))
        if "schema" in data:
            schema = {"$ref": f"#{urlsplit(data['schema']).fragment}", "components": document["components"]}
            wrong = [error.json_path for error in Draft202012Validator(schema).iter_errors(data)]
            assert wrong == [], file
            checked += 1
    assert checked > 250


def test_every_page_of_a_record_leads_to_its_data(site: Site) -> None:
    for record_type in RECORD_TYPES:
        index = json.loads((site.folder / f"api/v1/{record_type.address}.json").read_text("utf-8"))
        assert index["count"] == len(index["records"]) > 0
        for record in index["records"]:
            page = site.pages[f"{record['address']}index.html"]
            found = page.css_first('.as-data a[type="application/json"]').attributes["href"]
            file = site.folder / posixpath.normpath(posixpath.join(record["address"], found))
            assert json.loads(file.read_text("utf-8"))["record"] == record


def test_every_list_leads_to_its_data(site: Site) -> None:
    for record_type in RECORD_TYPES:
        links = site.pages[f"{record_type.address}/index.html"].css(".as-data a")
        assert {"JSON", "CSV"} <= {link.text() for link in links}, record_type


def test_what_is_new_and_the_data_are_a_click_away_from_everywhere(site: Site) -> None:
    footer = {link.text() for link in site.pages["index.html"].css(".site-footer a")}
    assert {"What is new", "Open data"} <= footer


def test_the_real_history_is_told_by_week(site: Site) -> None:
    page = site.pages["whats-new/index.html"]
    assert page.css("section.week") or page.css_first(".empty")
    assert all(week.css("h3 ~ ul li a") for week in page.css(".week__batch"))
