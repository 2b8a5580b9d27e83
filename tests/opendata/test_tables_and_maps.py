"""The data as tables and as maps: they open elsewhere with the same content."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import files_of, rows_of

from sample_folder import Folder
from utm_exchange.catalogue.catalogue import build_catalogue
from utm_exchange.catalogue.history import History
from utm_exchange.opendata.geojson import MAPPED, features
from utm_exchange.opendata.plain import Surroundings
from utm_exchange.opendata.table import Column, Table, guarded_text
from utm_exchange.records.types import City

PARK = "content/practices/river-park.md"
PRIZE = "content/news/prize.md"
NEED = "content/needs/heat-finance.md"


# --- Tables -------------------------------------------------------------------------------------


def test_tables_open_with_the_types_that_their_description_gives(files) -> None:
    (park,) = rows_of(files, "practices.csv")
    assert (park["start"], park["cost_amount"], park["cost_currency"]) == (2015, Decimal(4500000), "EUR")
    assert park["cities"] == ["riga"]
    assert park["results_count"] == 1
    riga = next(row for row in rows_of(files, "cities.csv") if row["slug"] == "riga")
    assert (riga["member"], riga["location_lat"], riga["population_value"]) == (
        True,
        Decimal("56.95"),
        605273,
    )
    for name in files:
        if name.endswith(".csv"):
            assert isinstance(rows_of(files, name), list)


def test_the_long_table_of_figures_keeps_digits_and_source(folder: Folder) -> None:
    folder.edit(PARK, "value: 350", "value: -0.10")
    (figure,) = rows_of(files_of(folder.catalogue()), "figures.csv")
    assert str(figure["value"]) == "-0.10"
    assert (figure["unit"], figure["year"], figure["grade"]) == ("homes", 2020, "reported")
    assert (figure["source_publisher"], figure["source_url"]) == (
        "City of Riga",
        "https://www.example.org/park",
    )


def test_lines_end_as_rfc_4180_says_and_the_byte_order_mark_comes_first(files) -> None:
    for name, text in files.items():
        if name.endswith(".csv"):
            assert text.startswith("\ufeff")
            assert text.endswith("\r\n")
            assert "\n" not in text.replace("\r\n", "")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=1))
def test_any_text_comes_back_and_none_can_be_a_formula(texts: list[str]) -> None:
    columns = tuple(Column(f"c{place}", "string", "x") for place in range(len(texts)))
    out = Table("t", "t", "t", columns, [texts]).text.removeprefix("\ufeff")
    _header, row = csv.reader(io.StringIO(out, newline=""), strict=True)
    assert [cell.removeprefix("'") for cell in row] == texts
    assert not [cell for cell in row if cell[:1] in set("=+-@\t\r")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted'"])
def test_a_text_that_could_be_a_formula_is_marked_as_text(text: str) -> None:
    assert guarded_text(text) == f"'{text}"


def test_a_hostile_title_is_harmless_in_a_table_and_true_in_json(folder: Folder) -> None:
    folder.edit(PARK, "title: A park that takes the flood", "title: '=HYPERLINK(\"https://evil.example\")'")
    files = files_of(folder.catalogue())
    assert json.loads(files["practices/river-park.json"])["record"]["title"].startswith("=HYPERLINK")
    (row,) = csv.DictReader(io.StringIO(files["practices.csv"].removeprefix("\ufeff")))
    assert row["title"].startswith("'=HYPERLINK")


def test_city_profiles_stand_in_the_words_of_the_platforms(files) -> None:
    (emissions,) = rows_of(files, "reporting/cdp-emissions.csv")
    assert emissions["City"] == "Riga"
    assert emissions["Country"] == "Latvia"
    assert emissions["Accounting year"] == 2019
    assert emissions["City Location"] == "POINT (24.11 56.95)"
    assert (emissions["exchange_value"], emissions["exchange_unit"]) == (Decimal(1250000), "tCO2e")
    targets = rows_of(files, "reporting/cdp-targets.csv")
    assert [row["Percentage reduction target"] for row in targets] == [None, Decimal(55)]
    assert [row["exchange_kind"] for row in targets] == ["climate-neutral", "reduction"]
    gcom = rows_of(files, "reporting/gcom-targets.csv")
    assert [row["Target format"] for row in gcom] == [None, "Base Year Reduction Target"]


# --- Maps ---------------------------------------------------------------------------------------


def positions(geometry: dict) -> list[list[float]]:
    return [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]


def test_points_are_as_rfc_7946_says(files) -> None:
    for name in ("cities.geojson", "practices.geojson", "events.geojson"):
        collection = json.loads(files[name])
        assert collection["type"] == "FeatureCollection"
        assert "crs" not in collection
        for feature in collection["features"]:
            assert feature["type"] == "Feature"
            assert {"geometry", "properties", "id"} <= set(feature)
    riga = next(f for f in json.loads(files["cities.geojson"])["features"] if f["id"] == "city:riga")
    assert riga["geometry"] == {"type": "Point", "coordinates": [24.11, 56.95]}


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_place_on_earth_comes_back_with_longitude_first(lat: float, lon: float) -> None:
    city = City.model_validate(
        {
            "title": "x",
            "summary": "x",
            "country": "LV",
            "location": {"lat": f"{lat:.20f}", "lon": f"{lon:.20f}"},
        }
    )
    mapped = next(found for found in MAPPED if found.type is City)
    data = {**dict.fromkeys(mapped.fields), "identity": "city:x", "address": "cities/x/"}
    around = Surroundings(build_catalogue([], Folder.today), History({}))
    (feature,) = json.loads(json.dumps(features(mapped, [(city, data)], around)))
    assert feature["geometry"] == {"type": "Point", "coordinates": [city.location.lon, city.location.lat]}
    found = positions(feature["geometry"])[0]
    assert abs(found[0] - lon) < 1e-9
    assert abs(found[1] - lat) < 1e-9


def test_a_practice_of_several_cities_has_several_points(folder: Folder) -> None:
    folder.edit(PARK, "- riga\n", "- riga\n- tartu\n")
    (feature,) = json.loads(files_of(folder.catalogue())["practices.geojson"])["features"]
    assert feature["geometry"]["type"] == "MultiPoint"
    assert len(feature["geometry"]["coordinates"]) == 2


def test_an_event_stands_only_where_it_was_held(folder: Folder) -> None:
    event = "content/events/open-day.md"
    text = folder.read(event)
    lines = [
        line for line in text.split("\n") if not line.startswith(("place:", "cities:")) and line != "- riga"
    ]
    folder.write(
        event,
        "\n".join(lines).replace("sources:", "cities:\n- riga\nplace: Sharm el-Sheikh, Egypt\nsources:", 1),
    )
    assert json.loads(files_of(folder.catalogue())["events.geojson"])["features"] == []
    folder.edit(event, "Sharm el-Sheikh, Egypt", "Town hall, Riga")
    assert len(json.loads(files_of(folder.catalogue())["events.geojson"])["features"]) == 1
